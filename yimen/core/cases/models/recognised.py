"""What a reader made out in a picture that was handed in: something to compare and to fill in from, never a fact."""

from django.db import models

from yimen.core.cases.models.case import Case
from yimen.core.cases.models.documents import Document
from yimen.core.people.secrecy import EncryptedJSONField


class Recognised(models.Model):
    """One a document. `fields` are recognising.Found as JSON, sealed; a file in a draft that is thrown away takes it along."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="recognised")
    case = models.ForeignKey(Case, models.CASCADE, related_name="recognised")
    paper = models.CharField(max_length=30)  # a code of recognising.yaml
    fields = EncryptedJSONField()
    reader = models.CharField(max_length=30)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.document_id)
