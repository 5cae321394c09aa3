"""For which authorities an officer acts, and by which name and office lines in the book of look-ups are signed where SQL writes them."""

from django.db import migrations

SAYS = """
create function yimen_name() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.name', true), '');
create function yimen_office() returns text language sql stable parallel safe
    return coalesce(current_setting('yimen.office', true), '');
create function yimen_serves() returns text[] language sql stable parallel safe
    return string_to_array(coalesce(current_setting('yimen.serves', true), ''), ',');
"""
BACK = "drop function yimen_serves(), yimen_office(), yimen_name();"


class Migration(migrations.Migration):
    dependencies = [("people", "0004_note_of_a_look")]
    operations = [migrations.RunSQL(SAYS, BACK)]
