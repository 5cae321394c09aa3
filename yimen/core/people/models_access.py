"""How somebody comes in: visits (sessions), identities proved elsewhere, keys and codes of staff, offers to act for somebody.

Who sees which row is in migration 0008. Times of this file are real ones, told by the database: the demo's clock moves cases, never a lock.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from yimen.core.people.secrecy import EncryptedTextField
from yimen.core.ports.ids import new_id


class Visit(models.Model):
    """A session: found by the digest of its cookie, so that a copy of the table lets nobody in. `data` is sealed."""

    digest = models.CharField(primary_key=True, max_length=64)
    id = models.UUIDField(default=new_id, editable=False, unique=True)
    data = models.BinaryField()
    kind = models.CharField(max_length=8, blank=True, default="")  # person, staff, or nobody yet
    whose = models.CharField(max_length=64, blank=True, default="", db_index=True)
    role = models.CharField(max_length=16, blank=True, default="")
    office = models.CharField(max_length=20, blank=True, default="")
    how = models.CharField(max_length=16, blank=True, default="")
    level = models.CharField(max_length=16, blank=True, default="")
    device = models.CharField(max_length=80, blank=True, default="")
    since = models.DateTimeField()
    last_used = models.DateTimeField()
    idle = models.DurationField()
    ends = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.id)


class Identity(models.Model):
    """An identity that a provider vouched for, bound by (issuer, subject) and by nothing that changes hands. `doubted`: the name is only
    near, an officer looks at the card first; `unlinked`: lost or given up, it opens nothing until an officer links it again."""

    class State(models.TextChoices):
        LINKED = "linked", "已绑定"
        DOUBTED = "doubted", "待核对"
        UNLINKED = "unlinked", "已解绑"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="identities")
    state = models.CharField(max_length=8, choices=State)
    since = models.DateTimeField(db_default=TransactionNow())
    last_used = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("issuer", "subject"), name="people_identity_once"),)

    def __str__(self) -> str:
        return str(self.id)


class Passkey(models.Model):
    """A passkey of a member of staff. `signs` is the authenticator's counter: it only grows."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="passkeys")
    credential = models.BinaryField(max_length=1023, unique=True)
    public_key = models.BinaryField()
    signs = models.BigIntegerField(default=0)
    label = models.CharField(max_length=80)
    since = models.DateTimeField(db_default=TransactionNow())
    last_used = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class Secret(models.Model):
    """Password (hashed) and TOTP key (sealed) of a member of staff. `step` is the last half minute whose code was used."""

    staff = models.OneToOneField("people.Staff", models.PROTECT, primary_key=True, related_name="secret")
    password = models.CharField(max_length=200)
    totp = EncryptedTextField()
    step = models.BigIntegerField(default=0)
    since = models.DateTimeField(db_default=TransactionNow())

    def __str__(self) -> str:
        return str(self.staff_id)


class RecoveryCode(models.Model):
    """One code for a day without the second factor: hashed, shown once, used once."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="recovery_codes")
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.staff_id)


class Enrolment(models.Model):
    """A one-time code with which a member of staff makes the own keys: given by a supervisor, hashed, short-lived."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="enrolments")
    digest = models.BinaryField(max_length=32, unique=True)
    given_by = models.CharField(max_length=64)
    since = models.DateTimeField(db_default=TransactionNow())
    ends = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.id)


class KeyReset(models.Model):
    """All keys of a member of staff are taken away: one asks, another agrees, neither for oneself."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey("people.Staff", models.PROTECT, related_name="key_resets")
    reason = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=64)
    asked_at = models.DateTimeField(db_default=TransactionNow())
    agreed_by = models.CharField(max_length=64, blank=True, default="")
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="people_keyreset_two_names",
                condition=~models.Q(asked_by=models.F("agreed_by"))
                & ~models.Q(staff=models.F("agreed_by"))
                & ~models.Q(staff=models.F("asked_by")),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class AccessLine(models.Model):
    """One line of the book “who came in, and what was done to a way in”: written once. `whose` is a person's id or a badge."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(db_default=TransactionNow())
    whose = models.CharField(max_length=64)
    what = models.CharField(max_length=32)
    by = models.CharField(max_length=64)
    role = models.CharField(max_length=16)
    office = models.CharField(
        max_length=20, blank=True, default=""
    )  # of the member of staff whose line it is, or who did it
    note = models.CharField(max_length=200, blank=True, default="")  # why, in words that the person reads
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("whose", "-at"), name="people_access_whose"),)

    def __str__(self) -> str:
        return str(self.id)


class Offer(models.Model):
    """“Act for me”: waits until the person with this number and name accepts, and only then becomes a proxy."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "已接受"
        DECLINED = "declined", "不接受"
        WITHDRAWN = "withdrawn", "已收回"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=16)
    principal_person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="offers")
    principal_organisation = models.ForeignKey("people.Organisation", models.PROTECT, null=True, related_name="offers")
    principal_name = EncryptedTextField()
    agent_index = models.BinaryField(max_length=32, db_index=True)
    agent_name = EncryptedTextField()
    services = ArrayField(models.CharField(max_length=100))
    until = models.DateField()
    made_by = models.ForeignKey("people.Person", models.PROTECT, related_name="offers_made")
    at = models.DateTimeField(db_default=TransactionNow())
    answer = models.CharField(max_length=10, blank=True, default="", choices=Answer)
    answered_at = models.DateTimeField(null=True)
    proxy = models.ForeignKey("people.Proxy", models.PROTECT, null=True, related_name="offers")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="people_offer_one_principal",
                condition=models.Q(principal_person__isnull=True) ^ models.Q(principal_organisation__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Attempt(models.Model):
    """How often something was tried from one bucket (a blind hash of an account, an address, a browser). Nobody is named here."""

    bucket = models.BinaryField(primary_key=True, max_length=32)
    used = models.PositiveIntegerField()
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.used)


class Spent(models.Model):
    """What works once and was used: challenges, states, codes. Kept by digest until it would have ended anyway."""

    digest = models.BinaryField(primary_key=True, max_length=32)
    ends = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.ends)
