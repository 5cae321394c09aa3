"""What the law attaches to a case, each a row of its own. Written by case_write() only; `n` is the event that made it."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.people.models import Organisation, Person
from yimen.core.people.secrecy import EncryptedJSONField
from yimen.core.ports.ids import new_id


class Attached(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="%(class)s_rows")
    n = models.PositiveIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.id)


class Correction(Attached):
    """A notice that tells at once everything to be put right (许可法§32(四)); `again` is one too many."""

    sent_on = models.DateField()
    due = models.DateField(null=True)
    again = models.BooleanField(default=False)
    visible_before = models.BooleanField(default=False)
    answered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)


class Defect(Attached):
    """One thing to be put right; `code` is its name in events, like 4.1."""

    code = models.CharField(max_length=12)
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="defects", db_index=False)
    about = models.CharField(max_length=60)  # a material or a fact
    text = models.TextField()
    how = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["case", "code"], name="defect_once"),)


class OwedMaterial(Attached):
    """容缺: accepted without it, on a written promise to hand it in by a day (广东营商条例§32)."""

    material = models.CharField(max_length=60)
    due = models.DateField()
    promise = models.TextField()
    settled_on = models.DateField(null=True)

    class Meta:
        db_table = "cases_owed"


class Pledge(Attached):
    """告知承诺: what was promised, by whom, and the check that follows the grant."""

    text = models.TextField()
    signed_by = models.CharField(max_length=100)
    signed_at = models.DateTimeField()
    check_due = models.DateField(null=True)
    checked_on = models.DateField(null=True)
    result = models.CharField(max_length=20, blank=True)


class Party(Attached):
    """Another authority that has a part: `home` decides it, `joint` was asked, `lower` examines first, `higher` then decides."""

    kind = models.CharField(max_length=12)
    region = models.CharField(max_length=6)
    authority = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    due = models.DateField(null=True)
    answered_on = models.DateField(null=True)

    class Meta:
        indexes = (models.Index(fields=["region", "due"], name="party_waiting", condition=models.Q(answered_on=None)),)


class Certificate(Attached):
    """What a case results in. It has its own life: valid, suspended, revoked, replaced, expired."""

    class State(models.TextChoices):
        VALID = "valid", "有效"
        SUSPENDED = "suspended", "暂停"
        REVOKED = "revoked", "已撤销"
        REPLACED = "replaced", "已换发"
        EXPIRED = "expired", "已过期"

    kind = models.CharField(max_length=40)
    item = models.CharField(max_length=40, blank=True)
    option = models.CharField(max_length=40, blank=True)
    holder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="certificates", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="certificates", db_index=False
    )
    state = models.CharField(max_length=10, choices=State, default=State.VALID)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the last day; null: no end
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces", db_index=False)
    data = EncryptedJSONField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["holder", "kind", "-valid_from"], name="certificate_of_person"),
            models.Index(fields=["organisation", "kind", "-valid_from"], name="certificate_of_org"),
            models.Index(fields=["valid_to"], name="certificate_ends", condition=models.Q(state__in=["valid", "suspended"])),
        )  # fmt: skip


class Revocation(Attached):
    """撤销 (许可法§69): which certificate, on which ground."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="revocations", db_index=False)
    ground = models.CharField(max_length=20)
    since = models.DateField()


class Remedy(Attached):
    """How this act may be contested (复议法§20 §23, 诉讼法§46); told in the paper of the same event."""

    act = models.CharField(max_length=20)
    way = models.CharField(max_length=16)
    within = models.CharField(max_length=20)
    first = models.BooleanField(default=False)
    after = models.CharField(max_length=16, blank=True)
    where_zh = models.CharField(max_length=100)
    where_en = models.CharField(max_length=200, blank=True)
    law = models.CharField(max_length=60)
    mark = models.CharField(max_length=1, default="S")


class Review(Attached):
    """人工复核: a person asks that a human look at what a rule decided (个人信息保护法§24)."""

    asked_on = models.DateField()
    due = models.DateField(null=True)
    why = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = (models.Index(fields=["due"], name="review_open", condition=models.Q(answered_on=None)),)


class Fee(Attached):
    """Paid at a window, known by the number of its bill; the same bill pays once."""

    number = models.CharField(max_length=40, unique=True)
    yuan = models.DecimalField(max_digits=10, decimal_places=2)
    paid_on = models.DateField()
    office = models.CharField(max_length=20, blank=True)
