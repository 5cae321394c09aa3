"""Who set a series of numbers forwards."""

from pathlib import Path

from django.db import migrations, models

SERIES = Path(__file__).parent.parent / "sql" / "series.sql"


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_who_sees_files")]
    operations = [
        migrations.CreateModel(
            name="SeriesSet",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("series", models.CharField(max_length=40)),
                ("before", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("by", models.CharField(max_length=100)),
                ("why", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(SERIES.read_text(), "drop function papers_series_set(text, int); drop function papers_kept() cascade;"),
    ]
