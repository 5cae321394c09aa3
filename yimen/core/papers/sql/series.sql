-- A series of numbers goes on where the paper books of an office ended. Never backwards: a number is given once. Who set it is kept.
alter table papers_seriesset enable row level security, force row level security;
create policy seen on papers_seriesset for select using (yimen_is_system() or yimen_is_staff());
create policy told on papers_seriesset for insert with check (yimen_is_system());

create function papers_kept() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = format('%s is never changed', tg_table_name);
end $$;
create trigger kept before update or delete on papers_seriesset for each statement execute function papers_kept();

create function papers_series_set(wanted text, new_last int) returns int language plpgsql security definer
set search_path = pg_catalog, public as $$
declare
    before int;
begin
    if not yimen_is_system() then
        raise insufficient_privilege using message = 'a series is set by an operator only';
    end if;
    perform set_config('yimen.writing', 'case_write', true);
    select last into before from cases_series where series = wanted for update;
    if coalesce(before, 0) < new_last then
        insert into cases_series (series, last) values (wanted, new_last) on conflict (series) do update set last = excluded.last;
    end if;
    perform set_config('yimen.writing', '', true);
    return coalesce(before, 0);
end $$;
