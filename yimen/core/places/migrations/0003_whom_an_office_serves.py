"""One door for several authorities: for which others the windows of an office take in and hand out."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("places", "0002_offices_and_notices")]
    operations = [
        migrations.AddField("office", "serves", ArrayField(models.CharField(max_length=40), default=list)),
    ]
