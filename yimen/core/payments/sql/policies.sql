-- Whoever sees the case sees its money; the application's role writes none of it. The owner's functions (writers.sql) write, and look
-- themselves whether who acts may.
alter table payments_order enable row level security, force row level security;
create policy by_case on payments_order for select using ((select yimen_is_system()) or cases_seen(case_id));
create policy written on payments_order for all to current_user using (true) with check (true);

create function payments_seen(wanted uuid) returns boolean language plpgsql stable as $$
begin
    return exists (select from public.payments_order where id = wanted);
end $$;

do $$
declare
    child text;
begin
    foreach child in array array['payments_feerow', 'payments_payment', 'payments_refund', 'payments_bill', 'payments_entry'] loop
        execute format('alter table %I enable row level security, force row level security', child);
        execute format('create policy by_order on %I for select using ((select yimen_is_system()) or payments_seen(order_id))', child);
        execute format('create policy written on %I for all to current_user using (true) with check (true)', child);
    end loop;
end $$;

alter table payments_billseries enable row level security, force row level security;
create policy seen on payments_billseries for select using ((select yimen_is_system()) or (select yimen_is_staff()));
create policy written on payments_billseries for all to current_user using (true) with check (true);

alter table payments_told enable row level security, force row level security;
create policy by_system on payments_told for all using ((select yimen_is_system()));

-- Accounts name nobody: numbers and sums. Staff read them, the system writes.
alter table payments_statement enable row level security, force row level security;
create policy seen on payments_statement for select using ((select yimen_is_system()) or (select yimen_is_staff()));
create policy read_in on payments_statement for insert with check ((select yimen_is_system()));
alter table payments_day enable row level security, force row level security;
create policy seen on payments_day for select using ((select yimen_is_system()) or (select yimen_is_staff()));
create policy closed on payments_day for all using ((select yimen_is_system())) with check ((select yimen_is_system()));

-- A difference is for the supervisors and heads in whose reach it lies.
alter table payments_difference enable row level security, force row level security;
create policy seen on payments_difference for select using (
    (select yimen_is_system())
    or (select yimen_role()) in ('supervisor', 'head')
       and region between (select yimen_reach_from()) and (select yimen_reach_to())
);
create policy found on payments_difference for insert with check ((select yimen_is_system()));
create policy settled on payments_difference for update using (
    (select yimen_is_system())
    or (select yimen_role()) in ('supervisor', 'head')
       and region between (select yimen_reach_from()) and (select yimen_reach_to())
);

-- Second locks, for everybody, the owner included.
create function payments_guard() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('yimen.paying', true), '') <> 'on' then
        raise insufficient_privilege using message = format('%s is written by the functions of payments only', tg_table_name);
    end if;
    return null;
end $$;
create trigger only_by_functions before insert or update or delete on payments_order for each statement execute function payments_guard();
create trigger only_by_functions before insert or update or delete on payments_feerow for each statement execute function payments_guard();
create trigger only_by_functions before insert or update or delete on payments_payment for each statement execute function payments_guard();
create trigger only_by_functions before insert or update or delete on payments_refund for each statement execute function payments_guard();
create trigger only_by_functions before insert or update or delete on payments_bill for each statement execute function payments_guard();
create trigger only_by_functions before insert or update or delete on payments_billseries for each statement execute function payments_guard();

create function payments_kept() returns trigger language plpgsql as $$
begin
    raise insufficient_privilege using message = format('%s: a line is never changed', tg_table_name);
end $$;
create trigger kept before update or delete on payments_entry for each statement execute function payments_kept();
create trigger kept before update or delete on payments_bill for each statement execute function payments_kept();
create trigger kept before update or delete on payments_feerow for each statement execute function payments_kept();
create trigger kept before update or delete on payments_statement for each statement execute function payments_kept();
create trigger kept before update or delete on payments_told for each statement execute function payments_kept();
create trigger kept before update of yuan, case_id, purpose or delete on payments_order for each statement execute function payments_kept();
create trigger kept before update of yuan, order_id, number, gateway or delete on payments_payment for each statement execute function payments_kept();
create trigger kept before update of yuan, order_id, payment_id, number, key, reason or delete on payments_refund for each statement execute function payments_kept();
create trigger kept before update of gateway, day, kind, number, order_id, payment_id, ours, theirs, bank, region, due, found_at or delete
    on payments_difference for each statement execute function payments_kept();

-- Whoever settles a difference signs with the own name.
create function payments_signed() returns trigger language plpgsql as $$
begin
    if old.state = 'settled' then
        raise insufficient_privilege using message = 'a difference is settled once';
    end if;
    if not yimen_is_system() and (new.first_by is distinct from old.first_by and new.first_by <> yimen_who()
            or new.second_by is distinct from old.second_by and new.second_by <> yimen_who()) then
        raise insufficient_privilege using message = format('%s signs as another', yimen_who());
    end if;
    return new;
end $$;
create trigger signed before update on payments_difference for each row execute function payments_signed();
