"""An officer sees the own receptions, a supervisor those of the office; a screen sees the one reading that is up on it; a reading never changes."""

from django.db import migrations

POLICIES = """
alter table work_reception enable row level security, force row level security;
create policy of_the_office on work_reception for select using (
    yimen_is_system() or (yimen_is_staff() and office = yimen_office())
);
create policy begun on work_reception for insert with check (
    yimen_role() = 'window' and officer = yimen_who() and office = yimen_office()
);

alter table work_received enable row level security, force row level security;
create policy with_its_case on work_received for select using (yimen_is_system() or cases_seen(case_id));
create policy taken_in on work_received for insert with check (yimen_role() = 'window' and cases_seen(case_id));

alter table work_screen enable row level security, force row level security;
create policy of_the_office on work_screen for all using (
    yimen_is_system() or (yimen_is_staff() and office = yimen_office())
);
create policy itself on work_screen for select using (yimen_role() = 'visitor' and id::text = yimen_who());

alter table work_reading enable row level security, force row level security;
create policy with_its_case on work_reading for select using (yimen_is_system() or (yimen_is_staff() and cases_seen(case_id)));
create policy ones_own on work_reading for select using (person_id = (select yimen_person()));
create policy put_up on work_reading for insert with check (
    yimen_is_staff() and officer = yimen_who() and cases_seen(case_id)
);
create policy taken_down on work_reading for update using (yimen_is_staff() and officer = yimen_who());
create policy on_the_screen on work_reading for select using (
    yimen_role() = 'visitor' and up and screen_id::text = yimen_who()
);
create policy answered on work_reading for update using (
    yimen_role() = 'visitor' and up and screen_id::text = yimen_who()
);

create function work_reading_stands() returns trigger language plpgsql as $$
begin
    if (old.id, old.case_id, old.person_id, old.officer, old.shown, old.digest, old.at)
            is distinct from (new.id, new.case_id, new.person_id, new.officer, new.shown, new.digest, new.at)
        or (old.answer <> '' and (old.answer, old.words, old.signature, old.answered_at)
            is distinct from (new.answer, new.words, new.signature, new.answered_at))
        or (yimen_is_staff() and old.answer is distinct from new.answer)
    then
        raise exception 'what was shown and what was answered stands' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger stands before update on work_reading for each row execute function work_reading_stands();
"""
BACK = "drop trigger stands on work_reading; drop function work_reading_stands();"


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial"), ("cases", "0002_one_writer"), ("people", "0005_for_which_authorities")]
    operations = [migrations.RunSQL(POLICIES, BACK)]
