-- A refund that needs two names: seen with the money of the case, proposed and answered by officers who sign with their own name, once.
alter table payments_proposal enable row level security, force row level security;
create policy seen on payments_proposal for select using ((select yimen_is_system()) or payments_seen(order_id));
create policy proposed on payments_proposal for insert with check (
    (select yimen_role()) in ('window', 'head', 'supervisor') and payments_seen(order_id) and first_by = yimen_who() and state = 'proposed'
);
create policy answered on payments_proposal for update using (
    (select yimen_role()) in ('window', 'head', 'supervisor') and payments_seen(order_id)
);

create function payments_answered() returns trigger language plpgsql as $$
begin
    if old.state <> 'proposed' then
        raise insufficient_privilege using message = 'a proposal is answered once';
    end if;
    if new.second_by <> yimen_who() then
        raise insufficient_privilege using message = format('%s signs as another', yimen_who());
    end if;
    return new;
end $$;
create trigger answered before update on payments_proposal for each row execute function payments_answered();
create trigger kept before update of id, order_id, payment_id, yuan, reason, first_by, first_name, at or delete
    on payments_proposal for each statement execute function payments_kept();
