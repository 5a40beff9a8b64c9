-- The audit log is only ever added to, and each entry is chained to the one before by its hash.
create table audit_link (
    company_id uuid not null references company (id) on delete cascade,
    seq bigint not null,
    entry_id uuid not null,
    hash text not null,
    primary key (company_id, seq),
    unique (company_id, entry_id)
);

create function audit_stays() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is only added to';
end
$$;

create trigger audit_stays before update or delete on audit for each row execute function audit_stays();
create trigger audit_link_stays before update or delete on audit_link for each row execute function audit_stays();
