-- What a model answered, beside a digest of all that it was asked, so that it is not asked the same twice.
create table model_answer (
    company_id uuid not null references company (id) on delete cascade,
    person text not null,
    asked text not null,
    answer text not null,
    answered_at timestamptz not null,
    primary key (company_id, person, asked)
);
