-- What somebody asks for and somebody else decides: a KPI of one's own, another target, a goal for another, a late report.
create table request (
    company_id uuid not null references company (id) on delete cascade,
    id uuid not null,
    kind text not null,
    state text not null,
    requested_by text not null,
    about text not null,
    approver text,
    raised integer not null,
    body jsonb not null,
    created_at timestamptz not null,
    waits_since timestamptz,
    decided_by text,
    decided_at timestamptz,
    primary key (company_id, id)
);

create index request_approver on request (company_id, approver) where state = 'submitted';
create index request_requester on request (company_id, requested_by, created_at);
create index request_decided on request (company_id, kind, state, decided_at);

-- Every step of a request, never changed.
create table request_step (
    company_id uuid not null,
    request_id uuid not null,
    ordinal integer not null,
    at timestamptz not null,
    actor text not null,
    event text not null,
    state text not null,
    reason text,
    primary key (company_id, request_id, ordinal),
    foreign key (company_id, request_id) references request (company_id, id) on delete cascade
);

-- Who decides on what, where a company wants it otherwise than by default.
create table approval_rule (
    company_id uuid not null references company (id) on delete cascade,
    kind text not null,
    approver text not null,
    days integer not null,
    primary key (company_id, kind)
);

-- Who decides for somebody while they are away.
create table delegate (
    company_id uuid not null references company (id) on delete cascade,
    person text not null,
    first_on date not null,
    last_on date not null,
    stands_in text not null,
    primary key (company_id, person, first_on)
);
