"""Receptions and screens at a counter; leave, recusals and assignments of officers. Who sees which row is in migrations/0002."""

from django.db import models

from yimen.core.cases.models import Case
from yimen.core.people.models import Person
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id


class Reception(models.Model):
    """接待: one person before one officer, identified once; every case of this visit hangs on it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    paper = models.CharField(max_length=100)  # what was shown
    officer = models.CharField(max_length=64)
    office = models.CharField(max_length=20)
    began_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["officer", "-began_at"], name="reception_of_officer"),)

    def __str__(self) -> str:
        return str(self.id)


class Received(models.Model):
    """A case that was taken in during a reception."""

    reception = models.ForeignKey(Reception, models.CASCADE, related_name="received")
    case = models.OneToOneField(Case, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.case_id)


class Screen(models.Model):
    """The second screen of a counter. It sees nothing but what an officer has put on it; `officer` is empty until paired."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.CharField(max_length=20)
    counter = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=8, blank=True)  # shown on it until an officer types it
    made_at = models.DateTimeField()
    officer = models.CharField(max_length=64, blank=True)
    officer_name = models.CharField(max_length=100, blank=True)
    paired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["officer"], condition=~models.Q(officer=""), name="one_screen_an_officer"),
            models.UniqueConstraint(fields=["office", "code"], condition=~models.Q(code=""), name="code_says_which_screen"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.office}-{self.counter}"


class Reading(models.Model):
    """核对: what the person was shown on the screen, word for word, and the answer to it. Once answered it never changes."""

    class Answer(models.TextChoices):
        RIGHT = "right", "对"
        WRONG = "wrong", "不对"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    screen = models.ForeignKey(Screen, models.SET_NULL, null=True, related_name="readings")
    officer = models.CharField(max_length=64)
    shown = EncryptedJSONField()
    digest = models.BinaryField(max_length=32)  # SHA-256 of what was shown
    at = models.DateTimeField()
    up = models.BooleanField(default=True)  # on the screen now
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    words = EncryptedJSONField(null=True)  # what is wrong, as the person put it
    signature = EncryptedJSONField(null=True)  # {"way": pen | tap, "lines": [[x, y, …], …]}
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["screen"], condition=models.Q(up=True), name="one_reading_on_a_screen"),
        )
        indexes = (models.Index(fields=["case", "at"], name="reading_of_case"),)

    def __str__(self) -> str:
        return str(self.id)


class Leave(models.Model):
    """An officer is away from a day to a day, both included; new work goes to the delegate, or to the others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    officer = models.CharField(max_length=64)
    office = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()
    delegate = models.CharField(max_length=64, blank=True)
    by = models.CharField(max_length=64)  # who wrote it down: the officer, or the head of the office
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # taken back

    class Meta:
        constraints = (models.CheckConstraint(name="leave_ends", condition=models.Q(until__gte=models.F("since"))),)
        indexes = (models.Index(fields=["officer", "until"], name="leave_of_officer"),)

    def __str__(self) -> str:
        return f"{self.officer} {self.since}–{self.until}"


class Seed(models.Model):
    """The seed of a day's draws: made once, readable by every officer, never changed."""

    day = models.DateField(primary_key=True)
    seed = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.day.isoformat()


class Assignment(models.Model):
    """A case fell to an examiner, with all that is needed to draw again: seed, roster, and who was passed over and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    officer = models.CharField(max_length=64)
    stands_for = models.CharField(max_length=64, blank=True)  # on whose leave the delegate works
    seed = models.CharField(max_length=64)
    roster = models.JSONField()  # the ids in order
    roster_digest = models.CharField(max_length=64)
    passed = models.JSONField(default=dict)  # id → leave, recused, decided
    at = models.DateTimeField()
    current = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=models.Q(current=True), name="one_assignment"),
        )
        indexes = (models.Index(fields=["officer"], name="assigned_to", condition=models.Q(current=True)),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.officer}"


class Intention(models.Model):
    """拟办: an act that an officer has pressed and may still take back. Once ended it never changes but for what is forgotten."""

    class State(models.TextChoices):
        WAITING = "waiting", "等着办出"
        DONE = "done", "已办出"
        TAKEN_BACK = "taken_back", "已收回"
        REFUSED = "refused", "没办成"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    move = models.CharField(max_length=40)
    expects = models.PositiveIntegerField()  # the version of the case that the officer saw
    officer = models.CharField(max_length=64)
    actor = models.JSONField()  # as whom it is done
    said = EncryptedJSONField()  # {says, typed (the form as it was), about (whose case)}; empty once done or forgotten
    made_at = models.DateTimeField()
    due = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    why = models.JSONField(default=list)  # of a refusal: [{key, params}]
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # the officer has read why it was not done
    forgotten = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], condition=models.Q(state="waiting"), name="one_intention_a_case"),
        )
        indexes = (
            models.Index(fields=["officer", "made_at"], name="intention_open", condition=models.Q(seen_at=None)),
            models.Index(fields=["due"], name="intention_due", condition=models.Q(state="waiting")),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.move} {self.state}"
