-- One more message of a kind for one purse on a day, unless that is too many: no row comes back. Two at the same moment wait for each
-- other at the row, so the limit holds whoever comes.
insert into notices_spent as spent (day, whose, used) values (%(day)s, %(whose)s, 1)
on conflict (day, whose) do update set used = spent.used + 1 where %(most)s::int is null or spent.used < %(most)s
returning used
