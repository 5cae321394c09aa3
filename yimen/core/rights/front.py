"""What waits for a person, in one question to the database: the newest cases, certificates that end soon, forms begun and not sent."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from yimen.core.cases.models import Case

SQL = """
select c.*, w.begun, w.ending
from (select
    (select count(*) from rights_unfinished where person_id = %(me)s) as begun,
    (select coalesce(jsonb_agg(to_jsonb(e) order by e.until), '[]')::text from (
        select o.edition, o.service, t.kind, t.item, t.valid_to as until
        from cases_certificate t join cases_case o on o.id = t.case_id
        where t.holder_id = %(me)s and t.state = 'valid' and t.valid_to between %(since)s and %(until)s
        order by t.valid_to limit %(most)s) e) as ending) w
left join lateral (
    select * from cases_case where applicant_id = %(me)s or agent_id = %(me)s order by created_at desc, id desc limit %(cases)s) c on true
order by c.created_at desc, c.id desc
"""


class Ending(msgspec.Struct, frozen=True):
    """A valid certificate with its last day, and the service and edition under which it was given."""

    edition: str
    service: str
    kind: str
    item: str
    until: date


@dataclass(frozen=True)
class Front:
    cases: list[Case]
    ending: list[Ending]
    begun: int


NOBODYS = Front([], [], 0)


def front(person: UUID, since: date, until: date, *, cases: int, most: int) -> Front:
    """A row for each case, and one without a case where there is none; each carries the rest."""
    asked = {"me": person, "since": since, "until": until, "cases": cases, "most": most}
    rows = list(Case.objects.raw(SQL, asked))
    told = rows[0].__dict__
    return Front(
        [row for row in rows if row.pk],
        msgspec.json.decode(told["ending"], type=list[Ending]),
        told["begun"],
    )
