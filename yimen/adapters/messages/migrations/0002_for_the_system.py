"""The demo's provider keeps numbers and texts: only the system reads them, /demo/messages/ through it."""

from django.db import migrations

POLICIES = """
alter table messages_demomessage enable row level security, force row level security;
create policy by_system on messages_demomessage for all using ((select yimen_is_system()));
"""


class Migration(migrations.Migration):
    dependencies = [("messages", "0001_initial"), ("people", "0003_who_sees_whom")]
    operations = [migrations.RunSQL(POLICIES, migrations.RunSQL.noop)]
