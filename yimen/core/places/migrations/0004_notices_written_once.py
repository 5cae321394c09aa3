"""A holiday notice stays as it was loaded, so that a date worked out with it can be worked out again; a newer one supersedes it."""

from django.db import migrations

ONCE = """
create function places_notices_are_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'a calendar notice is never changed: load a newer one for its year';
end $$;
create trigger written_once before update or delete on places_calendarnotice
    for each statement execute function places_notices_are_written_once();
"""
BACK = "drop trigger written_once on places_calendarnotice; drop function places_notices_are_written_once();"


class Migration(migrations.Migration):
    dependencies = [("places", "0003_whom_an_office_serves")]
    operations = [migrations.RunSQL(ONCE, BACK)]
