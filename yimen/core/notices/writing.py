"""A message is written down before anybody sends it: to whom, in which approved words, from when on. Its key makes it one."""

import secrets
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from procrastinate.contrib.django import app

from yimen.core.notices.models import Attempt, Contact, Delivery, Notice
from yimen.core.notices.rules import filled, not_quiet, sending, text_of
from yimen.core.places.notices import look_again
from yimen.core.ports.ids import new_id

ASIDE = ("complaint_answered", "data_answered")  # of no case: their notices name what was answered instead
SILENT = ("friendly", "legal", "changed")  # none of these wakes anybody


def queue(
    why: str, contact: Contact, at: datetime, *,
    key: str, template: str = "", phone: str = "",
    notice: Notice | None = None, delivery: Delivery | None = None, **words: Any,
) -> Attempt:  # fmt: skip
    """A message that waits: a job sends it, the sweep of every minute what is due later. `phone`: not the contact's own number."""
    name = template or why
    look_again()
    said_in = text_of(name)
    token = secrets.token_urlsafe(12) if "{link}" in said_in.zh else None
    said = {slot: str(word) for slot, word in words.items()} | {"link": f"{settings.SITE}/m/{token}/"}
    ends = {"friendly": sending().wire.useless, "code": sending().code.minutes}.get(why)
    row, new = Attempt.objects.get_or_create(
        key=key,
        defaults={
            "id": new_id(), "why": why, "way": "sms", "person_id": contact.person_id, "notice": notice, "delivery": delivery,
            "case_id": case_of(notice), "again": name == "legal_again", "template": said_in.template,
            "phone": phone or contact.phone, "text": filled(name, settings.SMS_SIGN, **said), "token": token, "made_at": at,
            "due_at": not_quiet(at, own_hours(contact)) if why in SILENT else at,
            "ends_at": at + timedelta(minutes=ends) if ends else None,
        },
    )  # fmt: skip
    if new and row.due_at <= at:
        app.configure_task("notices.send_message", queue="default").defer(attempt_id=str(row.id))
    return row


def case_of(notice: Notice | None) -> UUID | None:
    return notice.case_id if notice and notice.key not in ASIDE else None


def own_hours(contact: Contact) -> tuple[time, time] | None:
    return (contact.quiet_from, contact.quiet_to) if contact.quiet_from and contact.quiet_to else None


def friendly(notice: Notice, at: datetime) -> Attempt | None:
    """A kind word by message too, for whoever has a confirmed number and has not said no."""
    if notice.key not in sending().tells:
        return None
    contact = Contact.objects.filter(person_id=notice.person_id, confirmed_at__isnull=False, friendly=True).first()
    return queue("friendly", contact, at, key=f"{notice.id}:sms", notice=notice) if contact else None
