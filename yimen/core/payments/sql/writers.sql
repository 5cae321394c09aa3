-- The only writers of money. Each locks the order first, so that what happens to it happens one after another, and writes a line of its
-- chain. What came and what goes back is written by the system alone; a person may open an order and an attempt, an officer ask a refund.

create function payments_note(an_order uuid, a_kind text, a_row uuid, a_state text, a_sum numeric, a_time timestamptz, a_why text)
returns void language plpgsql as $$
declare
    last record;
    previous bytea;
begin
    select n, digest into last from payments_entry where order_id = an_order order by n desc limit 1;
    previous := coalesce(last.digest, decode(repeat('00', 32), 'hex'));
    insert into payments_entry (order_id, n, kind, "row", state, yuan, at, role, actor_id, why, prev_digest, digest) values (
        an_order, coalesce(last.n, 0) + 1, a_kind, a_row, a_state, a_sum, a_time, yimen_role(), yimen_who(), a_why, previous,
        payments_digest(previous, coalesce(last.n, 0) + 1, a_kind, a_row, a_state, a_sum, a_time, yimen_role(), yimen_who(), a_why)
    );
end $$;

create function payments_digest(previous bytea, n int, kind text, a_row uuid, state text, yuan numeric, at timestamptz, role text, who text, why text)
returns bytea language sql immutable
return sha256(previous || convert_to(concat_ws('|', n, kind, a_row, state, coalesce(to_char(yuan, 'FM999999990.00'), ''),
    extract(epoch from at)::numeric(20, 6), role, who, why), 'UTF8'));

-- The numbers of lines that do not follow from the one before; none in an unbroken chain.
create function payments_broken(an_order uuid) returns setof int language sql stable
begin atomic
    select n from (
        select *, coalesce(lag(digest) over (order by n), decode(repeat('00', 32), 'hex')) as previous,
               coalesce(lag(n) over (order by n), 0) + 1 as expected
        from payments_entry where order_id = an_order) lines
    where n <> expected or prev_digest <> previous
       or digest <> payments_digest(prev_digest, n, kind, "row", state, yuan, at, role, actor_id, why);
end;

create function payments_only_system() returns void language plpgsql as $$
begin
    if not yimen_is_system() then
        raise insufficient_privilege using message = format('%s may not write what came or went', yimen_role());
    end if;
end $$;

create function payments_lock(wanted uuid) returns payments_order language plpgsql as $$
declare
    found payments_order;
begin
    select * into found from payments_order where id = wanted for update;
    if found.id is null or not (yimen_is_system() or cases_seen(found.case_id)) then
        raise insufficient_privilege using message = format('order %s is not to be seen', wanted);
    end if;
    perform set_config('yimen.paying', 'on', true);
    return found;
end $$;

-- What a payment, or an order, still holds: charged and not given back, nor being given back.
create function payments_held(an_order uuid, a_payment uuid default null) returns numeric language sql stable
return (select coalesce(sum(charged), 0) from payments_payment where order_id = an_order and (a_payment is null or id = a_payment))
     - (select coalesce(sum(yuan), 0) from payments_refund where order_id = an_order and state <> 'failed'
            and (a_payment is null or payment_id = a_payment));

-- {id, case_id, purpose, office, region, at, rows: [{item, yuan, law, mark}]}: the one order of a case and purpose, made where there is none.
-- Its sum is what the case says that its fee is; only where the case does not know does a window's bill say so.
create function payments_open(doc jsonb) returns uuid language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    wanted uuid := (doc ->> 'case_id')::uuid;
    found uuid;
    fee numeric;
    total numeric;
begin
    if not (yimen_is_system() or cases_seen(wanted)) then
        raise insufficient_privilege using message = format('case %s is not to be seen', wanted);
    end if;
    perform pg_advisory_xact_lock(hashtextextended('payments_order ' || wanted, 0));
    select id into found from payments_order where case_id = wanted and purpose = doc ->> 'purpose' and state <> 'void';
    if found is not null then
        return found;
    end if;
    select (terms ->> 'fee')::numeric into fee from cases_case where id = wanted;
    select sum((one ->> 'yuan')::numeric) into total from jsonb_array_elements(doc -> 'rows') as one;
    if total is distinct from fee and not (fee is null and yimen_is_system()) then
        raise check_violation using message = format('case %s owes %s, not %s', wanted, fee, total);
    end if;
    perform set_config('yimen.paying', 'on', true);
    insert into payments_order (id, case_id, purpose, yuan, due, state, office, region, opened_at) values (
        (doc ->> 'id')::uuid, wanted, doc ->> 'purpose', total, total, 'open', doc ->> 'office', doc ->> 'region', (doc ->> 'at')::timestamptz);
    insert into payments_feerow (order_id, item, yuan, law, mark)
        select (doc ->> 'id')::uuid, one ->> 'item', (one ->> 'yuan')::numeric, one ->> 'law', one ->> 'mark'
        from jsonb_array_elements(doc -> 'rows') as one;
    perform payments_note((doc ->> 'id')::uuid, 'order', (doc ->> 'id')::uuid, 'open', total, (doc ->> 'at')::timestamptz, doc ->> 'purpose');
    perform set_config('yimen.paying', '', true);
    return (doc ->> 'id')::uuid;
