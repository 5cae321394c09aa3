"""How many requests are worked on at once. The others wait in line, signed-in writes before reads and those before strangers' reads;
whoever finds no place in the line is told at once when to come back, with what was typed still on the page.

The server of pages knows neither who asks nor how long: its threads are as many as work, wait and turn away together (THREADS).
docs/adr/0033-turnstile.md
"""

import heapq
import secrets
from collections.abc import Callable, Sequence
from itertools import count
from threading import Event, Lock
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from yimen.web.errors import for_machine
from yimen.web.problems import problem

AT_ONCE = 8  # one database connection each
ROOM = (32, 20, 8)  # how long the line may be for whoever joins it, by rank
SOON = (1.5, 1.0, 0.5)  # seconds: who would wait longer, as things go just now, does not join
PATIENCE = (10.0, 5.0, 2.0)  # seconds in line at most, where things went otherwise
NEWEST, LONGEST = (
    0.1,
    1.0,
)  # share of the last request in how long one takes; seconds, beyond which it says little about the next
SPARE = 8  # threads that turn away and answer /healthz
THREADS = AT_ONCE + max(ROOM) + SPARE
BACK = range(5, 16)  # seconds: not all at once
FREE = ("/healthz", "/metrics")  # whoever watches over us is never turned away
READS = ("GET", "HEAD", "OPTIONS")
GetResponse = Callable[[HttpRequest], HttpResponse]


class Line:
    """Who may go in now, who waits, and who finds no place."""

    def __init__(self, at_once: int, room: Sequence[int]):
        self.at_once, self.free, self.room = at_once, at_once, room
        self.takes = 0.0  # seconds, about
        self.waiting: list[tuple[int, int, Event]] = []
        self._numbers, self._lock = count(), Lock()

    def enter(self, rank: int, patience: float) -> bool:
        with self._lock:
            if self.free:
                self.free -= 1
                return True
            if len(self.waiting) >= self.room[rank] or self._wait() > SOON[rank]:
                return False
            mine = (rank, next(self._numbers), Event())
            heapq.heappush(self.waiting, mine)
        return mine[2].wait(patience) or not self._gave_up(mine)

    def leave(self, took: float) -> None:
        with self._lock:
            self.takes += (min(took, LONGEST) - self.takes) * NEWEST
            if self.waiting:
                heapq.heappop(self.waiting)[2].set()
            else:
                self.free += 1

    def _wait(self) -> float:
        """About how long whoever joins now would wait: behind everybody, since better ranks may still come."""
        return (len(self.waiting) + 1) * self.takes / max(1, self.at_once)

    def _gave_up(self, mine: tuple[int, int, Event]) -> bool:
        """False for whoever was called in at the last moment."""
        with self._lock:
            if mine[2].is_set():
                return False
            self.waiting.remove(mine)
            heapq.heapify(self.waiting)
            return True


LINE = Line(AT_ONCE, ROOM)


class Turnstile:
    """Behind what costs nothing – files for browsers, what is too big or unreadable – and before anything asks the database."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in FREE:
            return self.get_response(request)
        rank = rank_of(request)
        if not LINE.enter(rank, PATIENCE[rank]):
            return come_back(request)
        began = perf_counter()
        try:
            return self.get_response(request)
        finally:
            LINE.leave(perf_counter() - began)


def rank_of(request: HttpRequest) -> int:
    """0: a write of somebody who has signed in; 1: a read of theirs, or a write of others; 2: a stranger reads. Whether the visit is
    a true one nobody asks here: it would cost what is to be saved."""
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
    return (request.method in READS) + (not known)


def come_back(request: HttpRequest) -> HttpResponse:
    """503, in a moment. A form stands on the page whole, with the token it came with, and a button that sends it again; files have
    to be chosen once more."""
    if for_machine(request):
        response: HttpResponse = problem(503, "busy", instance=request.path)
    else:
        context = {
            "again": request.get_full_path() if request.method in READS else "",
            "to": request.get_full_path(),
            "form": [(name, value) for name, values in request.POST.lists() for value in values],
            "files": bool(request.FILES),
        }
        response = render(request, "errors/busy.html", context, status=503)
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Cookie"])
    response["Retry-After"] = str(secrets.choice(BACK))
    setattr(response, "_has_been_logged", True)  # noqa: B010 – figures count it; a line for each would be a flood of its own
    response["Content-Length"] = str(len(response.content))  # said further in for all other pages
    return response
