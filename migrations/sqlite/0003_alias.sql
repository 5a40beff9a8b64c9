-- Names that people gave to things in chat: proposed by one, decided by who owns the thing, then known to all.
create table alias (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    name text not null,
    subject text not null,
    proposed_by text not null,
    proposed_at datetime not null,
    report_id blob,
    decided_by text,
    decided_at datetime,
    accepted boolean,
    primary key (company_id, id),
    unique (company_id, name, subject)
);
