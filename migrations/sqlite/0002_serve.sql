-- Accounts for the page, one-time codes, replies that edit a card, edited reports, and what a model read and used.

alter table inbox add column reply_to text;
alter table inbox add column revises text;

-- The report whose card a reply shows: a later reply about it takes the card's place where the channel can edit.
alter table outbox add column about blob;

create index outbox_about on outbox (company_id, channel, thread, about, id) where about is not null;
create index outbox_sent_as on outbox (company_id, channel, thread, sent_as) where sent_as is not null;
create index outbox_thread on outbox (company_id, channel, thread, id);

-- The prompt by whose answer a model read a claim.
alter table claim add column prompt text;

-- How often a report's text was edited; its former texts are kept.
alter table report add column revision integer not null default 0;

create table report_text (
    company_id blob not null,
    report_id blob not null,
    revision integer not null,
    text text not null,
    replaced_at datetime not null,
    primary key (company_id, report_id, revision),
    foreign key (company_id, report_id) references report (company_id, id) on delete cascade
);

-- One-time codes, kept as their hash: who holds one becomes that person on a channel, once.
create table code (
    company_id blob not null references company (id) on delete cascade,
    hash text not null,
    person text not null,
    issued_by text not null,
    issued_at datetime not null,
    expires_at datetime not null,
    used_at datetime,
    primary key (company_id, hash)
);

create table credential (
    company_id blob not null references company (id) on delete cascade,
    person text not null,
    password text not null,
    changed_at datetime not null,
    primary key (company_id, person)
);

-- A browser that is logged in, known by the hash of its cookie.
create table session (
    company_id blob not null references company (id) on delete cascade,
    hash text not null,
    person text not null,
    created_at datetime not null,
    seen_at datetime not null,
    expires_at datetime not null,
    primary key (company_id, hash)
);

create index session_person on session (company_id, person);

-- Log-ins that failed, by whom they were for or where they came from.
create table login_failure (
    company_id blob not null references company (id) on delete cascade,
    subject text not null,
    failures integer not null,
    last_at datetime not null,
    primary key (company_id, subject)
);

create table model_use (
    company_id blob not null references company (id) on delete cascade,
    day date not null,
    calls bigint not null,
    failures bigint not null,
    tokens_in bigint not null,
    tokens_out bigint not null,
    primary key (company_id, day)
);
