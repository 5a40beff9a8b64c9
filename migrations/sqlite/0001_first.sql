-- The first shape of the store. The other folder holds the same tables and columns in the other database's types.

create table company (
    id blob not null primary key,
    key text not null unique,
    name text not null,
    timezone text not null,
    fiscal_start integer not null,
    version bigint not null
);

create table department (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    name text not null,
    aliases json not null,
    parent text,
    head text,
    primary key (company_id, key)
);

create table person (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    name text not null,
    aliases json not null,
    department text not null,
    job text not null,
    manager text,
    roles json not null,
    primary key (company_id, key)
);

create table project (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    name text not null,
    aliases json not null,
    owner text not null,
    members json not null,
    start_on date,
    due_on date,
    budget bigint,
    currency text not null,
    planned_hours bigint,
    primary key (company_id, key)
);

create table milestone (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    project text not null,
    name text not null,
    aliases json not null,
    due_on date,
    primary key (company_id, key),
    foreign key (company_id, project) references project (company_id, key)
);

create table task (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    project text not null,
    name text not null,
    aliases json not null,
    assignee text,
    due_on date,
    primary key (company_id, key),
    foreign key (company_id, project) references project (company_id, key)
);

create table kpi (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    name text not null,
    aliases json not null,
    level text not null,
    owner text not null,
    unit text not null,
    direction text not null,
    aggregation text not null,
    cadence text not null,
    target_low bigint,
    target_high bigint,
    baseline bigint,
    start_on date,
    end_on date,
    category text not null,
    weight bigint,
    parent text,
    primary key (company_id, key)
);

create table account (
    company_id blob not null references company (id) on delete cascade,
    channel text not null,
    external text not null,
    person text not null,
    bound_at datetime not null,
    primary key (company_id, channel, external)
);

create index account_person on account (company_id, person);

-- Messages received, worked in order within a thread. A row that is done keeps only its key.
create table inbox (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    channel text not null,
    external_id text not null,
    thread text,
    sender text,
    sent_at datetime not null,
    text text,
    voice boolean not null,
    forced_report boolean not null,
    received_at datetime not null,
    due_at datetime not null,
    lease_until datetime,
    attempts integer not null,
    done_at datetime,
    failed_at datetime,
    last_error text,
    primary key (company_id, id),
    unique (company_id, channel, external_id)
);

create index inbox_due on inbox (company_id, due_at, sent_at, id) where done_at is null and failed_at is null;
create index inbox_open on inbox (company_id, channel, thread, sent_at, id) where done_at is null and failed_at is null;

-- Messages to deliver, in order within a thread.
create table outbox (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    channel text not null,
    thread text not null,
    kind text not null,
    body json not null,
    reply_to text,
    sent_as text,
    created_at datetime not null,
    due_at datetime not null,
    lease_until datetime,
    attempts integer not null,
    done_at datetime,
    failed_at datetime,
    last_error text,
    primary key (company_id, id)
);

create index outbox_due on outbox (company_id, channel, due_at, id) where done_at is null and failed_at is null;
create index outbox_open on outbox (company_id, channel, thread, id) where done_at is null and failed_at is null;

-- Work to do later; a key is asked for once while it is open and after.
create table job (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    kind text not null,
    key text not null,
    body json not null,
    created_at datetime not null,
    due_at datetime not null,
    lease_until datetime,
    attempts integer not null,
    done_at datetime,
    failed_at datetime,
    last_error text,
    primary key (company_id, id),
    unique (company_id, kind, key)
);

create index job_due on job (company_id, due_at, id) where done_at is null and failed_at is null;

create table report (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    channel text not null,
    external_id text not null,
    thread text not null,
    author text not null,
    sent_at datetime not null,
    sent_on date not null,
    duty_day date not null,
    text text not null,
    summary text not null,
    keywords json not null,
    language text not null,
    reader_version text not null,
    withdrawn_at datetime,
    primary key (company_id, id),
    unique (company_id, channel, external_id)
);

create index report_author on report (company_id, author, sent_at);
create index report_day on report (company_id, sent_on);

create table claim (
    company_id blob not null,
    id blob not null,
    report_id blob not null,
    ordinal integer not null,
    kind text not null,
    subject text,
    value bigint,
    unit text,
    on_day date,
    day date not null,
    state text,
    date date,
    waiting_on text,
    approximate boolean not null,
    cumulative boolean,
    span_start integer not null,
    span_end integer not null,
    quote text not null,
    by_reader text not null,
    standing text not null,
    doubt json,
    supersedes blob,
    sent_at datetime not null,
    sent_on date not null,
    author text not null,
    said_in text,
    primary key (company_id, id),
    foreign key (company_id, report_id) references report (company_id, id) on delete cascade
);

create index claim_report on claim (company_id, report_id, ordinal);
create index claim_subject on claim (company_id, subject, day) where standing = 'counted';
create index claim_author on claim (company_id, author, day) where standing = 'counted';
create index claim_day on claim (company_id, day) where standing = 'counted';

-- The figures that count, straight from their claims: a view cannot fall behind.
create view measurement as
select company_id, subject as kpi, on_day, id as claim_id, report_id, value, kind = 'measurement' as absolute, sent_at, author
from claim
where standing = 'counted' and kind in ('measurement', 'increment') and subject is not null;

-- Folded from claims in the transaction that files them; rebuilding gives the same rows.
create table work_state (
    company_id blob not null references company (id) on delete cascade,
    subject text not null,
    progress bigint,
    status text,
    due date,
    blocked boolean not null,
    last_day date not null,
    body json not null,
    primary key (company_id, subject)
);

create table kpi_state (
    company_id blob not null references company (id) on delete cascade,
    kpi text not null,
    period_first date not null,
    period_last date not null,
    total bigint,
    latest bigint,
    last_day date not null,
    body json not null,
    primary key (company_id, kpi, period_first)
);

create table conversation (
    company_id blob not null references company (id) on delete cascade,
    channel text not null,
    thread text not null,
    person text not null,
    body json not null,
    language text not null,
    updated_at datetime not null,
    primary key (company_id, channel, thread, person)
);

create table audit (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    at datetime not null,
    actor text not null,
    action text not null,
    resource text not null,
    detail json not null,
    primary key (company_id, id)
);

create index audit_at on audit (company_id, at, id);
