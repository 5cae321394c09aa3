"""A sealed file is whole or it is refused: every byte of it counts."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from yimen.config.operations import sealed_file
from yimen.config.operations.sealed_file import BLOCK, NotWhole

KEY = bytes(range(32))
CONTENT = os.urandom(2 * BLOCK + 10)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "one"
    sealed_file.write(path, KEY, {"kind": "test"}, [CONTENT[:7], CONTENT[7:]])
    return path


def opened(path: Path, key: bytes = KEY) -> bytes:
    return b"".join(sealed_file.read(path, key))


def test_what_was_written_is_read_and_only_with_its_key(file: Path) -> None:
    assert opened(file) == CONTENT
    assert sealed_file.head(file)["kind"] == "test"
    with pytest.raises(NotWhole):
        opened(file, bytes(32))


@given(st.data())
@settings(max_examples=20, deadline=None)
def test_a_flipped_bit_anywhere_is_found(file: Path, data: st.DataObject) -> None:
    whole = file.read_bytes()
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = file.with_name("changed")
    changed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with pytest.raises(NotWhole):
        opened(changed)


@pytest.mark.parametrize("size", [0, 3, 20, 500, BLOCK, 2 * BLOCK + 32 + 100, -1])
def test_a_file_cut_short_anywhere_is_found(file: Path, size: int) -> None:
    cut = file.with_name("cut")
    cut.write_bytes(file.read_bytes()[:size])
    with pytest.raises(NotWhole, match=r"is not whole|is no file"):
        opened(cut)


@pytest.mark.parametrize("size", [0, 1, BLOCK, 2 * BLOCK])
def test_content_that_fills_its_blocks_exactly_is_whole_too(tmp_path: Path, size: int) -> None:
    sealed_file.write(tmp_path / "one", KEY, {}, [bytes(size)] if size else [])
    assert opened(tmp_path / "one") == bytes(size)


def test_blocks_that_change_places_are_found(file: Path) -> None:
    whole = file.read_bytes()
    start = len(whole) - (2 * BLOCK + 10 + 3 * 16)
    first, second = whole[start : start + BLOCK + 16], whole[start + BLOCK + 16 : start + 2 * (BLOCK + 16)]
    swapped = file.with_name("swapped")
    swapped.write_bytes(whole[:start] + second + first + whole[start + 2 * (BLOCK + 16) :])
    with pytest.raises(NotWhole):
        opened(swapped)
