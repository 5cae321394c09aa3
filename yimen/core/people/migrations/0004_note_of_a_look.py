from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_who_sees_whom")]
    operations = [
        migrations.AddField(
            model_name="lookup", name="note", field=models.CharField(blank=True, default="", max_length=200)
        ),
    ]
