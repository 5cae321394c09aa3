"""What two people published stays as they published it: no role changes or deletes an edition, nor a line about a pack."""

from django.db import migrations

ONCE = """
create function services_are_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = tg_table_name || ': what was published is never changed; publish another edition';
end $$;
create trigger written_once before update or delete on services_edition
    for each statement execute function services_are_written_once();
create trigger written_once before update or delete on services_packswitch
    for each statement execute function services_are_written_once();
"""
BACK = """
drop trigger written_once on services_packswitch;
drop trigger written_once on services_edition;
drop function services_are_written_once();
"""


class Migration(migrations.Migration):
    dependencies = [("services", "0001_initial")]
    operations = [migrations.RunSQL(ONCE, BACK)]
