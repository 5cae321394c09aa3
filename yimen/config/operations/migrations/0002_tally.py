import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_backups")]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("process", models.CharField(max_length=16)),
                ("door", models.CharField(max_length=40)),
                ("status", models.PositiveSmallIntegerField()),
                ("buckets", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("seconds", models.FloatField()),
                ("at", models.DateTimeField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("process", "door", "status"), name="tally_once")]},
        ),
    ]
