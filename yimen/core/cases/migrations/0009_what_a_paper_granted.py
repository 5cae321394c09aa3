"""Whoever verifies a paper learns how what it granted stands now."""

from pathlib import Path

from django.db import migrations

PAPER = Path(__file__).parent.parent / "sql" / "paper_by_token.sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_competence")]
    operations = [
        migrations.RunSQL(
            PAPER.read_text().replace("create function", "create or replace function"), migrations.RunSQL.noop
        )
    ]
