"""One lifecycle each: ours through take(), the peer's through its engine and serializer."""

from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import connection, transaction
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from tests.core.cases.people import DECIDER, EXAMINER, HERE, WINDOW, as_applicant, publish
from tests.core.people.folk import person
from yimen.core.cases.begin import begin
from yimen.core.cases.take import take
from yimen.core.people.actors import Actor
from yimen.core.people.models import Person
from yimen.core.people.numbers import check_digit
from yimen.core.people.scope import acting
from yimen.core.places.clock import now

STEPS = [
    ("submit", {"size": 5}),
    ("triage", {"move": "accept"}),
    ("work", {"move": "examine", "opinion": "grant"}),
    ("work", {"move": "approve"}),
    ("deliver", {"way": "window"}),
]


def ours() -> Callable[[], None]:
    publish()
    people = iter(list(applicants(200)))  # made before anything is timed

    def run() -> None:
        someone = next(people)
        by, at = as_applicant(someone), now()
        with acting(by):
            case = begin(
                "test.licence", applicant=someone.id, by=by, channel="portal", region=HERE, facts={"size": 5}, at=at
            )
        step(case.id, "submit", by)
        step(case.id, "accept", WINDOW)
        step(case.id, "examine", EXAMINER, opinion="grant", why="齐全")
        step(case.id, "approve", DECIDER)
        step(case.id, "deliver", WINDOW, way="window")

    return run


def applicants(count: int = 200) -> Iterator[Person]:
    """Somebody new for each lifecycle, visibly fictional."""
    for number in range(1, count + 1):
        digits = f"44010619900101{number:03d}"
        yield person("张示例", digits + check_digit(digits))


def step(case_id: object, move: str, by: Actor, **says: str) -> None:
    with acting(by):
        take(case_id, move, by=by, says=says, at=now())  # type: ignore[arg-type]


def spiff(file: Path) -> Callable[[], None]:
    parser = BpmnParser()
    parser.add_bpmn_file(str(file))
    spec, parts = parser.get_spec("licence"), parser.get_subprocess_specs("licence")
    serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())

    def run() -> None:
        workflow = BpmnWorkflow(spec, parts)
        workflow.do_engine_steps()
        key = kept(serializer, workflow)
        for name, data in STEPS:
            taken(serializer, key, name, data)

    return run


def kept(serializer: BpmnWorkflowSerializer, workflow: BpmnWorkflow) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into bench_process (state) values (%s) returning id", [serializer.serialize_json(workflow)]
        )
        return int(cursor.fetchone()[0])


def taken(serializer: BpmnWorkflowSerializer, key: int, name: str, data: dict[str, object]) -> None:
    """Open with a lock, take the one step that waits under this name, keep what the engine makes of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select state from bench_process where id = %s for update", [key])
        workflow = serializer.deserialize_json(cursor.fetchone()[0])
        [task] = [task for task in workflow.get_tasks(state=TaskState.READY) if task.task_spec.bpmn_id == name]
        task.data.update(data)
        task.run()
        workflow.do_engine_steps()
        cursor.execute("update bench_process set state = %s where id = %s", [serializer.serialize_json(workflow), key])
