"""Who sees whom: row-level security, enabled and forced, on every table of this room that says something about a person.

Read beside docs/adr/0004-row-level-security.md. No policy looks at a table whose policy looks back, so there is no recursion:
persons ask proxies and look-ups; proxies and look-ups ask only who looks. Questions that do not depend on the row stand in
`(select …)` and are asked once a query.
"""

from django.db import migrations

# The day as the application counts it. In the demo a row moves the clock; elsewhere the table is empty.
TODAY = """
create function yimen_today() returns date language sql stable parallel safe as $$
    select ((now() + coalesce((select max(by) from public.places_clockoffset), interval '0'))
            at time zone 'Asia/Shanghai')::date
$$;
"""

# Two sets that policies ask for. They are functions of the owner with a plan of their own: folded into every query, their tables'
# policies would cost it milliseconds of planning. What they return depends on who looks and on nothing a caller could pass.
SETS = """
drop function yimen_purpose();

-- The persons whom a line in the book of look-ups, written by this officer in this very transaction, has opened.
create function yimen_opened() returns setof uuid language plpgsql stable security definer
    set search_path = pg_catalog, public as $$
begin
    if public.yimen_is_staff() then
        return query select l.person_id from public.people_lookup l
            where l.actor_id = public.yimen_who() and l.role = public.yimen_role() and l.recorded = now();
    end if;
end $$;

-- The persons for whom the applicant may act today.
create function yimen_principals() returns setof uuid language plpgsql stable security definer
    set search_path = pg_catalog, public as $$
begin
    if public.yimen_role() = 'applicant' then
        return query select p.principal_person_id from public.people_proxy p
            where p.agent_id = public.yimen_person() and p.principal_person_id is not null
              and p.since <= public.yimen_today() and (p.until is null or p.until >= public.yimen_today());
    end if;
end $$;
"""

PERSON = """
alter table people_person enable row level security, force row level security;

create policy seen on people_person for select using (
    id = (select yimen_person())
    or (select yimen_is_system())
    or region between (select yimen_reach_from()) and (select yimen_reach_to())
    or id in (select yimen_opened())
    or id in (select yimen_principals())
);
create policy entered on people_person for insert with check (yimen_is_system() or yimen_is_staff());
create policy kept_up on people_person for update using (
    id = (select yimen_person())
    or (select yimen_is_system())
    or region between (select yimen_reach_from()) and (select yimen_reach_to())
    or id in (select yimen_opened())
);
create policy erased on people_person for delete using (yimen_is_system());

-- Who a person is comes from a register, never from the person's own form.
create function people_person_is_who_the_register_says() returns trigger language plpgsql as $$
begin
    if yimen_role() = 'applicant' then
        raise insufficient_privilege using message = 'people_person: an applicant does not change an identity';
    end if;
    return new;
end $$;
create trigger identity before update of id, name, name_key, id_kind, id_number, id_index, born_on, region, since
    on people_person for each row execute function people_person_is_who_the_register_says();

-- An officer who was told a number learns whether the person is known here, and nothing else, wherever the home is:
-- to open the person takes a line in the book. The owner's own policies serve these functions only.
create policy found on people_person for select to current_user using (yimen_role() <> '');
create function people_find(wanted bytea) returns uuid language sql stable security definer
    set search_path = pg_catalog, public
    return (select id from public.people_person
            where id_index = wanted and (public.yimen_is_staff() or public.yimen_is_system()));
"""

PROXY = """
alter table people_proxy enable row level security, force row level security;
create policy found on people_proxy for select to current_user using (yimen_role() <> '');

create policy seen on people_proxy for select using (
    agent_id = (select yimen_person())
    or principal_person_id = (select yimen_person())
    or (select yimen_is_system())
    or region between (select yimen_reach_from()) and (select yimen_reach_to())
    or agent_id in (select yimen_opened())
    or principal_person_id in (select yimen_opened())
);
create policy given on people_proxy for insert with check (
    principal_person_id = yimen_person() and kind = 'family'
    or yimen_is_system()
    or yimen_reaches(region)
    or principal_person_id in (select yimen_opened())
);
create policy changed on people_proxy for update using (
    principal_person_id = (select yimen_person()) and kind = 'family'
    or (select yimen_is_system())
    or region between (select yimen_reach_from()) and (select yimen_reach_to())
    or principal_person_id in (select yimen_opened())
);
create policy erased on people_proxy for delete using (yimen_is_system());
"""

# The person reads every line about itself once the dated rule that withheld it has run out; a supervisor reads those of
# the own reach, to find look-ups that nobody needed; whoever looked reads the own line.
LOOKUP = """
alter table people_lookup enable row level security, force row level security;
create policy found on people_lookup for select to current_user using (yimen_role() <> '');

create policy seen on people_lookup for select using (
    person_id = (select yimen_person()) and (withheld_until is null or withheld_until <= (select yimen_today()))
    or actor_id = (select yimen_who()) and role = (select yimen_role())
    or (select yimen_is_system())
    or (select yimen_role() = 'supervisor') and region between (select yimen_reach_from()) and (select yimen_reach_to())
);
create policy written on people_lookup for insert with check (
    actor_id = yimen_who() and role = yimen_role() and recorded = now()
    and (yimen_is_staff() or yimen_is_system()
         or yimen_role() = 'applicant' and (person_id is null or person_id = yimen_person()
                                            or person_id in (select yimen_principals())))
);

-- No policy lets anybody change or delete a line; this says so aloud instead of quietly touching no row.
create function people_lookup_is_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'people_lookup: a line in the book of look-ups is never changed';
end $$;
create trigger written_once before update or delete on people_lookup
    for each statement execute function people_lookup_is_written_once();
"""

# Names under letters and the public register of enterprises are seen by all; only the system and staff write them.
PUBLIC = """
alter table people_staff enable row level security, force row level security;
create policy seen on people_staff for select using (true);
create policy written on people_staff for all using (yimen_is_system());

alter table people_organisation enable row level security, force row level security;
create policy seen on people_organisation for select using (true);
create policy written on people_organisation for all using (yimen_is_system() or yimen_is_staff());
"""

BACK = """
drop trigger written_once on people_lookup;
drop trigger identity on people_person;
drop function people_find(bytea), people_lookup_is_written_once(), people_person_is_who_the_register_says();
drop policy found on people_person; drop policy found on people_proxy; drop policy found on people_lookup;
drop policy seen on people_person; drop policy entered on people_person;
drop policy kept_up on people_person; drop policy erased on people_person;
drop policy seen on people_proxy; drop policy given on people_proxy;
drop policy changed on people_proxy; drop policy erased on people_proxy;
drop policy seen on people_lookup; drop policy written on people_lookup;
drop policy seen on people_staff; drop policy written on people_staff;
drop policy seen on people_organisation; drop policy written on people_organisation;
alter table people_person disable row level security, no force row level security;
alter table people_proxy disable row level security, no force row level security;
alter table people_lookup disable row level security, no force row level security;
alter table people_staff disable row level security, no force row level security;
alter table people_organisation disable row level security, no force row level security;
drop function yimen_principals(), yimen_opened(), yimen_today();
create function yimen_purpose() returns uuid language sql stable parallel safe return null::uuid;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_persons"), ("places", "0001_initial")]
    operations = [migrations.RunSQL(TODAY + SETS + PERSON + PROXY + LOOKUP + PUBLIC, BACK)]
