-- PostgreSQL keeps companies apart by row-level security. An SQLite file holds one company, and its rights are the wall.
select 1;
