"""What is held of a person, room by room: how many rows, and the rows as a copy shows them. Everything is asked as the person, so the
policies of the tables decide; what a person may not read is in no copy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, Model, QuerySet, Value

from yimen.core.cases.advising import SAID_HERE
from yimen.core.cases.models import Case, Certificate, Document, Event, Paper, Recognised, Sheet
from yimen.core.notices.models import Notice
from yimen.core.people.models import LookUp, Person, Proxy
from yimen.core.people.models_access import Visit
from yimen.core.ratings.models import Rating, WorkOrder
from yimen.core.rights.models import Consent, DataRequest

Rows = QuerySet[Any]
Json = dict[str, Any]


@dataclass(frozen=True)
class Room:
    """`fields` are what a copy shows of each row; `href` is the page where the person sees it, or nothing."""

    zh: str
    en: str
    rows: Callable[[UUID], Rows]
    fields: tuple[str, ...]
    href: str = ""


def of(model: type[Model], field: str) -> Callable[[UUID], Rows]:
    return lambda person: QuerySet(model).filter(**{field: person})


ROOMS: dict[str, Room] = {
    "person": Room("本人", "Person", of(Person, "id"), ("name", "id_kind", "id_number", "phone", "born_on", "region", "since")),
    "cases": Room("办件", "Cases", of(Case, "applicant_id"),
                  ("number", "service", "region", "channel", "state", "created_at", "submitted_at"), "/cases/"),
    "events": Room("办件里的每一步", "Steps of cases", of(Event, "case__applicant_id"),
                   ("case_id", "n", "move", "role", "office", "at", "law"), "/cases/"),
    "documents": Room("交过的材料", "Documents", of(Document, "case__applicant_id"),
                      ("case_id", "material", "filename", "media_type", "size", "received_at"), "/cases/"),
    "made_out": Room("从照片里识别到的", "Read from pictures", of(Recognised, "case__applicant_id"),
                     ("case_id", "paper", "fields", "at"), "/cases/"),
    "papers": Room("文书", "Papers", of(Paper, "case__applicant_id"),
                   ("case_id", "kind", "number", "issued_at", "withdrawn_on"), "/cases/"),
    "certificates": Room("证照", "Certificates", of(Certificate, "holder_id"),
                         ("kind", "item", "option", "state", "valid_from", "valid_to"), "/cases/"),
    "notices": Room("通知", "Messages", of(Notice, "person_id"), ("kind", "key", "case_id", "at", "read_at"), "/mine/notices/"),
    "ratings": Room("评价", "Ratings", of(Rating, "case__applicant_id"), ("case_id", "stage", "stars", "text", "at")),
    "complaints": Room("投诉和办不成事", "Complaints", of(WorkOrder, "person_id"),
                       ("kind", "case_id", "said", "opened_at", "call_note", "answer", "heard", "closed_at"), "/complaints/"),
    "proxies": Room("我请人代办", "Those who act for me", of(Proxy, "principal_person_id"),
                    ("kind", "services", "since", "until"), "/mine/family/"),
    "acts_for": Room("我替人代办", "Those I act for", of(Proxy, "agent_id"), ("kind", "services", "since", "until"), "/mine/family/"),
    "visits": Room("登录", "Sessions", of(Visit, "whose"), ("how", "level", "device", "since", "last_used"), "/mine/sessions/"),
    "consents": Room("同意和撤回", "Consents", of(Consent, "person_id"), ("topic", "version", "given", "at"), "/mine/data/consents/"),
    "requests": Room("更正请求", "Requests to correct", of(DataRequest, "person_id"),
                     ("what", "said", "at", "due", "outcome", "answer", "answered_at"), "/mine/data/corrections/"),
    "lookups": Room("谁看过我", "Who looked", of(LookUp, "person_id"),
                    ("at", "role", "office", "purpose", "case_id", "note", "sources"), "/mine/lookups/"),
}  # fmt: skip


def counts(person: UUID) -> dict[str, int]:
    """How many rows in each room; one query."""
    asked = [
        room.rows(person).order_by().annotate(room=Value(name)).values("room").annotate(n=Count("*", output_field=IntegerField()))
        for name, room in ROOMS.items()
    ]  # fmt: skip
    found = {one["room"]: one["n"] for one in asked[0].union(*asked[1:], all=True)}
    return {name: found.get(name, 0) for name in ROOMS}


def copy(person: UUID) -> dict[str, list[Json]]:
    """Every row of every room, as the one who acts now sees it."""
    return {name: list(room.rows(person).values(*room.fields)) for name, room in ROOMS.items()} | {"told": told(person)}


def told(person: UUID) -> list[Json]:
    """What the person said in applications; what registers and officers said of the person is in the cases themselves."""
    sheets = Sheet.objects.filter(case__applicant_id=person).values("case_id", "facts")
    return [
        {"case_id": one["case_id"], "fact": name, "value": fact["value"]}
        for one in sheets
        for name, fact in (one["facts"] or {}).get("facts", {}).items()
        if fact["source"] in SAID_HERE and "value" in fact
    ]
