"""Who alters the house: an administrator, in a transaction that has written down what it alters; what touches administrators under two names.

A line is never changed. A table of the house opens to its transaction only, so nothing is altered that nobody can read afterwards and undo.
"""

from django.db import migrations

BOOK = """
alter table administration_proposal enable row level security, force row level security;
create policy kept on administration_proposal for select to current_user using (true);
create policy seen on administration_proposal for select using (yimen_is_administrator() or yimen_is_system());
create policy asked on administration_proposal for insert with check (
    yimen_is_administrator() and "by" = yimen_who() and outcome = '');
-- Only another agrees or declines, only who asked takes back.
create policy settled on administration_proposal for update using (yimen_is_administrator() and outcome = '')
    with check (settled_by = yimen_who() and (outcome = 'withdrawn') = ("by" = yimen_who()) and outcome <> '');
create function administration_proposal_stands() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'administration_proposal: what was asked for is never changed';
end $$;
create trigger stands before update of id, at, "by", why, rows, undoes_id or delete on administration_proposal
    for each row execute function administration_proposal_stands();

alter table administration_alteration enable row level security, force row level security;
create policy kept on administration_alteration for select to current_user using (true);
create policy seen on administration_alteration for select using (yimen_is_administrator() or yimen_is_system());
create policy written on administration_alteration for insert with check (
    recorded = now() and (
        yimen_is_system() and "by" = yimen_who() and role = yimen_role() and agreed_by = ''
        or yimen_is_administrator() and role = 'administrator' and (
            "by" = yimen_who() and agreed_by = '' and proposal_id is null
            or agreed_by = yimen_who() and exists (
                select from administration_proposal p
                where p.id = proposal_id and p."by" = administration_alteration."by" and p.rows = administration_alteration.rows
                  and p.outcome = 'agreed' and p.settled_by = yimen_who()))));
create function administration_alteration_is_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'administration_alteration: a line is never changed; alter again to undo';
end $$;
create trigger written_once before update or delete on administration_alteration
    for each statement execute function administration_alteration_is_written_once();
"""

HOUSE = """
-- Has this administrator, in this very transaction, written down what is altered, under so many names?
create function yimen_house_open(names int) returns boolean language sql stable security definer set search_path = pg_catalog, public
    return public.yimen_is_administrator() and exists (
        select from public.administration_alteration a
        where a.recorded = now() and public.yimen_who() in (a."by", a.agreed_by) and (names = 1 or a.agreed_by <> ''));

create policy altered on people_staff for all
    using (yimen_house_open(case when 'administrator' = any (roles) then 2 else 1 end))
    with check (yimen_house_open(case when 'administrator' = any (roles) then 2 else 1 end));
create policy altered on people_post for all
    using (yimen_house_open(case when role = 'administrator' then 2 else 1 end))
    with check (yimen_house_open(case when role = 'administrator' then 2 else 1 end));

create policy seen_by_administrator on work_leave for select using ((select yimen_is_administrator()));
create policy altered on work_leave for all using (yimen_house_open(1)) with check (yimen_house_open(1));

-- Offices and counters name nobody, so everybody reads them; whoever acts as somebody else than an administrator leaves them as they are.
create function places_house_is_shut() returns trigger language plpgsql as $$
begin
    if yimen_is_staff() or yimen_role() = 'applicant' or yimen_is_administrator() and not yimen_house_open(1) then
        raise insufficient_privilege using message = tg_table_name || ': altered by administrators, on the record';
    end if;
    return coalesce(new, old);
end $$;
create trigger on_the_record before insert or update or delete on places_office
    for each row execute function places_house_is_shut();
create trigger on_the_record before insert or update or delete on places_counter
    for each row execute function places_house_is_shut();

-- Does any case lie in this office? The administrator learns yes or no and sees none.
create function administration_office_in_use(wanted text) returns boolean language plpgsql volatile security definer
    set search_path = pg_catalog, public as $$
declare
    before text := yimen_role();
    used boolean;
begin
    perform set_config('yimen.role', 'clock', true);
    used := exists (select from cases_case c where c.office = wanted or c.deciding_office = wanted);
    perform set_config('yimen.role', before, true);
    return used;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("administration", "0001_initial"),
        ("people", "0010_administrators"),
        ("places", "0004_notices_written_once"),
        ("work", "0004_who_is_away"),
        ("cases", "0002_one_writer"),
    ]
    operations = [migrations.RunSQL(BOOK + HOUSE, migrations.RunSQL.noop)]
