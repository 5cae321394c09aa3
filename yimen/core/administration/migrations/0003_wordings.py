"""A public text gets a new edition only under two names, on the record."""

from django.db import migrations

SHUT = """
create function places_wordings_are_shut() returns trigger language plpgsql as $$
begin
    if not (yimen_is_system() or yimen_is_administrator() and yimen_house_open(2)) then
        raise insufficient_privilege using message = 'places_wording: drafted by one administrator, approved by another';
    end if;
    return new;
end $$;
create trigger on_the_record before insert on places_wording for each row execute function places_wordings_are_shut();
"""
BACK = "drop trigger on_the_record on places_wording; drop function places_wordings_are_shut();"


class Migration(migrations.Migration):
    dependencies = [("administration", "0002_who_alters"), ("places", "0005_wordings")]
    operations = [migrations.RunSQL(SHUT, BACK)]
