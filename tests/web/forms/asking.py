"""Questions and what is sent for them, for the tests of forms."""

from typing import Any

from django.http import QueryDict

from yimen.web.forms import Choice, Question, Sent


def ask(kind: Any, **more: Any) -> Question:
    return Question("x", kind, "您写什么？", **more)


def sent(fields: dict[str, str | list[str]], files: Any = None) -> Sent:
    query = QueryDict(mutable=True)
    for name, value in fields.items():
        query.setlist(name, [value] if isinstance(value, str) else value)
    return Sent(query, files)


TWO = (Choice("HKG", "香港"), Choice("MAC", "澳门", closed="这件事只办香港。"))
YES = (Choice("yes", "是"), Choice("no", "不是"))
FAMILY = Question(
    "family", "records", "家人", fields=(
        Question("name", "text", "姓名"),
        Question("relation", "choice", "关系", choices=(Choice("spouse", "配偶"), Choice("child", "子女"))),
        Question("born_on", "date", "出生日期"),
    ), most=3,
)  # fmt: skip
