-- A bill pays once, whoever's case it is: case_write() asks by its number before it writes anything, so that a number that has paid
-- for something else is an answer and not a broken index. Two who pay with one number at once stand in line here.
create policy by_bill on cases_fee for select to current_user using (number = nullif(current_setting('yimen.bill', true), ''));

create function bill_taken(bills jsonb) returns text language plpgsql as $$
declare
    bill text;
begin
    for bill in select row ->> 'number' from jsonb_array_elements(bills) as row order by 1 loop
        perform pg_advisory_xact_lock(hashtextextended('cases_fee ' || bill, 0));
        perform set_config('yimen.bill', bill, true);
        if exists (select from cases_fee where number = bill) then
            perform set_config('yimen.bill', '', true);
            return bill;
        end if;
        perform set_config('yimen.bill', '', true);
    end loop;
    return null;
end $$;
