"""manage.py procedures [licence] [--on 2026-11-24]: the whole lifecycle as a table that can be read and printed."""

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from yimen.core.cases.procedure import Procedure, Row
from yimen.core.cases.rulebook import procedures
from yimen.core.cases.wording import words
from yimen.core.places.clock import today

HEADS = ("步骤", "从", "到", "谁", "依据", "文书", "期限", "要写明", "条件", "随后")


class Command(BaseCommand):
    help = "Print the procedures as Markdown tables: every move, from where to where, by whom, under which article."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", choices=[found.procedure for found in procedures()])
        parser.add_argument("--on", type=day, help="the day whose law is printed; today, if none is given")

    def handle(self, *, name: str | None, on: date | None, **_options: Any) -> None:
        for found in procedures():
            if name in (None, found.procedure):
                self.stdout.write("\n".join(table(found, on or today())))


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as bad:
        raise ArgumentTypeError("expected a day like 2026-11-24") from bad


def table(found: Procedure, on: date) -> list[str]:
    lines = [f"\n## {found.name.zh} `{found.procedure}`（{found.law}）\n", line(HEADS), line(["---"] * len(HEADS))]
    return lines + [line(cells(row, found)) for row in found.moves if row.holds(on)]


def line(texts: Any) -> str:
    return "| " + " | ".join(texts) + " |"


def cells(row: Row, found: Procedure) -> list[str]:
    limit = found.times[row.clock] if row.clock else None
    name = f"{words('moves', row.move).zh} `{row.move}`{'，一次' if row.once else ''}{'，记为本机关过错' if row.fault else ''}"
    return [
        name,
        "、".join(row.in_),
        row.then or "不变",
        "、".join(row.by),
        f"{row.law}{'' if row.mark == 'S' else f'（{row.mark}）'}{f'，{row.region}' if row.region else ''}",
        "、".join(found.papers[kind].zh for kind in row.notice),
        f"{row.clock} {limit.time or ''}".strip() if limit and row.clock else "",
        "、".join(words("said", said.name).zh + ("" if said.required else "?") for said in row.said),
        "、".join(row.guards),
        "、".join(row.follow),
    ]
