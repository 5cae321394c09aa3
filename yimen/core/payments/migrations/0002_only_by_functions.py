"""Who sees what is owed, paid and given back, and the functions that alone write it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("cases", "0008_competence"), ("people", "0005_for_which_authorities")]
    operations = [
        migrations.RunSQL((SQL / "policies.sql").read_text() + (SQL / "writers.sql").read_text(), migrations.RunSQL.noop)
    ]
