"""What the guide for service designers shows must work as it stands there."""

from pathlib import Path

from tests.core.services.samples import DAYS
from yimen.core.places.law_book import law_book
from yimen.core.places.reading import read_text
from yimen.core.services.editions import Edition
from yimen.core.services.language import Pack, Service
from yimen.core.services.linter import Subject, lint

GUIDE = Path(__file__).parents[3] / "docs/service-designers.md"


def test_the_service_and_the_pack_of_the_guide_could_be_published() -> None:
    service, pack = (part.partition("```")[0] for part in GUIDE.read_text("utf-8").split("```yaml\n")[1:])
    edition = Edition(read_text(Service, service, "guide"), [read_text(Pack, pack, "guide")])
    there = frozenset({"household.register_correction"})
    assert [str(fault) for fault in lint(Subject(edition, law_book(), DAYS, there))] == []
    assert [str(fault) for fault in lint(Subject(edition.without_packs(), law_book(), DAYS, there))] == []
