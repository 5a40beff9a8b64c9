-- The audit log is only ever added to, and each entry is chained to the one before by its hash.
create table audit_link (
    company_id blob not null references company (id) on delete cascade,
    seq bigint not null,
    entry_id blob not null,
    hash text not null,
    primary key (company_id, seq),
    unique (company_id, entry_id)
);

create trigger audit_stays_as_written before update on audit
begin select raise(abort, 'the audit log is only added to'); end;

create trigger audit_stays before delete on audit
begin select raise(abort, 'the audit log is only added to'); end;

create trigger audit_link_stays_as_written before update on audit_link
begin select raise(abort, 'the audit log is only added to'); end;

create trigger audit_link_stays before delete on audit_link
begin select raise(abort, 'the audit log is only added to'); end;
