"""Which job of the same lock came before is looked up for each that waits: without this index, among all that wait."""

from django.db import migrations

INDEX = """
create index procrastinate_jobs_by_lock on procrastinate_jobs (lock, id)
    where lock is not null and status in ('todo', 'doing');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_bodies"), ("procrastinate", "0001_initial")]
    operations = [migrations.RunSQL(INDEX, "drop index procrastinate_jobs_by_lock")]
