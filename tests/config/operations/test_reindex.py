"""A new key of the blind indexes: nobody is found until everything is indexed anew, and then everybody is, by number and by phone."""

import base64

import pytest
from django.apps import apps
from django.db import connection
from psycopg.conninfo import make_conninfo

from tests.core.people.folk import LI, ZHANG, person
from yimen.config import switchboard
from yimen.config.operations import rotation
from yimen.config.operations.snapshot import NotPossible
from yimen.core.people.actors import RULE
from yimen.core.people.models import Person
from yimen.core.people.registry import change_phone, find_person, phone_index
from yimen.core.people.scope import acting

PHONE = "13800000001"
NOT_ANEW = {
    "notices_confirmation.phone_index",  # codes of an hour: they end before anybody has reindexed
    "notices_confirmation.address_index",
    "people_offer.agent_index",  # whose number is nowhere but here: an open offer is made again
}


def found() -> tuple[bool, bool, bool]:
    with acting(RULE):
        by_phone = Person.objects.filter(phone_index=phone_index(PHONE)).exists()
        return find_person(ZHANG) is not None, find_person(LI) is not None, by_phone


@pytest.mark.django_db(transaction=True)
def test_after_a_new_key_nobody_is_found_until_everybody_is_indexed_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    zhang = person("张示例", ZHANG)
    person("李测试", LI)  # without a phone
    with acting(RULE):
        change_phone(zhang.id, PHONE)
    told = connection.settings_dict
    words = {
        "dbname": told["NAME"],
        "user": told["USER"],
        "host": told["HOST"],
        "port": told["PORT"],
        "password": told["PASSWORD"],
    }
    monkeypatch.setenv("DATABASE_OWNER_URL", make_conninfo(**{name: value for name, value in words.items() if value}))
    monkeypatch.setenv("YIMEN_KEY_INDEX", base64.b64encode(b"another key of a test".ljust(32, b".")).decode())
    assert found() == (False, False, False)
    with monkeypatch.context() as busy:
        busy.setattr(rotation, "OTHERS", "select 1 where %s <> ''")  # pages are open
        with pytest.raises(NotPossible, match="nothing was changed"):
            dict(rotation.reindex())
    assert found() == (False, False, False)
    assert dict(rotation.reindex()) == {"people_person.id_index": 2, "people_person.phone_index": 2}
    assert found() == (True, True, True)


def test_every_column_that_is_a_blind_index_is_named_or_ends_by_itself() -> None:
    columns = {
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.name.endswith("_index")
    }
    assert columns - NOT_ANEW == set(switchboard.INDEXED)
