"""Days on which a single office is shut, or open at other hours."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0005_wordings")]
    operations = [
        migrations.CreateModel(
            name="OfficeDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("hours", models.CharField(blank=True, max_length=40)),
                ("note", models.CharField(max_length=40)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="days", to="places.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "day"), name="one_word_for_an_office_and_day")
                ]
            },
        ),
    ]