end $$;

-- One attempt at a time, for what is due, and none while money lies here that was not matched. Answers made, live, held or settled.
create function payments_attempt(an_order uuid, an_id uuid, a_number text, a_gateway text, a_time timestamptz, an_end timestamptz, first_query timestamptz)
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
    insert into payments_payment (id, order_id, gateway, number, yuan, state, code, ref, opened_at, expires_at, next_query, queries)
        values (an_id, an_order, a_gateway, a_number, owed.due, 'opening', '', '', a_time, an_end, first_query, 0);
    perform payments_note(an_order, 'payment', an_id, 'opening', owed.due, a_time, a_gateway);
    perform set_config('yimen.paying', '', true);
    return 'made';
end $$;

-- An attempt is open at the gateway (with its address), or closed there. False where it is past that.
create function payments_step(an_id uuid, a_state text, a_code text, a_time timestamptz, a_why text)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
begin
    perform payments_only_system();
    owed := payments_lock((select order_id from payments_payment where id = an_id));
    update payments_payment set state = a_state, code = case when a_state = 'open' then a_code else code end,
        next_query = case when a_state = 'closed' then null else next_query end
    where id = an_id and (a_state = 'open' and state = 'opening' or a_state = 'closed' and state in ('opening', 'open'));
    if found then
        perform payments_note(owed.id, 'payment', an_id, a_state, null, a_time, a_why);
    end if;
    perform set_config('yimen.paying', '', true);
    return found;
end $$;

-- Money came. It is money whatever we thought of the attempt. Answers took, again, or contradicts (another sum or reference than before).
create function payments_took(an_id uuid, a_sum numeric, a_ref text, was_at timestamptz, a_time timestamptz)
returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
    paid payments_payment;
begin
    perform payments_only_system();
    owed := payments_lock((select order_id from payments_payment where id = an_id));
    select * into paid from payments_payment where id = an_id;
    if paid.state = 'paid' then
        return case when paid.charged = a_sum and paid.ref = a_ref then 'again' else 'contradicts' end;
    end if;
    update payments_payment set state = 'paid', charged = a_sum, ref = a_ref, paid_at = was_at, next_query = null where id = an_id;
    perform payments_note(owed.id, 'payment', an_id, 'paid', a_sum, a_time, a_ref);
    perform set_config('yimen.paying', '', true);
    return 'took';
end $$;

