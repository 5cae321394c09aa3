"""Who looks: what the policies of every table read. The words are set by `people.scope.acting`, for one transaction.

Bodies are written with RETURN, so names in them are bound when the function is made: no search_path can bend them, and
the planner folds them into the query. Everything unset reads as nothing, so a connection that says nothing sees nothing.
In a policy write `(select yimen_person())`: it is then asked once a query instead of once a row.
"""

from django.db import migrations

WHO = """
create function yimen_role() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.role', true), '');
create function yimen_who() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.who', true), '');
create function yimen_reach() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.reach', true), '');
create function yimen_node() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.node', true), '');

create function yimen_is_system() returns boolean language sql stable parallel safe
    return yimen_role() in ('rule', 'clock', 'node');
create function yimen_is_staff() returns boolean language sql stable parallel safe
    return yimen_role() in ('window', 'examiner', 'decider', 'head', 'supervisor');

-- the applicant's own id, and the one person whom a stated purpose opens; null for everybody else
create function yimen_person() returns uuid language sql stable parallel safe
    return case when yimen_role() = 'applicant' and yimen_who() ~ '^[0-9a-f-]{36}$' then yimen_who()::uuid end;
create function yimen_purpose() returns uuid language sql stable parallel safe
    return case when yimen_is_staff() and current_setting('yimen.purpose', true) ~ '^[0-9a-f-]{36}$'
                then current_setting('yimen.purpose', true)::uuid end;
"""

# GB/T 2260 is built of pairs: 440000 is a province, 440100 a city in it, 440106 a district of that. A reach covers what
# begins like it once the trailing 00 pairs are gone: from 440000 up to 449999. Without a reach both ends are null.
REACH = """
create function yimen_reach_from() returns text language sql stable parallel safe
    return case when yimen_is_staff() and yimen_reach() ~ '^[1-9][0-9]{5}$' then yimen_reach() end;
create function yimen_reach_to() returns text language sql stable parallel safe
    return case when yimen_is_staff() and yimen_reach() ~ '^[1-9][0-9]{5}$'
                then rpad(regexp_replace(yimen_reach(), '(00)+$', ''), 6, '9') end;
create function yimen_reaches(region text) returns boolean language sql stable parallel safe
    return coalesce(region between yimen_reach_from() and yimen_reach_to(), false);
"""

BACK = """
drop function yimen_reaches(text), yimen_reach_to(), yimen_reach_from(), yimen_purpose(), yimen_person(),
    yimen_is_staff(), yimen_is_system(), yimen_node(), yimen_reach(), yimen_who(), yimen_role();
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(WHO + REACH, BACK)]
