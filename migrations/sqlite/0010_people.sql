-- The first day on which somebody no longer belongs to the company, and the spans of days on which they are on leave.
alter table person add column left_on date;
alter table person add column leave json not null default '[]';
