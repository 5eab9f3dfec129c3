"""What the desk remembers by itself: a file that may be missing, damaged or newer without anybody being stopped."""

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.memory import Memory
from enroll_app.domain.ports import StoreError
from enroll_app.store.memory import MEMORY_FILE, MemoryFile

FULL = Memory(("a", "b"), {"visitor": ("a",), "Å": ()}, "visitor", "AdnQ", "OUTBOX", {"a": "Entré"}, 3, locked=True)


def test_what_is_kept_is_there_the_next_day(tmp_path: Path) -> None:
    MemoryFile(tmp_path).keep(FULL)
    assert MemoryFile(tmp_path).load() == FULL


def test_a_new_desk_remembers_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert MemoryFile(tmp_path).load() == Memory()
    assert not caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are lists there")
def test_the_file_is_private(tmp_path: Path) -> None:
    MemoryFile(tmp_path).keep(FULL)
    assert (tmp_path / MEMORY_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '"x"', '{"version": 2, "role": "x"}', "{}", "[" * 100_000, "\x00", "1" * 5_000]
)
def test_what_cannot_be_read_is_empty_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    (tmp_path / MEMORY_FILE).write_text(text, "utf-8")
    assert MemoryFile(tmp_path).load() == Memory()
    assert "what the desk remembers" in caplog.text


def test_bytes_that_are_no_text_and_a_file_too_large_are_empty_too(tmp_path: Path) -> None:
    path = tmp_path / MEMORY_FILE
    path.write_bytes(b'{"version": 1, "role": "\xff"}')
    assert MemoryFile(tmp_path).load() == Memory()
    path.write_text(json.dumps({"version": 1, "role": "x" * 4_000_000}), "utf-8")
    assert MemoryFile(tmp_path).load() == Memory()
    path.unlink()
    path.mkdir()
    assert MemoryFile(tmp_path).load() == Memory()


def test_of_values_that_are_not_as_they_should_be_the_others_stay(tmp_path: Path) -> None:
    values = {"version": 1, "favourites": ["a", 1, None], "levels_of": {"x": "y", "z": ["b"]}, "role": 7, "later": {}}
    (tmp_path / MEMORY_FILE).write_text(json.dumps(values), "utf-8")
    assert MemoryFile(tmp_path).load() == Memory(("a",), {"x": (), "z": ("b",)})


_ANY = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner), max_leaves=4)


@given(st.dictionaries(st.sampled_from(["favourites", "levels_of", "role", "geometry", "place"]), _ANY))
def test_any_values_are_read_without_an_error(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    home = tmp_path_factory.getbasetemp() / "any"
    home.mkdir(exist_ok=True)
    (home / MEMORY_FILE).write_text(json.dumps(values | {"version": 1}), "utf-8")
    read = MemoryFile(home).load()
    MemoryFile(home).keep(read)
    assert MemoryFile(home).load() == read


def test_a_folder_that_cannot_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="could not be written"):
        MemoryFile(tmp_path / "file").keep(FULL)
