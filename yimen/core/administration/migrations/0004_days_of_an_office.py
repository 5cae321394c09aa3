"""Whoever acts as somebody else than an administrator leaves the days of an office as they are."""

from django.db import migrations

SHUT = """
create trigger on_the_record before insert or update or delete on places_officeday
    for each row execute function places_house_is_shut();
"""
BACK = "drop trigger on_the_record on places_officeday;"


class Migration(migrations.Migration):
    dependencies = [("administration", "0003_wordings"), ("places", "0006_days_of_an_office")]
    operations = [migrations.RunSQL(SHUT, BACK)]
