"""Ways in: who sees which of them, and the few functions that must work before anybody acts.

A visit is opened by the digest of its cookie and by nothing else, so the application needs no right to read visits of others. Limits and the end of
somebody's service are asked in the same statement: a page costs no question more than before. Times are the database's own.
"""

from django.db import migrations

VISITS = """
alter table people_visit enable row level security, force row level security;
create policy kept on people_visit for all to current_user using (true) with check (true);
create policy seen on people_visit for select using (
    whose = nullif((select yimen_who()), '')
    or (select yimen_is_system())
    or kind = 'person' and whose in (select opened::text from yimen_opened() as opened)
    or kind = 'staff' and office = (select yimen_office()) and (select yimen_role() in ('supervisor', 'head'))
);
create policy ended on people_visit for delete using (
    whose = nullif((select yimen_who()), '')
    or (select yimen_is_system())
    or kind = 'person' and whose in (select opened::text from yimen_opened() as opened)
    or kind = 'staff' and office = (select yimen_office()) and (select yimen_role() in ('supervisor', 'head'))
);
create policy moved on people_visit for update using ((select yimen_is_system()));

-- The visit of a cookie, or nothing once it has idled, ended, or the officer no longer serves in that role and office.
create function people_visit_open(wanted text) returns table (id uuid, data bytea, how text, level text, since timestamptz)
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare one public.people_visit;
begin
    select * into one from public.people_visit v where v.digest = wanted;
    if not found then return; end if;
    if one.ends <= now() or one.last_used + one.idle <= now()
       or one.kind = 'staff' and exists (
           select from public.people_staff s where s.id = one.whose
              and (not s.active or not one.role = any (s.roles) or s.office <> one.office)) then
        delete from public.people_visit v where v.digest = wanted;
        return;
    end if;
    if one.last_used < now() - interval '1 minute' then
        update public.people_visit v set last_used = now() where v.digest = wanted;
    end if;
    return query select one.id, one.data, one.how::text, one.level::text, one.since;
end $$;

-- Enter a visit (fresh) or write what it holds; false when it is no longer there. Whoever comes in clears a few that have ended.
create function people_visit_keep(key text, fresh boolean, handle uuid, content bytea, a_kind text, a_whose text, a_role text,
        an_office text, a_how text, a_level text, a_device text, may_idle interval, may_last interval) returns boolean
    language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
    if fresh then
        delete from public.people_visit where digest in (
            select digest from public.people_visit where ends < now() limit 20 for update skip locked);
        insert into public.people_visit (digest, id, data, kind, whose, role, office, how, level, device, since, last_used, idle, ends)
        values (key, handle, content, a_kind, a_whose, a_role, an_office, a_how, a_level, a_device, now(), now(), may_idle, now() + may_last)
        on conflict do nothing;
    else
        update public.people_visit v set data = content, whose = a_whose, role = a_role, office = an_office, how = a_how,
            level = a_level, device = a_device, idle = may_idle, last_used = now(), kind = a_kind,
            ends = case when v.kind = a_kind then v.ends else now() + may_last end
        where v.digest = key;
    end if;
    return found;
end $$;

create function people_visit_end(wanted text) returns void language sql volatile security definer
    set search_path = pg_catalog, public
begin atomic
    delete from public.people_visit where digest = wanted;
end;
create function people_visit_known(wanted text) returns boolean language sql stable security definer
    set search_path = pg_catalog, public
    return exists (select from public.people_visit where digest = wanted);
"""

