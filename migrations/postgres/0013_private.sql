-- What is secret by its class: salaries, scores, peer reviews. No ordinary load reads it.
create table private_field (
    company_id uuid not null references company (id) on delete cascade,
    person text not null,
    class text not null,
    label text not null,
    source text not null,
    value text not null,
    recorded_at timestamptz not null,
    primary key (company_id, person, class, label, source)
);
