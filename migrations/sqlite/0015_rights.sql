-- Who looked at whose reports and figures, a row a day, where the company has it recorded.
alter table company add column records_views boolean not null default false;
create table view_of (
    company_id blob not null references company (id) on delete cascade,
    person text not null,
    viewer text not null,
    class text not null,
    day date not null,
    at datetime not null,
    primary key (company_id, person, viewer, class, day)
);

-- Work that reports speak of and nobody has defined: the owner of the project is asked about each name once.
create table unnamed_work (
    company_id blob not null references company (id) on delete cascade,
    id blob not null,
    project text not null,
    title text not null,
    due_on date,
    assignee text,
    said_by text not null,
    said_at datetime not null,
    decided_by text,
    decided_at datetime,
    defined boolean,
    primary key (company_id, id),
    unique (company_id, project, title)
);
