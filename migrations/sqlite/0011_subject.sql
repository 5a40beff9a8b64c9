-- People whose data is kept and no longer used: nobody but they themselves is told of it.
create table restriction (
    company_id blob not null references company (id) on delete cascade,
    person text not null,
    since datetime not null,
    primary key (company_id, person)
);
