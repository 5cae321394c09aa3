"""Administrators: they keep their own keys and let others in, and are no staff for any policy about people and their matters.

`yimen_is_staff()` does not know them, so whatever asks it – cases, persons, look-ups, papers, money – stays shut to them.
"""

from django.db import migrations

SQL = """
create function yimen_is_administrator() returns boolean language sql stable parallel safe
    return yimen_role() = 'administrator';

create policy of_administrator on people_passkey for all using (
    (select yimen_is_administrator()) and staff_id = (select yimen_who()));
create policy of_administrator on people_secret for all using (
    (select yimen_is_administrator()) and staff_id = (select yimen_who()));
create policy of_administrator on people_recoverycode for all using (
    (select yimen_is_administrator()) and staff_id = (select yimen_who()));

-- Whom may this actor let in? A supervisor or head the own office, but no administrator; an administrator everybody else.
create or replace function yimen_of_my_office(badge text) returns boolean language sql stable
    return yimen_role() in ('supervisor', 'head')
        and exists (select from people_staff s
                    where s.id = badge and s.office = yimen_office() and not 'administrator' = any (s.roles))
        or yimen_role() = 'administrator' and badge <> yimen_who() and exists (select from people_staff s where s.id = badge);

-- Posts of those who serve now, so that from here on roles follow from posts.
insert into people_post (id, staff_id, office, role, since)
select gen_random_uuid(), s.id, s.office, r.role, date '2000-01-01' from people_staff s, unnest(s.roles) as r (role) where s.active;
set constraints all immediate;  -- or the table could not be altered in this transaction

alter table people_post enable row level security, force row level security;
create policy seen on people_post for select using (true);
create policy written on people_post for all using (yimen_is_system());
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0009_posts")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
