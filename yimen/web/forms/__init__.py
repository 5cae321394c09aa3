"""Forms from facts: one question for each declared fact, read into the value that rules understand, or into a wrong
that says what was typed and what is accepted. What was typed is shown again exactly as it was.

    ask = question("moved_in", declared, options=…)      a Question from a declared fact of a service edition
    answer = read(ask, Sent(request.POST, request.FILES), today=…)
    answer.value | answer.wrongs | answer.typed(name)    for the door and for templates/ym/fields.html
"""

from yimen.web.forms.answers import Answer, Sent, Wrong, blank, known, summary
from yimen.web.forms.questions import Choice, Question, question
from yimen.web.forms.reading import given, read, read_all

__all__ = [
    "Answer",
    "Choice",
    "Question",
    "Sent",
    "Wrong",
    "blank",
    "given",
    "known",
    "question",
    "read",
    "read_all",
    "summary",
]
