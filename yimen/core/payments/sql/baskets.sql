-- One charge at a gateway may pay several orders: each order has its own payment, and all of one charge carry its number. Alone, it is the
-- payment's own; the functions of writers.sql, and the programs before, know no other.
create function payments_own_charge() returns trigger language plpgsql as $$
begin
    if new.charge = '' then
        new.charge := new.number;
    end if;
    return new;
end $$;
create trigger own_charge before insert on payments_payment for each row execute function payments_own_charge();

select set_config('yimen.paying', 'on', true);
update payments_payment set charge = number where charge = '';
select set_config('yimen.paying', '', true);
create trigger kept_charge before update of charge on payments_payment for each statement execute function payments_kept();

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
