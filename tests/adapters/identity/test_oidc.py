"""The wire to an identity of outside, against a provider that we did not write, and against one that lies in every way one can."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from pytest_django import Settings

from tests.adapters.identity.liar import STRANGER, Liar, lying
from tests.adapters.identity.stranger import CLIENT, PERSON, SECRET
from tests.product import free_port
from yimen.core.ports.identity import IdentityProvider, Journey, NotProven, Proven, Wanted
from yimen.core.ports.wires import wire

BACK = "http://127.0.0.1:8000/sign-in/back/"
ACR = {"substantial": PERSON["acr"], "high": "urn:test:face"}


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """django-oauth-toolkit in a process of its own; its issuer."""
    port, folder = free_port(), tmp_path_factory.mktemp("provider")
    command = [sys.executable, "-m", "tests.adapters.identity.provider", str(port), str(folder), BACK]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield f"http://127.0.0.1:{port}/o"
        process.terminate()


@pytest.fixture
def oidc(settings: Settings) -> Callable[..., IdentityProvider]:
    """The adapter of the switchboard, afresh, with terms of the test."""

    def made(issuer: str, client: str = "yimen", secret: str = "", **more: Any) -> IdentityProvider:
        settings.IDENTITY = {
            "issuer": issuer,
            "client_id": client,
            "client_secret": secret,
            "acr": {"high": "loa3"},
        } | more
        found: IdentityProvider = type(wire("identity"))("default")
        return found

    return made


@pytest.fixture
def known(oidc: Callable[..., IdentityProvider], stranger: str) -> IdentityProvider:
    return oidc(stranger, CLIENT, SECRET, acr=ACR)


def there_and_back(journey: Journey) -> dict[str, str]:
    """What a browser brings back from the provider."""
    answer = httpx.get(journey.url, trust_env=False)
    assert answer.status_code == 302, answer.text
    return dict(parse_qsl(urlsplit(answer.headers["location"]).query))


def test_a_provider_that_we_did_not_write_says_who_somebody_is(known: IdentityProvider, stranger: str) -> None:
    journey = known.begin(Wanted(BACK, "substantial"))
    proven = known.finish(journey.kept, there_and_back(journey))
    assert (proven.issuer, proven.name, proven.id_number) == (stranger, PERSON["name"], PERSON["id_number"])
    assert (proven.level, proven.subject) == ("substantial", "1")
    assert known.check() == ""


def test_its_code_serves_once_and_only_with_the_verifier_of_the_journey(known: IdentityProvider) -> None:
    journey = known.begin(Wanted(BACK))
    came = there_and_back(journey)
    known.finish(journey.kept, came)
    assert refused(known, journey, came) == "not_ours"
    another = known.begin(Wanted(BACK))
    assert refused(known, Journey("", {**another.kept, "verifier": "v" * 43}), there_and_back(another)) == "not_ours"


def test_a_state_or_a_nonce_that_was_tampered_with_signs_nobody_in(known: IdentityProvider) -> None:
    journey = known.begin(Wanted(BACK))
    came = there_and_back(journey)
    assert refused(known, journey, {**came, "state": came["state"][::-1]}) == "not_ours"
    assert refused(known, Journey("", {**journey.kept, "nonce": "another"}), came) == "not_ours"


def test_a_level_that_the_provider_did_not_reach_is_too_weak(known: IdentityProvider) -> None:
    journey = known.begin(Wanted(BACK, "high"))
    assert refused(known, journey, there_and_back(journey)) == "too_weak"


def test_a_token_for_another_client_of_the_same_provider_is_not_ours(
    oidc: Callable[..., IdentityProvider], known: IdentityProvider, stranger: str
) -> None:
    other = oidc(stranger, f"{CLIENT}-other", SECRET)
    journey = other.begin(Wanted(BACK))
    came = there_and_back(journey)
    mine = oidc(stranger, CLIENT, SECRET)
    assert refused(mine, journey, came) == "not_ours"


def test_a_provider_that_is_down_is_unreachable_and_says_so_in_one_line(oidc: Callable[..., IdentityProvider]) -> None:
    gone = oidc(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(NotProven, match="unreachable"):
        gone.begin(Wanted(BACK))
    assert "unreachable" in gone.check()
    assert "\n" not in gone.check()


@pytest.fixture
def liar() -> Iterator[Liar]:
    with lying() as server:
        yield server


def finish(provider: IdentityProvider, liar: Liar, bend: Callable[[Liar, str], object], **wanted: Any) -> Proven:
    journey = provider.begin(Wanted(BACK, **wanted))
    bend(liar, journey.kept["nonce"])
    return provider.finish(journey.kept, {"state": journey.kept["state"], "code": "c"})


def refused(provider: IdentityProvider, journey: Journey, came: dict[str, str]) -> str:
    with pytest.raises(NotProven) as wrong:
        provider.finish(journey.kept, came)
    return wrong.value.why


def unsigned(liar: Liar, nonce: str) -> None:
    parts = [{"alg": "none"}, liar.claims(nonce)]
    liar.token = (
        ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."
    )


BENT: dict[str, Callable[[Liar, str], object]] = {
    "another nonce": lambda liar, nonce: liar.sign(liar.claims("another")),
    "no nonce": lambda liar, nonce: liar.sign(liar.claims(nonce, nonce=None)),
    "another audience": lambda liar, nonce: liar.sign(liar.claims(nonce, aud="somebody")),
    "an audience beside us": lambda liar, nonce: liar.sign(liar.claims(nonce, aud=["yimen", "somebody"], azp="yimen")),
    "another issuer": lambda liar, nonce: liar.sign(liar.claims(nonce, iss="https://id.example")),
    "an issuer with a slash": lambda liar, nonce: liar.sign(liar.claims(nonce, iss=f"{liar.issuer}/")),
    "expired": lambda liar, nonce: liar.sign(liar.claims(nonce, exp=int(time()) - 120)),
    "of tomorrow": lambda liar, nonce: liar.sign(liar.claims(nonce, iat=int(time()) + 3600)),
    "made long ago": lambda liar, nonce: liar.sign(liar.claims(nonce, iat=int(time()) - 3600)),
    "no subject": lambda liar, nonce: liar.sign(liar.claims(nonce, sub=None)),
    "not signed": unsigned,
    "signed by a stranger": lambda liar, nonce: liar.sign(liar.claims(nonce), STRANGER),
    "no token": lambda liar, nonce: setattr(liar, "token", "a.b"),
}


@pytest.mark.parametrize("how", BENT)
def test_a_token_that_is_bent_in_any_way_signs_nobody_in(
    how: str, oidc: Callable[..., IdentityProvider], liar: Liar
) -> None:
    with pytest.raises(NotProven) as wrong:
        finish(oidc(liar.issuer), liar, BENT[how])
    assert wrong.value.why == "not_ours"


def test_the_same_token_unbent_does_and_two_clocks_may_differ_by_a_little(
    oidc: Callable[..., IdentityProvider], liar: Liar
) -> None:
    for late in (0, 30, -30):
        proven = finish(
            oidc(liar.issuer), liar, lambda liar, nonce, at=late: liar.sign(liar.claims(nonce, iat=int(time()) + at))
        )
        assert (proven.subject, proven.level) == ("s-1", "high")


def test_a_proof_that_is_older_than_was_asked_for_is_too_old(oidc: Callable[..., IdentityProvider], liar: Liar) -> None:
    with pytest.raises(NotProven, match="too_old"):
        finish(
            oidc(liar.issuer),
            liar,
            lambda liar, nonce: liar.sign(liar.claims(nonce, auth_time=int(time()) - 4000)),
            max_age=900,
        )
    with pytest.raises(NotProven, match="not_ours"):
        finish(oidc(liar.issuer), liar, lambda liar, nonce: liar.sign(liar.claims(nonce, auth_time=None)), max_age=900)


NONSENSE = {
    "not JSON": b"<html>", "a list": b"[]", "another issuer": b'{"issuer": "https://id.example"}',
    "no addresses": b'{"issuer": "HERE"}', "too much": b'{"issuer": "' + b"x" * 70_000 + b'"}',
    "an open wire": b'{"issuer": "HERE", "authorization_endpoint": "http://id.example/a"}',
}  # fmt: skip


@pytest.mark.parametrize("what", NONSENSE)
def test_a_provider_that_talks_nonsense_is_told_from_one_that_is_down(
    what: str, oidc: Callable[..., IdentityProvider], liar: Liar
) -> None:
    liar.answers["/.well-known/openid-configuration"] = NONSENSE[what].replace(b"HERE", liar.issuer.encode())
    with pytest.raises(NotProven, match="nonsense"):
        oidc(liar.issuer).begin(Wanted(BACK))


def test_somebody_who_says_no_at_the_provider_has_refused(oidc: Callable[..., IdentityProvider], liar: Liar) -> None:
    provider = oidc(liar.issuer)
    journey = provider.begin(Wanted(BACK))
    assert refused(provider, journey, {"state": journey.kept["state"], "error": "access_denied"}) == "refused"
    assert (
        refused(provider, journey, {"state": journey.kept["state"], "iss": "https://id.example", "code": "c"})
        == "not_ours"
    )
