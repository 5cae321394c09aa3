"""A file is seen by whoever sees the case, and found by anybody who has it; only the system makes it. Check codes are tried slowly."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_files_and_receipts"), ("cases", "0010_who_looked")]
    operations = [
        migrations.RunSQL((SQL / f"{name}.sql").read_text(), migrations.RunSQL.noop) for name in ("policies", "by_number")
    ]
