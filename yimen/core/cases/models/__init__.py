"""The tables of the trunk. Their schema is Django's; who sees and who writes them is in ../sql/."""

from yimen.core.cases.models.case import Case, Event, Sheet
from yimen.core.cases.models.documents import Document, Paper, Series
from yimen.core.cases.models.handover import Handover, HandoverTry
from yimen.core.cases.models.keeping import Keeping
from yimen.core.cases.models.law import (
    Certificate,
    Correction,
    Defect,
    Fee,
    OwedMaterial,
    Party,
    Pledge,
    Remedy,
    Review,
    Revocation,
)
from yimen.core.cases.models.lost import LostFile
from yimen.core.cases.models.proof import Checkpoint
from yimen.core.cases.models.recognised import Recognised
from yimen.core.cases.models.traffic import Answer, Handled, Hold, Meeting
from yimen.core.cases.models.uploads import Upload, UploadPart

__all__ = [
    "Answer",
    "Case",
    "Certificate",
    "Checkpoint",
    "Correction",
    "Defect",
    "Document",
    "Event",
    "Fee",
    "Handled",
    "Handover",
    "HandoverTry",
    "Hold",
    "Keeping",
    "LostFile",
    "Meeting",
    "OwedMaterial",
    "Paper",
    "Party",
    "Pledge",
    "Recognised",
    "Remedy",
    "Review",
    "Revocation",
    "Series",
    "Sheet",
    "Upload",
    "UploadPart",
]