-- Money taken at a window under the number of its bill.
create function payments_at_window(an_order uuid, an_id uuid, a_number text, a_time timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
begin
    perform payments_only_system();
    owed := payments_lock(an_order);
    insert into payments_payment (id, order_id, gateway, number, yuan, charged, state, code, ref, opened_at, paid_at, queries)
        values (an_id, an_order, 'window', a_number, owed.due, owed.due, 'paid', '', a_number, a_time, a_time, 0);
    perform payments_note(an_order, 'payment', an_id, 'paid', owed.due, a_time, a_number);
    perform set_config('yimen.paying', '', true);
end $$;

-- The order is paid, under one number: the window's own, or the next of the office's series. Null where it is not, or not yet.
create function payments_settle(a_payment uuid, a_number text, a_time timestamptz, a_year int)
returns text language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
    given text := a_number;
begin
    perform payments_only_system();
    owed := payments_lock((select order_id from payments_payment where id = a_payment));
    if owed.state <> 'open' or payments_held(owed.id, a_payment) < owed.due then
        return null;
    end if;
    if given is null then
        insert into payments_billseries as series (office, year, prefix, last) values (owed.office, a_year, owed.office || '-' || a_year || '-', 1)
            on conflict (office, year) do update set last = series.last + 1
            returning prefix || lpad(last::text, 6, '0') into given;
    end if;
    update payments_order set state = 'paid', settled_at = a_time where id = owed.id;
    insert into payments_bill (order_id, payment_id, number, yuan, issued_at) values (owed.id, a_payment, given, owed.due, a_time);
    perform payments_note(owed.id, 'order', owed.id, 'paid', owed.due, a_time, given);
    perform set_config('yimen.paying', '', true);
    return given;
end $$;

-- A series continues the numbers on paper: the next bill is one more than `a_last`. It never goes back.
create function payments_continue(an_office text, a_year int, a_prefix text, a_last bigint)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform payments_only_system();
    perform set_config('yimen.paying', 'on', true);
    insert into payments_billseries as series (office, year, prefix, last) values (an_office, a_year, a_prefix, a_last)
        on conflict (office, year) do update set prefix = excluded.prefix, last = excluded.last
        where series.prefix <> excluded.prefix or series.last <= excluded.last;
    if not found then
        raise check_violation using message = format('series %s %s has gone further than %s', an_office, a_year, a_last);
    end if;
    perform set_config('yimen.paying', '', true);
end $$;

-- What is owed has become less: nothing where the case ended without a grant, else what the case now says. An unpaid order ends then.
create function payments_lower(an_order uuid, a_time timestamptz, a_why text)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
    counts numeric;
begin
    perform payments_only_system();
    owed := payments_lock(an_order);
    select case when state in ('withdrawn', 'not_accepted', 'rejected') then 0 else (terms ->> 'fee')::numeric end into counts
        from cases_case where id = owed.case_id;
    if counts is null or owed.state = 'void' or owed.state = 'paid' and counts >= owed.due or owed.state = 'open' and counts = owed.due then
        perform set_config('yimen.paying', '', true);
        return false;
    end if;
    update payments_order set due = case when state = 'paid' then counts else 0 end, settled_at = a_time,
        state = case when state = 'open' then 'void' else state end
    where id = an_order;
    perform payments_note(an_order, 'order', an_order, case when owed.state = 'open' then 'void' else 'lowered' end, counts, a_time, a_why);
    perform set_config('yimen.paying', '', true);
    return true;
end $$;

-- Ask to give back: a rule only what is more than is due, an officer with a reason what a payment holds, which then is due no longer.
create function payments_give_back(a_payment uuid, an_id uuid, a_number text, a_sum numeric, a_key text, a_reason text, a_time timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
begin
    owed := payments_lock((select order_id from payments_payment where id = a_payment));
    if a_sum > payments_held(owed.id, a_payment) or a_sum <= 0 then
        return false;
    end if;
    if a_key <> 'officer' then
        perform payments_only_system();
        if a_sum > payments_held(owed.id) - owed.due then
            return false;
        end if;
    elsif a_reason = '' or not (yimen_is_system() or yimen_role() in ('window', 'head', 'supervisor')) then
        raise insufficient_privilege using message = 'an officer gives back, with a reason';
    elsif owed.state = 'paid' then
        update payments_order set due = greatest(0, least(due, payments_held(owed.id) - a_sum)) where id = owed.id;
    end if;
    insert into payments_refund (id, order_id, payment_id, number, yuan, key, reason, state, ref, asked_at, next_query, queries)
        values (an_id, owed.id, a_payment, a_number, a_sum, a_key, a_reason, 'asked', '', a_time, a_time, 0);
    perform payments_note(owed.id, 'refund', an_id, 'asked', a_sum, a_time, concat_ws(' ', a_key, nullif(a_reason, '')));
    perform set_config('yimen.paying', '', true);
    return true;
end $$;

create function payments_refund_step(an_id uuid, a_state text, a_ref text, was_at timestamptz, a_time timestamptz)
returns boolean language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    owed payments_order;
begin
    perform payments_only_system();
    owed := payments_lock((select order_id from payments_refund where id = an_id));
    update payments_refund set state = a_state, ref = case when a_ref <> '' then a_ref else ref end,
        done_at = case when a_state = 'done' then was_at end, next_query = case when a_state = 'sent' then next_query end
    where id = an_id and (state = 'asked' and a_state <> 'asked' or state = 'sent' and a_state in ('done', 'failed'));
    if found then
        perform payments_note(owed.id, 'refund', an_id, a_state, null, a_time, a_ref);
    end if;
    perform set_config('yimen.paying', '', true);
    return found;
end $$;

-- When the gateway is asked again about something of unknown state.
create function payments_ask_again(a_table text, an_id uuid, a_time timestamptz)
returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform payments_only_system();
    perform set_config('yimen.paying', 'on', true);
    if a_table = 'payment' then
        update payments_payment set next_query = a_time, queries = queries + 1 where id = an_id and state in ('opening', 'open');
    else
        update payments_refund set next_query = a_time, queries = queries + 1 where id = an_id and state in ('asked', 'sent');
    end if;
    perform set_config('yimen.paying', '', true);
end $$;
