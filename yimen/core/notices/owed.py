"""Owed against sent: every paper that must be served has a notice and is on its way, and nothing waits that should have gone."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

from yimen.core.notices.models import Attempt, Delivery
from yimen.core.notices.rules import serving

GRACE = timedelta(hours=1)
DAYS = 35  # looked back: a month, and what was late in it
LONGEST_AT_A_DESK = 3  # days until a letter should be with the post

# Papers of kinds that must be served, and what became of them. A paper that was withdrawn is owed to nobody.
OWED = """
select count(*),
       count(*) filter (where notice.id is null),
       count(*) filter (where notice.id is not null and delivery.id is null)
from cases_paper paper
join cases_case "case" on "case".id = paper.case_id and "case".owner = %(node)s
left join notices_notice notice
    on notice.paper_id = paper.id and notice.person_id = coalesce("case".applicant_id, "case".agent_id)
left join notices_delivery delivery on delivery.notice_id = notice.id
where paper.kind = any(%(kinds)s) and paper.withdrawn_on is null
  and paper.issued_at between %(since)s and %(until)s
"""


@dataclass(frozen=True, kw_only=True)
class Count:
    """`owed` papers of the last weeks. The rest are the parts of them, or of their messages, that are not as they should be."""

    owed: int
    untold: int  # without a notice
    not_begun: int  # told, and not on their way
    stopped: int  # their next way was due an hour ago
    unsent: int  # messages that should have gone an hour ago
    unknown: int  # messages of which nobody knows whether they went
    stuck: int  # every way was tried
    letters: int  # lie at a desk longer than they should

    @property
    def alarms(self) -> list[str]:
        """The names of what is wrong; `unknown` alone is being asked for, and no alarm."""
        return [name for name, n in self.figures().items() if n and name not in ("owed", "unknown")]

    def figures(self) -> dict[str, int]:
        return asdict(self)


def count(at: datetime, node: str = "") -> Count:
    """As a system role."""
    owed, untold, not_begun = _papers(at, node or _node())
    before = at - GRACE
    messages = Attempt.objects.filter(way="sms", settled_at=None)
    letters = Attempt.objects.filter(way="post", state="waiting", made_at__lt=at - timedelta(days=LONGEST_AT_A_DESK))
    return Count(
        owed=owed, untold=untold, not_begun=not_begun,
        stopped=Delivery.objects.filter(state="open", due_at__lt=before).count(),
        unsent=messages.filter(state__in=["waiting", "sending"], due_at__lt=before).count(),
        unknown=messages.filter(state="unknown").count(),
        stuck=Delivery.objects.filter(state="stuck").count(),
        letters=letters.count(),
    )  # fmt: skip


def _papers(at: datetime, node: str) -> tuple[int, int, int]:
    kinds = sorted({paper for rule in serving().rules for paper in rule.papers})
    said: dict[str, Any] = {"kinds": kinds, "since": at - timedelta(days=DAYS), "until": at - GRACE, "node": node}
    with connection.cursor() as cursor:
        cursor.execute(OWED, said)
        found: tuple[int, int, int] = cursor.fetchone()
    return found


def _node() -> str:
    return str(settings.NODE["code"])
