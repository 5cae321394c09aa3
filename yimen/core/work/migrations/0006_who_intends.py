"""An intention is its officer's; colleagues who see the case see that something waits. Only the system ends it, and what has ended stands."""

from django.db import migrations

POLICIES = """
alter table work_intention enable row level security, force row level security;
create policy with_its_case on work_intention for select using (
    yimen_is_system() or (yimen_is_staff() and (officer = yimen_who() or cases_seen(case_id)))
);
create policy pressed on work_intention for insert with check (
    yimen_is_staff() and officer = yimen_who() and state = 'waiting' and actor ->> 'id' = yimen_who()
    and actor ->> 'role' = yimen_role() and actor ->> 'office' = yimen_office() and cases_seen(case_id)
);
create policy ended on work_intention for update using (yimen_is_system());

create function work_intention_stands() returns trigger language plpgsql as $$
begin
    if (old.id, old.case_id, old.move, old.expects, old.officer, old.actor, old.made_at, old.due)
            is distinct from (new.id, new.case_id, new.move, new.expects, new.officer, new.actor, new.made_at, new.due)
        or (old.state <> 'waiting' and (old.state, old.ended_at, old.why) is distinct from (new.state, new.ended_at, new.why))
    then
        raise exception 'what was intended and how it ended stands' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger stands before update on work_intention for each row execute function work_intention_stands();
"""
BACK = "drop trigger stands on work_intention; drop function work_intention_stands();"


class Migration(migrations.Migration):
    dependencies = [("work", "0005_intentions"), ("cases", "0002_one_writer")]
    operations = [migrations.RunSQL(POLICIES, BACK)]
