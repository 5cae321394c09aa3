"""The exchange's rows: whom we write to, what waits for them, what came from them, and which answers are still owed.

Letters hold personal data: they are sealed, and only system roles see them (row-level security, migration 0002).
"""

from django.db import models

from yimen.core.people.secrecy import EncryptedJSONField, EncryptedTextField
from yimen.core.ports.ids import new_id


class Peer(models.Model):
    """Another node, as two operators agreed: the region it owns, where it listens, the key it signs with."""

    code = models.CharField(max_length=32, primary_key=True)
    region = models.CharField(max_length=6)
    url = models.CharField(max_length=200)
    public_key = models.CharField(max_length=44)  # raw Ed25519 in base64
    old_key = models.CharField(max_length=44, default="")  # letters signed before a change of key are still read …
    old_key_until = models.DateTimeField(null=True)  # … until then
    added_at = models.DateTimeField(auto_now_add=True)


class Counter(models.Model):
    """The last number given to a letter to a peer (`sent`), or up to which everything came from it (`received`).

    Two rows a peer, so that sending never waits for receiving.
    """

    peer = models.ForeignKey(Peer, models.CASCADE)
    of = models.CharField(max_length=8)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "of"], name="one_counter_each")]


class Outbox(models.Model):
    """A letter of ours. It is sent until the other node has acknowledged it; the error is that of the last attempt."""

    id = models.UUIDField(primary_key=True, default=new_id)
    peer = models.ForeignKey(Peer, models.PROTECT)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    letter = EncryptedTextField()  # the signed line; empty after `emptied_at`
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    acked_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "seq"], name="outbox_without_twins")]
        indexes = [
            models.Index(fields=["peer", "seq"], name="outbox_waiting", condition=models.Q(acked_at=None)),
            models.Index(fields=["acked_at"], name="outbox_done", condition=models.Q(emptied_at=None)),
        ]


class Inbox(models.Model):
    """A letter of another node: stored when genuine, applied once, in order; the error is that of the last attempt to apply it."""

    id = models.UUIDField(primary_key=True)
    peer = models.ForeignKey(Peer, models.PROTECT)
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    letter = EncryptedTextField()
    received_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    attempts = models.IntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, default="")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "seq"], name="inbox_without_twins")]
        indexes = [
            models.Index(fields=["peer", "seq"], name="inbox_waiting", condition=models.Q(applied_at=None)),
            models.Index(fields=["applied_at"], name="inbox_done", condition=models.Q(emptied_at=None)),
        ]


class Part(models.Model):
    """A piece of a letter that was too large for one; gone when the last piece has come."""

    peer = models.ForeignKey(Peer, models.PROTECT)
    whole = models.UUIDField()
    n = models.IntegerField()
    content = EncryptedTextField()  # base64

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "whole", "n"], name="one_part_each")]


class Ticket(models.Model):
    """An answer that a register still owes, and the answer when it came. The first answer counts; later ones change nothing."""

    id = models.UUIDField(primary_key=True, default=new_id)
    ticket = models.CharField(max_length=100, unique=True)
    source = models.CharField(max_length=80)  # exit_entry.permit
    question = models.CharField(
        max_length=64
    )  # blind digest of source, subject, terms and case: the same question is asked once
    case = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = EncryptedJSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["question", "-made_at"], name="ticket_of_question")]


class Copy(models.Model):
    """A case of ours of which a peer has a copy, and the number of the last event it was told."""

    case = models.UUIDField(primary_key=True)
    peer = models.ForeignKey(Peer, models.PROTECT)
    told = models.IntegerField(default=0)
    documents = models.JSONField(default=list)  # ids of those sent


class MoveRequest(models.Model):
    """What an officer here asked the owner of a case to do, and what became of it."""

    class State(models.TextChoices):
        ASKED = "asked", "已发出"
        DONE = "done", "已办"
        REFUSED = "refused", "未办成"

    id = models.UUIDField(primary_key=True, default=new_id)
    peer = models.ForeignKey(Peer, models.PROTECT)
    case = models.UUIDField(db_index=True)
    region = models.CharField(max_length=6)  # that decides: whose officers see the request
    move = models.CharField(max_length=24)
    says = EncryptedJSONField()
    by = models.CharField(max_length=64)
    by_name = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    answered_at = models.DateTimeField(null=True)
    answer = EncryptedJSONField(null=True)  # why not, as the owner's take() said it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "move"], name="one_open_request_a_move", condition=models.Q(state="asked")
            )
        ]


class Refusal(models.Model):
    """How many posts of one address were refused in one minute: who sends rubbish is soon asked to wait."""

    caller = models.CharField(max_length=64)
    minute = models.DateTimeField()
    count = models.IntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "minute"], name="one_refusal_count_a_minute")]
