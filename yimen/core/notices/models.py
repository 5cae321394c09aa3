"""Notices: what a person is told about a case, in plain words. The legal paper itself stands beside it and is linked.

A paper that must reach the person has a Delivery; how it was tried is told by its Attempts. Who sees what is in migration 0004."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from yimen.core.people.models import Person
from yimen.core.people.secrecy import EncryptedTextField
from yimen.core.ports.ids import new_id


class Notice(models.Model):
    """`legal` comes with a paper that the law wants delivered; `friendly` is only kind. The words are in messages.yaml under `key`."""

    class Kind(models.TextChoices):
        FRIENDLY = "friendly", "提示"
        LEGAL = "legal", "法定告知"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    case_id = models.UUIDField()
    n = models.PositiveIntegerField()  # the event that is told
    key = models.CharField(max_length=40)
    data = models.JSONField(
        default=dict
    )  # what fills the words: the service, the number, a day; nothing about the person
    paper_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["person", "-at", "-id"], name="notice_of_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read_at=None)),
        )  # fmt: skip
        constraints = (models.UniqueConstraint(fields=["person", "case_id", "n", "key"], name="notice_once"),)

    def __str__(self) -> str:
        return f"{self.key} {self.case_id}"


class Delivery(models.Model):
    """送达: one paper on its way to one person, by the ways that serving.yaml gives for its kind on the day it began.

    `step` is the way that is being tried, `due_at` when the next one is; `round` grows when a letter comes back. `served_on` is the day
    from which the law counts, `proof` how it is known; `stuck` waits for an officer.
    """

    class State(models.TextChoices):
        OPEN = "open", "送达中"
        SERVED = "served", "已送达"
        STUCK = "stuck", "没有送到"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    notice = models.OneToOneField(Notice, models.CASCADE, related_name="delivery")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    case_id = models.UUIDField(db_index=True)
    paper = models.CharField(max_length=8)  # its kind
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    step = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    way = models.CharField(max_length=6, blank=True, default="")
    proof = models.JSONField(default=dict)
    event = models.PositiveIntegerField(null=True)  # of the case, that says so; null while the trunk has not been told

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="delivery_due", condition=Q(state="open")),
            models.Index(fields=["served_on"], name="delivery_untold", condition=Q(state="served", event=None)),
        )  # fmt: skip
        constraints = (
            models.CheckConstraint(
                name="delivery_served_on_a_day",
                condition=Q(state="served", served_on__isnull=False) | ~Q(state="served"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} {self.id}"


class Attempt(models.Model):
    """One try to reach a person by one way. `key` is the same for ever, so that nothing is sent twice.

    waiting → sending → sent → delivered | failed | returned. Where nobody knows whether it went out it is unknown, and asked for;
    what is dropped was never sent. `again`: it says that the same may come by another way too.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等着发"
        SENDING = "sending", "正在发"
        SENT = "sent", "已发出"
        UNKNOWN = "unknown", "不知道发出没有"
        DELIVERED = "delivered", "已收到"
        FAILED = "failed", "没有发到"
        RETURNED = "returned", "退回"
        DROPPED = "dropped", "没有发"

    class Why(models.TextChoices):
        LEGAL = "legal", "法定告知"
        FRIENDLY = "friendly", "提示"
        CODE = "code", "验证码"
        CHANGED = "changed", "号码改了"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=80, unique=True)
    why = models.CharField(max_length=8, choices=Why)
    way = models.CharField(max_length=6)  # sms, post
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="attempts")
    delivery = models.ForeignKey(Delivery, models.CASCADE, null=True, related_name="attempts")
    case_id = models.UUIDField(null=True)
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    again = models.BooleanField(default=False)
    template = models.CharField(max_length=40, blank=True, default="")
    phone = EncryptedTextField(default="")
    text = EncryptedTextField(default="")
    token = models.CharField(max_length=24, null=True, unique=True)  # of the page behind its link
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)  # after it, it makes no sense
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    asked = models.PositiveSmallIntegerField(default=0)
    refs = ArrayField(models.CharField(max_length=65), default=list)
    proof = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="attempt_waiting", condition=Q(state__in=["waiting", "sending", "unknown"])),
            models.Index(fields=["made_at"], name="attempt_to_post", condition=Q(way="post", state__in=["waiting", "sent"])),
            GinIndex(fields=["refs"], name="attempt_refs"),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.key


class Receipt(models.Model):
    """What a provider told about one part of a message, the first word of each fate; kept even where it came before our own mark."""

    ref = models.CharField(max_length=65)
    fate = models.CharField(max_length=9)
    at = models.DateTimeField()
    recorded = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["ref", "fate"], name="receipt_once"),)

    def __str__(self) -> str:
        return f"{self.ref} {self.fate}"


class Contact(models.Model):
    """Where a person can be reached, and how the person wants it. A number counts only once it is confirmed."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="contact")
    phone = EncryptedTextField(default="")
    confirmed_at = models.DateTimeField(null=True)
    freed_at = models.DateTimeField(null=True)  # whoever holds the number said: that is not me
    friendly = models.BooleanField(default=True)
    quiet_from = models.TimeField(null=True)
    quiet_to = models.TimeField(null=True)

    def __str__(self) -> str:
        return str(self.person_id)


class Consent(models.Model):
    """Electronic service is agreed to from a moment, until it is taken back; what was agreed to is kept by its version of words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    words = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="one_consent_at_a_time"),
        )

    def __str__(self) -> str:
        return f"{self.words} {self.id}"


class Confirmation(models.Model):
    """A code that was sent to a number, to see that its holder is the person. Good for minutes, for a few tries, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    phone = EncryptedTextField()
    phone_index = models.BinaryField(max_length=32, db_index=True)
    address_index = models.BinaryField(max_length=32, default=b"", db_index=True)
    code = EncryptedTextField()
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Spent(models.Model):
    """The one budget of messages: how many a person, a number and this node have had on a day. Nobody is named in it."""

    day = models.DateField()
    whose = models.CharField(max_length=80)
    used = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["day", "whose"], name="spent_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.whose}"
