"""The waiting line of account help: identities whose name is only near, for windows within reach of the person's home."""

from django.db import migrations

WAITING = """
create policy waits on people_identity for select to current_user using (state = 'doubted' and yimen_role() = 'window');

-- Who signed in under a name that is only near, the longest waiting first: the officer sees the card when the person comes.
create function people_help_waiting(most int) returns table (person uuid, name text, region text, since timestamptz)
    language plpgsql stable security definer set search_path = pg_catalog, public as $$
begin
    if public.yimen_role() <> 'window' then return; end if;
    return query select p.id, p.name::text, p.region::text, min(i.since)
        from public.people_identity i join public.people_person p on p.id = i.person_id
        where i.state = 'doubted' and p.region between public.yimen_reach_from() and public.yimen_reach_to()
        group by p.id order by min(i.since), p.id limit most;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_administrators")]
    operations = [migrations.RunSQL(WAITING, migrations.RunSQL.noop)]
