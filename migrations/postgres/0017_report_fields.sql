-- Fields of reports: of a department's or of everybody's, seen by everybody or by who sees the person.
alter table custom_field add column within text;
alter table custom_field add column class text not null default 'personal';
