-- Numbers come from a sequence, so a lower one may still be on its way when a higher one is there. Writers of events hold a shared
-- lock until they commit; whoever waits for it alone knows that everything up to the highest number is there.
create function events_written(of_node text) returns bigint language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('cases_event', 0));
    return (select max(seq) from cases_event where node = of_node);
end $$;
