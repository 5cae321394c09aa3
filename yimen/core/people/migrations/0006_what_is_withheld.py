"""A person reads that lines are withheld, how many and from which day the first is shown, and nothing else about them."""

from django.db import migrations

WITHHELD = """
create function people_withheld(out lines bigint, out shown_from date) language sql stable security definer
    set search_path = pg_catalog, public as $$
    select count(*), min(l.withheld_until) from public.people_lookup l
        where public.yimen_role() = 'applicant' and l.person_id = public.yimen_person()
          and l.withheld_until > public.yimen_today()
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0005_for_which_authorities")]
    operations = [migrations.RunSQL(WITHHELD, "drop function people_withheld()")]
