"""A case whose time of keeping is over is erased, under two names."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0002_of_the_person"),
        ("cases", "0018_keeping"),
        ("notices", "0006_codes_of_an_hour"),
        ("papers", "0003_series"),
        ("ratings", "0003_work_orders"),
        ("work", "0006_who_intends"),
    ]
    operations = [migrations.RunSQL((SQL / "case_erase.sql").read_text(), migrations.RunSQL.noop)]
