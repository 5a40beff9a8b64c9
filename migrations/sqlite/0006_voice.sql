-- Whether a report was spoken, so that it can be read again as it was.
alter table report add column voice boolean not null default false;
