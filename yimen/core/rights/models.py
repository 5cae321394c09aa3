"""What a person may do about data that is held of them (个人信息保护法 §§15, 44–47): consent, have corrected, take away a copy."""

from django.db import models

from yimen.core.people.secrecy import EncryptedJSONField, EncryptedTextField
from yimen.core.ports.ids import new_id


class Consent(models.Model):
    """One choice, written once: the newest line of a topic counts. `version` names the text that was read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    topic = models.CharField(max_length=20)
    version = models.DateField()  # the day from which the text is in force
    given = models.BooleanField()
    at = models.DateTimeField()
    by_id = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["person_id", "topic", "-at", "-id"], name="consent_newest"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.given}"


class DataRequest(models.Model):
    """“This is wrong about me”: an officer looks into it and answers, with reasons where nothing is changed (§§46, 50)."""

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "已更正"
        FORWARDED = "forwarded", "已转登记机关"
        REFUSED = "refused", "不更正"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    region = models.CharField(max_length=6, blank=True, default="")  # of the person's home
    what = models.CharField(max_length=20)  # a key of rights.yaml
    said = EncryptedTextField()
    at = models.DateTimeField()
    due = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, default="", choices=Outcome)
    answer = EncryptedTextField(default="")
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = (
            models.Index(fields=["due"], name="data_request_open", condition=models.Q(answered_at=None)),
            models.Index(fields=["person_id", "-at"], name="data_request_person"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Export(models.Model):
    """A copy of what is held of a person: made by a job, sealed, there for a week, then emptied."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["person_id", "-asked_at"], name="export_person"),
            models.Index(fields=["ends"], name="export_ends", condition=models.Q(sealed__isnull=False)),
        )

    def __str__(self) -> str:
        return str(self.id)


class Unfinished(models.Model):
    """没做完的: what a person has typed into a form and not sent. Sealed, the person's own, deleted by the person or on its day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    page = models.CharField(max_length=200)  # where the form stands; nothing that was typed
    form = models.CharField(max_length=20)  # what it is called: a key of the words `unfinished.form`
    fields = EncryptedJSONField()
    kept_at = models.DateTimeField()
    until = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person_id", "page"], name="one_unfinished_a_page"),)
        indexes = (models.Index(fields=["until"], name="unfinished_ends"),)

    def __str__(self) -> str:
        return str(self.id)
