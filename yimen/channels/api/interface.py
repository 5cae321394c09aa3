"""The interface as a whole: its operations, how bodies are read, what becomes of errors, and the schema that says so."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.parser import Parser

from yimen.channels.api import calendar, cases, demo, moves, services
from yimen.channels.api.problems import HANDLERS
from yimen.channels.api.refusals import again, refused
from yimen.core.cases.errors import AnsweredBefore, Refused
from yimen.core.cases.vocabulary import Json
from yimen.core.places.reading import read
from yimen.web.problems import TYPE

DESCRIPTION = """What can be asked for, advice about somebody who need not exist, and whole cases move by move.
`Authorization: Bearer …`; errors are RFC 9457 problems in the language of `Accept-Language`; see docs/api.md."""


class Reader(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """Strict JSON: no NaN, no broken characters, no depth that would fell the reader, no member twice. What it raises becomes a 400."""
        found = msgspec.json.decode(request.body)
        json.loads(request.body, object_pairs_hook=once_each)
        return found


def once_each(members: list[tuple[str, Any]]) -> None:
    """Of two members of one name nobody can say which was meant (RFC 7493)."""
    names = [name for name, _ in members]
    if twice := sorted({name for name in names if names.count(name) > 1}) if len({*names}) < len(names) else []:
        raise ValueError(f"said twice: {', '.join(twice)}")


class Interface(NinjaAPI):
    def get_openapi_schema(self, **words: Any) -> Any:
        """What ninja does not know: that mistakes are answered as problems, and what one may send."""
        schema = super().get_openapi_schema(**words)
        for operation in (one for path in schema["paths"].values() for one in path.values()):
            with_problems(operation)
            with_examples(operation, examples().get(operation["operationId"], {}))
        return schema


def with_problems(operation: Json) -> None:
    for status, told in operation["responses"].items():
        if int(status) >= 400 and "application/json" in told.get("content", {}):
            told["content"] = {TYPE: told["content"].pop("application/json")}


def with_examples(operation: Json, example: Json) -> None:
    for parameter in operation["parameters"]:
        if (value := example.get(parameter["in"], {}).get(parameter["name"])) is not None:
            parameter["example"] = value
    if "body" in example:
        for content in operation["requestBody"]["content"].values():
            content["example"] = example["body"]


@cache
def examples() -> Json:
    """Written as a person writes them; days are text, as JSON has them."""
    found: Json = read(dict[str, dict[str, dict[str, Any]]], Path(__file__).with_name("examples.yaml"))
    return found


api = Interface(
    title="Yimen", version="1", description=DESCRIPTION, docs_url=None, openapi_url=None, urls_namespace="api", parser=Reader(),
)  # fmt: skip
for kind, handler in {**HANDLERS, Refused: refused, AnsweredBefore: again}.items():
    api.add_exception_handler(kind, handler)
api.add_router("/services", services.router)
api.add_router("/cases", cases.router)
api.add_router("/cases", moves.router)
api.add_router("/calendar", calendar.router)
if settings.DEMO:
    api.add_router("/demo", demo.router)
