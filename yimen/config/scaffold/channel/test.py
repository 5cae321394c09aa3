import pytest
from django.test import Client


@pytest.mark.django_db
def test_the_new_door_opens_without_scripts(client: Client) -> None:
    assert client.get("/$name/").status_code == 200
