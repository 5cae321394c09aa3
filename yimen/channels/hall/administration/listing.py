"""A page of the offices or members of the own reach, in the order of their keys, with a search above."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from yimen.channels.hall.room import room
from yimen.web.visits import Request

T = TypeVar("T", bound=Model)
PAGE = 50


def listing(
    request: Request,
    found: QuerySet[T],
    *,
    tab: str,
    what: str,
    line: Callable[[T], dict[str, Any]],
    search: Callable[[str], dict[str, str]],
    longest: int,
) -> HttpResponse:
    """`search` says which rows are meant by some words; no key is longer than `longest`."""
    query, after = request.GET.get("q", "").strip()[:40], request.GET.get("after", "")[:longest]
    found = found.filter(pk__gt=after).order_by("pk")
    rows = list((found.filter(**search(query)) if query else found)[: PAGE + 1])
    context = {
        "desk": room(request, tab),
        "rows": [line(one) for one in rows[:PAGE]],
        "next": f"?q={query}&after={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "query": query,
        "what": what,
    }
    return render(request, "desk/house_list.html", context)
