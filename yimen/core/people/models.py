"""Persons, organisations, who may act for whom, staff, and the book of look-ups. Who sees which row is in migration 0003."""

from datetime import timedelta
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from yimen.core.people import models_access  # noqa: F401 – tables of this app too
from yimen.core.people.secrecy import EncryptedTextField
from yimen.core.ports.ids import new_id

EVERY_SERVICE = "*"


class Person(models.Model):
    """A natural person whom a register knows. The number is sealed, found by its blind index; the name stays as written there."""

    class IdKind(models.TextChoices):
        CITIZEN = "citizen", "公民身份号码"
        PASSPORT = "passport", "护照"
        PERMIT = "permit", "通行证"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=100)
    name_key = models.CharField(
        max_length=100, db_index=True
    )  # names.key(name): equal names are found whatever was typed
    id_kind = models.CharField(max_length=10, choices=IdKind, default=IdKind.CITIZEN)
    id_number = EncryptedTextField()
    id_index = models.BinaryField(max_length=32, unique=True)
    phone = EncryptedTextField(default="")
    phone_index = models.BinaryField(max_length=32, null=True, db_index=True)
    born_on = models.DateField(null=True)
    region = models.CharField(
        max_length=6, blank=True, default="", db_index=True
    )  # home: where the household is registered
    since = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)  # never the name: this text ends in logs


class Organisation(models.Model):
    """A legal person as the public register of enterprises shows it; nothing here is personal."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    uscc = models.CharField(max_length=18, unique=True)
    region = models.CharField(max_length=6, blank=True, default="")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.uscc


class Proxy(models.Model):
    """`agent` may act for one principal, in the services named, from `since` to the end of the day `until`."""

    class Kind(models.TextChoices):
        FAMILY = "family", "家人代办"
        GUARDIAN = "guardian", "监护人"
        EMPLOYER = "employer", "单位经办人"
        FLEET = "fleet", "车队经办人"
        REPRESENTATIVE = "representative", "法定代表人"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    principal_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="proxies")
    principal_organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="proxies")
    agent = models.ForeignKey(Person, models.PROTECT, related_name="acts_for", db_index=False)
    kind = models.CharField(max_length=16, choices=Kind)
    services = ArrayField(models.CharField(max_length=100))  # codes of services, or EVERY_SERVICE
    since = models.DateField()
    until = models.DateField(
        null=True
    )  # the last day (the day before `since`: ended at once); null as long as the relation lasts
    region = models.CharField(
        max_length=6, blank=True, default=""
    )  # of the principal, so that a policy need not look at persons
    evidence = EncryptedTextField(default="")
    made_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("agent", "since", "until"), name="people_proxy_agent"),)
        constraints = (
            models.CheckConstraint(
                name="people_proxy_one_principal",
                condition=models.Q(principal_person__isnull=True) ^ models.Q(principal_organisation__isnull=True),
            ),
            models.CheckConstraint(
                name="people_proxy_not_oneself", condition=~models.Q(agent=models.F("principal_person"))
            ),
            models.CheckConstraint(
                name="people_proxy_days",
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since") - timedelta(days=1)),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def principal_id(self) -> UUID | None:
        return self.principal_person_id or self.principal_organisation_id


class Staff(models.Model):
    """A member of staff: what is printed under every letter. `reach` is the region whose matters this person may see."""

    id = models.CharField(primary_key=True, max_length=32)  # the number on the badge
    name = models.CharField(max_length=100)
    office = models.CharField(max_length=20)
    reach = models.CharField(max_length=6)
    roles = ArrayField(models.CharField(max_length=16))
    active = models.BooleanField(default=True)

    class Meta:
        indexes = (models.Index(fields=("office",), name="people_staff_office"),)

    def __str__(self) -> str:
        return self.id


class Post(models.Model):
    """任职: a role of a member of staff in an office, from a day and, where an end is known, up to the day before `until`.

    Office, roles and `active` of the member follow from the posts of the day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="posts")
    office = models.CharField(max_length=20)
    role = models.CharField(max_length=16)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("staff", "office", "role", "since"), name="people_post_once"),
            models.CheckConstraint(
                name="people_post_days",
                condition=models.Q(until__isnull=True) | models.Q(until__gt=models.F("since")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.staff_id} {self.role} {self.office}"


class LookUp(models.Model):
    """One line of the book “who looked at my data”: written once, never changed. It opens the person for its own transaction."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    recorded = models.DateTimeField(
        db_default=TransactionNow()
    )  # the transaction: a line of an older one opens nothing
    role = models.CharField(max_length=16)
    actor_id = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=100, blank=True)
    office = models.CharField(max_length=20, blank=True)
    region = models.CharField(max_length=6, blank=True)  # the reach of the one who looked
    node = models.CharField(max_length=20)
    purpose = models.CharField(max_length=32)  # a key of purposes.yaml
    case_id = models.UUIDField(null=True)
    note = models.CharField(max_length=200, blank=True, default="")  # what an inspection was for; the person reads it
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="look_ups", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="look_ups", db_index=False)
    sources = ArrayField(models.CharField(max_length=100))  # registers asked in parallel share one line
    withheld_until = models.DateField(null=True)  # the day from which the person reads this line
    withheld_law = models.CharField(max_length=100, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=("person", "-at"), name="people_lookup_person"),
            models.Index(fields=("actor_id", "recorded"), name="people_lookup_actor"),
            models.Index(
                fields=("region", "-at"), condition=models.Q(case_id__isnull=True), name="people_lookup_without_case"
            ),
        )
        constraints = (
            models.CheckConstraint(
                name="people_lookup_one_subject",
                condition=models.Q(person__isnull=True) ^ models.Q(organisation__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
