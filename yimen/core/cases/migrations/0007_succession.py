"""A certificate that replaces others ends them in the write that issues it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


def text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text()


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_cheaper_writes")]
    operations = [
        migrations.RunSQL(
            text("certificates_succeed") + text("case_write").replace("create function", "create or replace function"),
            migrations.RunSQL.noop,
        )
    ]
