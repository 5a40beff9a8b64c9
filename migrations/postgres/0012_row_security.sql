-- The second wall: whatever a statement forgets, a transaction sees and writes the rows of one company only, that which
-- it says it acts for, and of none where it says nothing. `force` holds the owner of the tables to it too, so a later
-- migration that changes rows begins with `alter table … no force row level security`.

-- Raises the wall around every table with a company that has none. The program calls it after its migrations, so that
-- later tables need not think of it.
create function raise_wall() returns void language plpgsql as $$
declare
    bare regclass;
begin
    for bare in
        select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
        where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
            and not (c.relrowsecurity and c.relforcerowsecurity
                and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'company_wall'))
        order by c.relname
    loop
        execute format('alter table %s enable row level security, force row level security', bare);
        if not exists (select from pg_policy p where p.polrelid = bare and p.polname = 'company_wall') then
            execute format($policy$
                create policy company_wall on %s
                using (company_id = nullif(current_setting('zhixing.company', true), '')::uuid)
                with check (company_id = nullif(current_setting('zhixing.company', true), '')::uuid)
            $policy$, bare);
        end if;
    end loop;
end
$$;

select raise_wall();

-- Which companies there are is seen by all, to find the one there is; each is written for itself only.
alter table company enable row level security, force row level security;
create policy company_wall on company
using (id = nullif(current_setting('zhixing.company', true), '')::uuid)
with check (id = nullif(current_setting('zhixing.company', true), '')::uuid);
create policy company_seen on company for select using (true);

-- A view asks as who asks it, not as its owner.
alter view measurement set (security_invoker = true);
