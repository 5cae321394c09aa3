"""The table is unlogged: nobody minds when a crash forgets who asked how often, and counting waits for no disk."""

from django.db import migrations, models

LEASE = """
alter table api_pace set unlogged;

-- Take from each budget of this minute at once, in the order of the keys so that two callers never wait for each other in a circle.
create function api_lease(wanted text[], amounts int[]) returns table (key text, used int)
    language sql set search_path = pg_catalog, public
begin atomic
    insert into api_pace as pace (key, minute, used)
    select one.key, date_trunc('minute', clock_timestamp()), one.amount
    from unnest(wanted, amounts) as one (key, amount) order by one.key
    on conflict (key, minute) do update set used = pace.used + excluded.used
    returning pace.key, pace.used;
end;
"""


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("minute", models.DateTimeField()),
                ("used", models.PositiveIntegerField()),
            ],
            options={"constraints": (models.UniqueConstraint(fields=("key", "minute"), name="pace_of_a_minute"),)},
        ),
        migrations.RunSQL(LEASE, "drop function api_lease(text[], int[])"),
    ]
