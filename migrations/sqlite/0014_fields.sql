-- Fields of a company's own on its projects and KPIs, and what stands in them. What was set in chat stays though no file
-- names it.
create table custom_field (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    name text not null,
    aliases json not null,
    bearer text not null,
    holds text not null,
    unit text,
    choices json not null,
    primary key (company_id, key)
);

create table custom_value (
    company_id blob not null references company (id) on delete cascade,
    key text not null,
    position integer not null,
    archived boolean not null,
    subject text not null,
    field text not null,
    content text not null,
    origin text not null,
    primary key (company_id, key)
);