KEYS = """
-- Does this member of staff belong to the office of the supervisor or head who looks?
create function yimen_of_my_office(badge text) returns boolean language sql stable
    return yimen_role() in ('supervisor', 'head')
        and exists (select from people_staff s where s.id = badge and s.office = yimen_office());

alter table people_identity enable row level security, force row level security;
create policy seen on people_identity for select using (
    person_id = (select yimen_person()) or (select yimen_is_system()) or person_id in (select yimen_opened()));
create policy bound on people_identity for insert with check (yimen_is_system());
create policy changed on people_identity for update using ((select yimen_is_system()) or person_id in (select yimen_opened()));

alter table people_passkey enable row level security, force row level security;
create policy own on people_passkey for all using (
    (select yimen_is_system()) or (select yimen_is_staff()) and staff_id = (select yimen_who()));
create policy reset on people_passkey for select using (yimen_of_my_office(staff_id));

alter table people_secret enable row level security, force row level security;
create policy own on people_secret for all using (
    (select yimen_is_system()) or (select yimen_is_staff()) and staff_id = (select yimen_who()));

alter table people_recoverycode enable row level security, force row level security;
create policy own on people_recoverycode for all using (
    (select yimen_is_system()) or (select yimen_is_staff()) and staff_id = (select yimen_who()));

alter table people_enrolment enable row level security, force row level security;
create policy used on people_enrolment for all using ((select yimen_is_system()));
create policy seen on people_enrolment for select using (yimen_of_my_office(staff_id));
create policy given on people_enrolment for insert with check (yimen_of_my_office(staff_id) and given_by = yimen_who());

alter table people_keyreset enable row level security, force row level security;
create policy used on people_keyreset for all using ((select yimen_is_system()));
create policy seen on people_keyreset for select using (yimen_of_my_office(staff_id));
create policy asked on people_keyreset for insert with check (
    yimen_of_my_office(staff_id) and asked_by = yimen_who() and agreed_by = '');
create policy agreed on people_keyreset for update using (yimen_of_my_office(staff_id) and agreed_by = '')
    with check (agreed_by = yimen_who());
"""

LINES = """
alter table people_accessline enable row level security, force row level security;
create policy kept on people_accessline for select to current_user using (true);
create policy seen on people_accessline for select using (
    whose = nullif((select yimen_who()), '')
    or "by" = nullif((select yimen_who()), '')
    or (select yimen_is_system())
    or office = nullif((select yimen_office()), '') and (select yimen_role() in ('supervisor', 'head')));
create policy written on people_accessline for insert with check (
    at = now() and ("by" = nullif(yimen_who(), '') and role = yimen_role() or yimen_is_system()));
-- That a line was read is the only thing that is ever changed, and only by whom it is about.
create policy read on people_accessline for update using (whose = nullif((select yimen_who()), ''));
create function people_access_is_written_once() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = 'people_accessline: a line of the book of access is never changed';
end $$;
create trigger written_once before update of id, at, whose, what, "by", role, office, note or delete on people_accessline
    for each row execute function people_access_is_written_once();
"""

