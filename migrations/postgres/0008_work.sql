-- Work and goals that were made in chat: an import keeps them though no file names them.
alter table milestone add column origin text not null default 'file';
alter table task add column origin text not null default 'file';
alter table kpi add column origin text not null default 'file';

-- What those above say of a report, and what its writer says back.
create table review (
    company_id uuid not null,
    id uuid not null,
    report_id uuid not null,
    author text not null,
    at timestamptz not null,
    kind text not null,
    text text not null,
    primary key (company_id, id),
    foreign key (company_id, report_id) references report (company_id, id) on delete cascade
);

create index review_report on review (company_id, report_id, at);
