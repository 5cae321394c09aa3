"""A paper on its way, as the desk shows it in a list and on its own page."""

from typing import Any

from yimen.core.notices.models import Attempt, Delivery
from yimen.core.notices.owed import LONGEST_AT_A_DESK
from yimen.core.places.working_days import DAY
from yimen.web import days
from yimen.web.formats import reference
from yimen.web.language import now
from yimen.web.words import choose, text

Json = dict[str, Any]


def line(row: Delivery, who: str = "") -> Json:
    data = row.notice.data
    number, service = reference(data.get("number") or ""), choose(data.get("service") or {"zh": "", "en": ""})
    paper = text(f"post.paper.{row.paper}")
    labels = {"paper": paper, "service": service, "case": number, "to": who, "since": days.moment(row.opened_at)}
    return {
        "href": f"/desk/post/{row.id}/",
        "title": f"{paper} · {service}",
        "more": " · ".join([number, text("post.since", day=days.day(row.opened_at.date()))]),
        "tag": tag(row),
        "facts": [{"label": text(f"post.fact.{name}"), "value": value} for name, value in labels.items() if value],
    }


def tag(row: Delivery) -> Json:
    """What the desk has to do with it."""
    letter: Attempt | None = next(iter(row.letters), None)  # type: ignore[attr-defined]
    if row.state == Delivery.State.SERVED:
        return {"text": text("post.tag.served"), "state": "ok"}
    if row.state == Delivery.State.STUCK:
        return {"text": text("post.tag.stuck"), "state": "bad"}
    if letter is not None and letter.state == "sent":
        return {"text": text("post.tag.sent"), "state": "us"}
    late = letter is not None and letter.made_at < now() - LONGEST_AT_A_DESK * DAY
    return {"text": text("post.tag.late" if late else "post.tag.waiting"), "state": "bad" if late else "turn"}


def story(row: Delivery) -> list[str]:
    """What became of each letter, the latest first; and the day of service with how it is known."""
    served = (
        [text("post.story.served", day=days.long_day(row.served_on), way=text(f"post.way.{row.way}"))]
        if row.served_on
        else []
    )
    if signed := row.proof.get("signed_by"):
        served.append(text("post.story.signed", name=signed))
    return served + [told for letter in row.letters for told in of_letter(letter)]  # type: ignore[attr-defined]


def of_letter(letter: Attempt) -> list[str]:
    found = []
    if letter.proof.get("returned"):
        found.append(text("post.story.returned", why=letter.proof["returned"]))
    if letter.sent_at:
        found.append(text("post.story.sent", day=days.moment(letter.sent_at), number=" ".join(letter.refs)))
    if letter.again:
        found.append(text("post.story.again"))
    return found


def unserved() -> list[Json]:
    """For the supervisor: what no way has reached, and letters that lie at a desk."""
    late = now() - LONGEST_AT_A_DESK * DAY
    rows = Delivery.objects.filter(state="stuck") | Delivery.objects.filter(
        state="open", attempts__way="post", attempts__state="waiting", attempts__made_at__lt=late
    )
    found = rows.distinct().select_related("notice").prefetch_related("attempts").order_by("opened_at")[:21]
    return [line(with_letters(row)) for row in found]


def with_letters(row: Delivery) -> Delivery:
    row.letters = [one for one in row.attempts.all() if one.way == "post"]  # type: ignore[attr-defined]
    return row
