from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings as effort, strategies as some

from tests.core.exchange.loopback import HERE, Line, applied, inbox
from tests.core.exchange.test_delivering import WINDOW
from yimen.core.exchange.applying import apply_waiting
from yimen.core.exchange.delivering import deliver
from yimen.core.exchange.models import Part
from yimen.core.exchange.parts import LARGEST, SIZE, in_parts
from yimen.core.exchange.peers import node_actor
from yimen.core.exchange.sending import send
from yimen.core.people.scope import acting
from yimen.web.middleware import FORM_BYTES


def send_large(n: int, size: int) -> None:
    with acting(WINDOW):
        send(HERE, "test.note", {"n": n, "content": "照" * (size // 3)})


def test_a_large_letter_travels_in_parts_and_is_applied_whole_and_once(loopback: Line) -> None:
    sizes: list[int] = []

    def measured(letters: Sequence[bytes]) -> Sequence[bytes]:
        sizes.append(sum(map(len, letters)))
        return letters

    loopback.bend = measured
    send_large(1, 3 * SIZE + 5)
    send_large(2, 10)
    deliver(HERE)
    assert max(sizes) < FORM_BYTES, "no post is larger than a door reads"
    apply_waiting(HERE)
    assert applied == [1, 2]
    assert [row.kind for row in inbox()] == ["exchange.part"] * 4 + ["test.note"]
    with acting(node_actor(HERE)):
        assert not Part.objects.exists()


def test_a_failing_large_letter_keeps_its_parts_and_is_tried_again(loopback: Line) -> None:
    with acting(WINDOW):
        send(HERE, "test.note", {"fails": True, "content": "x" * SIZE})
    deliver(HERE)
    apply_waiting(HERE)
    assert [bool(row.applied_at) for row in inbox()] == [True, False]
    with acting(node_actor(HERE)):
        assert Part.objects.count() == 1


def test_what_is_larger_than_a_document_does_not_travel() -> None:
    with pytest.raises(ValueError, match="at most"):
        in_parts("test.note", {"content": "x" * LARGEST})


@given(some.integers(0, 3 * SIZE))
@effort(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_body_is_cut_into_parts_below_the_limit(size: int) -> None:
    letters: list[tuple[str, dict[str, Any]]] = in_parts("test.note", {"content": "x" * size})
    assert all(len(str(body)) < 2**20 for _, body in letters)
    assert len(letters) == max(1, -(-(size + 14) // SIZE))
