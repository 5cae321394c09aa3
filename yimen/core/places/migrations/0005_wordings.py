"""Public texts get editions that are approved in the running house; who approves is in administration/migrations/0003."""

from django.db import migrations, models

ONCE = """
create function places_wordings_are_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'an edition of a text is never changed: approve a later one';
end $$;
create trigger written_once before update or delete on places_wording
    for each statement execute function places_wordings_are_written_once();
"""
BACK = "drop trigger written_once on places_wording; drop function places_wordings_are_written_once();"


class Migration(migrations.Migration):
    dependencies = [("places", "0004_notices_written_once")]
    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("key", models.CharField(max_length=80)),
                ("since", models.DateField()),
                ("at", models.DateTimeField()),
                ("title_zh", models.CharField(blank=True, max_length=80)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("body_zh", models.TextField()),
                ("body_en", models.TextField(blank=True)),
                ("next_zh", models.TextField(blank=True)),
                ("next_en", models.TextField(blank=True)),
                ("template", models.CharField(blank=True, max_length=40)),
            ],
            options={"indexes": [models.Index(fields=["kind", "key", "-id"], name="wording_newest")]},
        ),
        migrations.RunSQL(ONCE, BACK),
    ]
