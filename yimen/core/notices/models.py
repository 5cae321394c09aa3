"""Notices: what a person is told about a case, in plain words. The legal paper itself stands beside it and is linked."""

from django.db import models

from yimen.core.people.models import Person
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