OFFERS = """
create function yimen_own_index() returns bytea language sql stable security definer set search_path = pg_catalog, public
    return (select id_index from public.people_person where id = public.yimen_person());

alter table people_offer enable row level security, force row level security;
create policy kept on people_offer for all to current_user using (true) with check (true);
create policy seen on people_offer for select using (
    made_by_id = (select yimen_person()) or agent_index = (select yimen_own_index()) or (select yimen_is_system()));
create policy made on people_offer for insert with check (
    made_by_id = yimen_person() and answer = '' and proxy_id is null
    and (kind = 'family' and principal_person_id = yimen_person()
         or kind = 'employer' and principal_organisation_id in (
             select p.principal_organisation_id from people_proxy p where p.agent_id = yimen_person()
                and p.kind = 'representative' and p.since <= yimen_today() and (p.until is null or p.until >= yimen_today()))));
create policy answered on people_offer for update using (
    answer = '' and (made_by_id = (select yimen_person()) or agent_index = (select yimen_own_index())))
    with check (answer = 'withdrawn' and made_by_id = yimen_person() or answer = 'declined' and agent_index = yimen_own_index());

-- Only the one who was asked can accept, once, and while whoever asked may still entrust it; the proxy is what was offered and nothing else.
create function people_offer_accept(wanted uuid, handle uuid, no_evidence bytea) returns uuid language plpgsql volatile security definer
    set search_path = pg_catalog, public as $$
declare one public.people_offer;
begin
    update public.people_offer o set answer = 'accepted', answered_at = now()
    where o.id = wanted and o.answer = '' and o.agent_index = public.yimen_own_index() and o.made_by_id <> public.yimen_person()
      and o.until >= public.yimen_today()
      and (o.kind = 'family' or exists (
          select from public.people_proxy p where p.agent_id = o.made_by_id and p.kind = 'representative'
             and p.principal_organisation_id = o.principal_organisation_id
             and p.since <= public.yimen_today() and (p.until is null or p.until >= public.yimen_today())))
    returning o.* into one;
    if not found then return null; end if;
    insert into public.people_proxy (id, principal_person_id, principal_organisation_id, agent_id, kind, services, since, until,
                                     region, evidence, made_by)
    select handle, one.principal_person_id, one.principal_organisation_id, public.yimen_person(), one.kind, one.services,
           public.yimen_today(), one.until,
           coalesce((select p.region from public.people_person p where p.id = one.principal_person_id),
                    (select g.region from public.people_organisation g where g.id = one.principal_organisation_id), ''),
           no_evidence, one.made_by_id::text;
    update public.people_offer o set proxy_id = handle where o.id = wanted;
    return handle;
end $$;

-- Both sides end a proxy at once. What staff entered (a guardian, a fleet) the agent may give up, and an officer ends it at a window.
create function people_proxy_end(wanted uuid) returns boolean language plpgsql volatile security definer
    set search_path = pg_catalog, public as $$
begin
    update public.people_proxy p set until = public.yimen_today() - 1
    where p.id = wanted and p.since <= public.yimen_today() and (p.until is null or p.until >= public.yimen_today())
      and (p.agent_id = public.yimen_person()
           or p.principal_person_id = public.yimen_person() and p.kind = 'family'
           or p.kind = 'employer' and exists (
               select from public.people_proxy r where r.agent_id = public.yimen_person() and r.kind = 'representative'
                  and r.principal_organisation_id = p.principal_organisation_id
                  and r.since <= public.yimen_today() and (r.until is null or r.until >= public.yimen_today()))
           or p.principal_person_id in (select public.yimen_opened()));
    return found;
end $$;
create policy entered on people_proxy for insert to current_user with check (true);
create policy ended on people_proxy for update to current_user using (true);
"""

TRIES = """
alter table people_attempt set unlogged;
alter table people_spent set unlogged;

-- Count one attempt in each bucket, before anything is compared, so that two at once cannot both be the last; the counts come back.
create function people_attempt_count(buckets bytea[], span interval) returns int[] language plpgsql volatile
    set search_path = pg_catalog, public as $$
declare counts int[];
begin
    with counted as (
        insert into people_attempt as a (bucket, used, since)
        select one, 1, clock_timestamp() from unnest(buckets) as one order by one
        on conflict (bucket) do update set
            used = case when a.since < clock_timestamp() - span then 1 else a.used + 1 end,
            since = case when a.since < clock_timestamp() - span then clock_timestamp() else a.since end
        returning bucket, used)
    select array_agg(c.used order by w.n) into counts
    from unnest(buckets) with ordinality as w (bucket, n) join counted c on c.bucket = w.bucket;
    return counts;
end $$;

-- It went well: the first bucket (the account) begins anew, the others get their one back.
create function people_attempt_forgive(buckets bytea[]) returns void language sql volatile set search_path = pg_catalog, public
begin atomic
    delete from people_attempt where bucket = buckets[1];
    update people_attempt set used = greatest(used - 1, 0) where bucket = any (buckets[2:]);
end;

-- True for the first who spends it. What has ended anyway is cleared on the way.
create function people_spend(wanted bytea, lasts interval) returns boolean language plpgsql volatile
    set search_path = pg_catalog, public as $$
begin
    delete from people_spent where digest in (
        select digest from people_spent where ends < now() and digest <> wanted limit 20 for update skip locked);
    insert into people_spent (digest, ends) values (wanted, now() + lasts) on conflict do nothing;
    return found;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0007_ways_in"), ("places", "0001_initial")]
    operations = [migrations.RunSQL(VISITS + KEYS + LINES + OFFERS + TRIES, migrations.RunSQL.noop)]
