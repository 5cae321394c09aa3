"""Jobs of the trunk. Each is idempotent, carries ids only, and does what its clock (core.places.clock) says is due."""

from uuid import UUID

import structlog
from django.db import connection
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from yimen.core.cases import reading_pictures
from yimen.core.cases.certificates import expire
from yimen.core.cases.checkpoints import checkpoint
from yimen.core.cases.documents import look_at, look_later, unjudged
from yimen.core.cases.files import verify_files
from yimen.core.cases.handling import Step, handle, handle_waiting
from yimen.core.cases.models import Case
from yimen.core.cases.provisional import recompute
from yimen.core.cases.reading_pictures import read_later
from yimen.core.cases.take import settle
from yimen.core.cases.uploading import forget
from yimen.core.exchange.tasks import PATIENTLY
from yimen.core.people.actors import CLOCK
from yimen.core.people.scope import acting
from yimen.core.places.clock import now, today

BATCH = 200
log = structlog.get_logger(__name__)


@app.task(queue="default", retry=PATIENTLY)
def after_event(case_id: str, n: int, handler: str) -> None:
    """One handler for one event, exactly once; then those that wait beside it, many in one transaction."""
    handle(Step(UUID(case_id), n, handler))
    handle_waiting()


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="settle_due")
def settle_due(timestamp: int) -> None:  # noqa: ARG001 – procrastinate says when it was due; our own clock decides
    """What the law has done by now is written down, oldest first, one transaction a case."""
    settle_all()


def settle_all() -> int:
    """How many cases moved. Asks again until nothing is due; a case that fails is left for the next minute and told in the log."""
    failed: set[UUID] = set()
    moved = 0
    while due := [case_id for case_id in due_cases(len(failed)) if case_id not in failed]:
        for case_id in due:
            if settle_one(case_id):
                moved += 1
            else:
                failed.add(case_id)
    return moved


def due_cases(skip: int) -> list[UUID]:
    with acting(CLOCK):
        found = Case.objects.filter(next_due__lte=now()).order_by("next_due").values_list("id", flat=True)
        return list(found[: BATCH + skip])


def settle_one(case_id: UUID) -> bool:
    try:
        with acting(CLOCK):
            return settle(case_id) is not None
    except Exception as broken:  # noqa: BLE001 – the rim of a job: one broken case must not stop the clock of all others
        log.error("a case could not be settled", case=str(case_id), error=type(broken).__name__)
        return False


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="recompute_provisional")
def recompute_provisional(timestamp: int) -> None:  # noqa: ARG001
    """Once a yearly notice is loaded, due days that were provisional are worked out anew."""
    with acting(CLOCK):
        recompute()


@app.periodic(cron="30 0 * * *")
@app.task(queue="default", queueing_lock="daily_checkpoint")
def daily_checkpoint(timestamp: int) -> None:  # noqa: ARG001
    with acting(CLOCK):
        checkpoint(now())


@app.periodic(cron="10 0 * * *")
@app.task(queue="default", queueing_lock="expire_certificates")
def expire_certificates(timestamp: int) -> None:  # noqa: ARG001
    with acting(CLOCK):
        expire(today())


@app.periodic(cron="0 3 * * *")
@app.task(queue="default", queueing_lock="nightly_look_at_files")
def nightly_look_at_files(timestamp: int) -> None:  # noqa: ARG001
    """A loss is told in the log by number only; where it is, its case shows."""
    found = verify_files(now())
    if found.lost:
        log.error("files are lost", lost=found.lost, seen=found.seen)


@app.periodic(cron="40 3 * * *")
@app.task(queue="default", queueing_lock="sweep")
def sweep(timestamp: int) -> None:  # noqa: ARG001
    """Finished jobs after a week, answers to commands after their 30 days."""
    with acting(CLOCK), connection.cursor() as cursor:
        cursor.execute("select cases_sweep()")


@app.task(queue="default", retry=PATIENTLY)
def scan_document(document_id: str) -> None:
    with acting(CLOCK):
        made = look_at(UUID(document_id))
        if made:
            read_later(made)


@app.task(queue="default", lock="read_document")
def read_document(document_id: str) -> None:
    """One at a time: the reader is one program."""
    with acting(CLOCK):
        reading_pictures.read_document(UUID(document_id), now())


@app.periodic(cron="*/10 * * * *")
@app.task(queue="default", queueing_lock="scan_again")
def scan_again(timestamp: int) -> None:  # noqa: ARG001
    """A scanner that was down has not judged what came meanwhile."""
    with acting(CLOCK):
        for document_id in unjudged(now()):
            look_later(document_id)


@app.periodic(cron="20 * * * *")
@app.task(queue="default", queueing_lock="forget_uploads")
def forget_uploads(timestamp: int) -> None:  # noqa: ARG001
    """Pieces of files that nobody has brought to their end."""
    with acting(CLOCK):
        forget(now())


@app.periodic(cron="* * * * *")
@app.task(queue="default", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001
    """What a worker had begun when it was killed is begun anew by another, once nobody has heard of the first for half a minute.

    Otherwise it would be under way for ever, and with it whatever waits behind its lock.
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        try:
            await jobs.retry_job(job)
        except UniqueViolation:  # the next one of its kind waits already
            await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
