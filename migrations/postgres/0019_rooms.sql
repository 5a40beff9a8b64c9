-- Group chats: how many are in one, and who of them is known. What is said there is cut to what all of them may see.
create table room (
    company_id uuid not null references company (id) on delete cascade,
    channel text not null,
    thread text not null,
    people integer,
    seen_at timestamptz not null,
    primary key (company_id, channel, thread)
);
create table room_member (
    company_id uuid not null references company (id) on delete cascade,
    channel text not null,
    thread text not null,
    sender text not null,
    private text not null,
    seen_at timestamptz not null,
    primary key (company_id, channel, thread, sender)
);
