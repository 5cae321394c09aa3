-- One charge at a gateway may pay several orders: each order has its own payment, and all of one charge carry its number.
alter table payments_payment disable trigger only_by_functions;
alter table payments_payment no force row level security;
update payments_payment set charge = number where charge = '';
alter table payments_payment force row level security;
alter table payments_payment enable trigger only_by_functions;
create trigger kept_charge before update of charge on payments_payment for each statement execute function payments_kept();

drop function payments_attempt(uuid, uuid, text, text, timestamptz, timestamptz, timestamptz);

-- One attempt at a time, for what is due, and none while money lies here that was not matched. Answers made, live, held or settled.
create function payments_attempt(an_order uuid, an_id uuid, a_number text, a_charge text, a_gateway text,
    a_time timestamptz, an_end timestamptz, first_query timestamptz)
returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order := payments_lock(an_order);
begin
    if owed.state <> 'open' then
        return 'settled';
    elsif exists (select from payments_payment where order_id = an_order and state in ('opening', 'open')) then
        return 'live';
    elsif payments_held(an_order) > 0 then
        return 'held';
    end if;
    insert into payments_payment (id, order_id, gateway, number, charge, yuan, state, code, ref, opened_at, expires_at, next_query, queries)
        values (an_id, an_order, a_gateway, a_number, a_charge, owed.due, 'opening', '', '', a_time, an_end, first_query, 0);
    perform payments_note(an_order, 'payment', an_id, 'opening', owed.due, a_time, concat_ws(' ', a_gateway, nullif(a_charge, a_number)));
    perform set_config('yimen.paying', '', true);
    return 'made';
end $$;

-- Money taken at a window under the number of its bill.
create or replace function payments_at_window(an_order uuid, an_id uuid, a_number text, a_time timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
begin
    perform payments_only_system();
    owed := payments_lock(an_order);
    insert into payments_payment (id, order_id, gateway, number, charge, yuan, charged, state, code, ref, opened_at, paid_at, queries)
        values (an_id, an_order, 'window', a_number, a_number, owed.due, owed.due, 'paid', '', a_number, a_time, a_time, 0);
    perform payments_note(an_order, 'payment', an_id, 'paid', owed.due, a_time, a_number);
    perform set_config('yimen.paying', '', true);
end $$;
