"""A list that a person gives one record after another: `NAME.0.field` stand already, `NAME.new.field` is being typed,
`NAME.do` is add, done, or remove.2. Nothing is kept on the server between, so a page can be left and sent again."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from yimen.web import days, formats
from yimen.web.forms.answers import Answer, Sent, Wrong
from yimen.web.forms.questions import Question
from yimen.web.words import text

ReadColumn = Callable[[Question], Answer]
Row = dict[str, Any]


def read(ask: Question, sent: Sent, column: ReadColumn) -> Answer:
    """All records; `more` while the person adds or removes. `sent` of the answer holds the records that stand, numbered anew."""
    act = sent.text(f"{ask.name}.do")
    rows = standing(ask, column)
    if act.startswith("remove.") and act[7:].isdecimal() and act.isascii() and int(act[7:]) < len(rows):
        rows.pop(int(act[7:]))
        return _answer(ask, rows, more=True)
    row, wrongs, goes_on = typed(ask, column)
    if goes_on:
        return replace(_answer(ask, rows, more=True), sent=_sent(ask, rows) | _typed(ask, sent))
    if act == "done" and row is None and not wrongs:
        wrongs = () if rows or ask.optional else (Wrong("missing", f"{ask.name}.new.{ask.fields[0].name}"),)
    if row is not None and (twice := same_number(ask, rows, row)):
        row, wrongs = None, (Wrong("twice", twice),)
    if len(rows) + (row is not None) > ask.most:
        wrongs = (Wrong("too_many", f"{ask.name}.do", most=ask.most),)
    if wrongs:
        return replace(_answer(ask, rows), wrongs=wrongs, sent=_sent(ask, rows) | _typed(ask, sent))
    return _answer(ask, rows + ([row] if row is not None else []), more=act != "done")


def standing(ask: Question, column: ReadColumn) -> list[Row]:
    """The records that were added before; one that no longer reads well falls out, as if it were removed."""
    rows: list[Row] = []
    for number in range(ask.most + 1):
        answers = {field.name: column(field.under(f"{ask.name}.{number}")) for field in ask.fields}
        if not any(answer.sent for answer in answers.values()):
            break
        if all(answer.right for answer in answers.values()):
            rows.append({name: (answer.value, answer.sent) for name, answer in answers.items()})
    return rows


def same_number(ask: Question, rows: list[Row], new: Row) -> str:
    """The input in which the number of somebody stands who is in the list already."""
    numbers = [field.name for field in ask.fields if field.kind == "id_number"]
    found = (name for name in numbers for row in rows if row[name][0] == new[name][0])
    return next((f"{ask.name}.new.{name}" for name in found), "")


def typed(ask: Question, column: ReadColumn) -> tuple[Row | None, tuple[Wrong, ...], bool]:
    """The record being typed: none while all its inputs are empty or a region in it goes on, else itself or what is wrong."""
    fields = [field.under(f"{ask.name}.new") for field in ask.fields]
    answers = [column(field) for field in fields]
    if not any(text for answer in answers for texts in answer.sent.values() for text in texts):
        return None, (), False
    wrongs = tuple(wrong for answer in answers for wrong in answer.wrongs)
    if wrongs or any(answer.more for answer in answers):
        return None, wrongs, not wrongs
    pairs = zip(ask.fields, answers, strict=True)
    return {field.name: (answer.value, answer.sent) for field, answer in pairs}, (), False


def _answer(ask: Question, rows: list[Row], *, more: bool = False) -> Answer:
    value = [{name: one for name, (one, _) in row.items() if one is not None} for row in rows]
    return Answer(value, sent=_sent(ask, rows), more=more)


def _sent(ask: Question, rows: list[Row]) -> dict[str, list[str]]:
    """The inputs of the records that stand, numbered from 0 without gaps."""
    kept: dict[str, list[str]] = {}
    for number, row in enumerate(rows):
        for name, (_, sent) in row.items():
            for old, texts in sent.items():
                rest = old.split(f".{name}", 1)[1]  # ".y" of a date, else nothing
                kept[f"{ask.name}.{number}.{name}{rest}"] = texts
    return kept


def _typed(ask: Question, sent: Sent) -> dict[str, list[str]]:
    prefix = f"{ask.name}.new."
    return {name: sent.texts(name) for name in sent.fields if name.startswith(prefix)}


def lines(ask: Question, answer: Answer) -> list[str]:
    """Each record that stands, in one line: 李测试 · 配偶 · 1988年2月9日."""
    return [
        " · ".join(said(field, row[field.name]) for field in ask.fields if field.name in row)
        for row in answer.value or []
    ]


def said(ask: Question, value: Any) -> str:
    """A value as it is read back to the person who gave it."""
    names = {choice.code: choice.text for choice in ask.choices}
    if ask.kind == "yes_no":
        return names["yes" if value else "no"]
    if ask.kind in ("choice", "choices"):
        return text("list.comma").join(names.get(code, code) for code in ([value] if isinstance(value, str) else value))
    if ask.kind == "date":
        return days.long_day(value)
    return formats.yuan(value) if ask.kind == "money" else str(value)
