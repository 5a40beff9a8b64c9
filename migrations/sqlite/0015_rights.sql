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
