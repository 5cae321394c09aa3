from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("demo", "0002_filling"),
    ]

    operations = [
        migrations.AddField(model_name="filling", name="round", field=models.PositiveIntegerField(db_default=1, default=1)),
        migrations.AddField(model_name="filling", name="swept", field=models.UUIDField(null=True)),
    ]
