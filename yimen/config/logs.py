"""What is written into logs: one line an event, as JSON for a machine or for a person in the demo – and nothing personal in any.

A message of an exception may quote a row, an address in the browser what somebody typed. So an exception is told by its type and
where it came from, a request by its route; what still looks like the number of an identity card, a passport or a telephone is struck out.
"""

import logging
import logging.config
import re
import sys
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)|(?<![A-Za-z0-9])[EGPS]\d{8}(?!\d)")
REFUSED = (401, 403)
STRUCK = "[…]"
DEEPEST = 12  # frames of an exception
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def configure(settings: Mapping[str, Any]) -> None:
    """Called by Django with settings.LOGGING: {"human": bool, "level": str}."""
    last: Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
        if settings["human"]
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[by_route, *before],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, without_words, struck_out, last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.root.handlers = [handler]
    logging.root.setLevel(settings["level"])
    for name in ("httpx", "httpcore", "procrastinate", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)  # they tell of each call, and where it went
    structlog.configure(
        processors=[*before, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def by_route(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Django tells of a request by its address; its route says as much and quotes nobody. Access refused is an event of its own,
    with who asked: a badge, or the id of a person or a program."""
    record = event.get("_record")
    if (request := getattr(record, "request", None)) is not None:
        status = getattr(record, "status_code", "with an error")
        event["event"] = "access refused" if status in REFUSED else f"answered {status}"
        event["method"] = getattr(request, "method", "")
        event["route"] = route(request)
        if status in REFUSED:
            event.update(status=status, **who(request))
    return event


def who(request: Any) -> dict[str, str]:
    actor = getattr(request, "actor", None)
    return {"role": actor.role, "who": actor.id} if actor else {"role": "unknown"}


def route(request: Any) -> str:
    """The address as urls.py has it, without what was filled in."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(no route)"


def without_words(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An exception by its type and its frames; never its message."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    if isinstance(found, BaseException):
        found = (type(found), found, found.__traceback__)
    if isinstance(found, tuple) and found[0]:
        frames = traceback.extract_tb(found[2])[-DEEPEST:]
        event["error"] = found[0].__qualname__
        event["at"] = [f"{frame.filename.rsplit('/yimen/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    event.pop("stack_info", None)
    return event


def struck_out(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {key: _struck(value) for key, value in event.items()}


def _struck(value: Any) -> Any:
    if isinstance(value, str):
        return NUMBERS.sub(STRUCK, value)
    if isinstance(value, Mapping):
        return {key: _struck(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_struck(one) for one in value]
    return value if isinstance(value, int | float | bool | None) else NUMBERS.sub(STRUCK, str(value))
