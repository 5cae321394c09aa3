"""The second writer: case_copy(), which keeps what another node tells about its own cases."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql" / "case_copy.sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_one_writer")]
    operations = [
        migrations.RunSQL(
            SQL.read_text(),
            "drop function case_copy(jsonb), case_copy_row(cases_case), case_copy_news(jsonb, uuid);",
        )
    ]
