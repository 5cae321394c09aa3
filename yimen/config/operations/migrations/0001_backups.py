from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Backup",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("file", models.CharField(max_length=400)),
                ("size", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("seconds", models.FloatField()),
            ],
        ),
    ]
