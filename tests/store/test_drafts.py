"""The file of an enrollment that was not finished."""

import json
import logging
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from enroll_app.domain.cards import recognize
from enroll_app.domain.draft import Draft
from enroll_app.domain.dual import join
from enroll_app.domain.enrollment import Code
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.tap import understand
from enroll_app.store.drafts import DraftFile

EM = understand(recognize(bytes.fromhex("0110185C5B"), reader="Läsare 1"), "0004564999259")
DESFIRE = understand(recognize(bytes.fromhex("048A4AAAA62D80"), iso14443_4=True))
AT = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)
KEPT = KeptDraft(
    Draft(EM.identification, "Åsa", "Öberg", valid_from="2026-12-01", valid_to="2026-12-31", levels=("a", "b")),
    EM,
    AT,
    had_pin=True,
    role="visitor",
)
_OTHER_WINDOW = """
import sys
from pathlib import Path
from enroll_app.store.drafts import DraftFile
drafts = DraftFile(Path(sys.argv[1]))
print(drafts.load() and drafts.load().draft.first_name, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def drafts(tmp_path: Path) -> DraftFile:
    return DraftFile(tmp_path / "home")


def file_of(tmp_path: Path) -> Path:
    return tmp_path / "home" / "unfinished.json"


@pytest.mark.parametrize(
    "kept",
    [
        KEPT,
        KeptDraft(Draft(first_name="Bo"), None, AT),
        replace(KEPT, draft=Draft(EM.identification, person_id=str(UUID(int=7))), holder=Person("A", "B", UUID(int=7))),
        replace(KEPT, draft=replace(KEPT.draft, pin=PinRule.CLEAR)),
        KeptDraft(Draft(join(EM, DESFIRE).identification), replace(join(EM, DESFIRE), raw=""), AT),
        replace(KEPT, handed_over=UUID(int=9)),
    ],
    ids=["whole", "no card", "picked", "clear pin", "two sides", "handed over"],
)
def test_what_is_kept_comes_back_as_it_was(drafts: DraftFile, kept: KeptDraft, tmp_path: Path) -> None:
    drafts.keep(kept)
    again = DraftFile(tmp_path / "home").load()
    assert again is not None
    assert again == replace(kept, tap=again.tap)
    assert (again.tap and again.tap.sides) == (kept.tap and kept.tap.sides)


def test_there_is_nothing_at_first_and_nothing_after_it_was_forgotten(drafts: DraftFile, tmp_path: Path) -> None:
    assert drafts.load() is None
    drafts.forget()
    drafts.keep(KEPT)
    drafts.forget()
    assert drafts.load() is None
    assert not file_of(tmp_path).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes; the folder is the user's")
def test_it_is_private_to_the_user(drafts: DraftFile, tmp_path: Path) -> None:
    drafts.keep(KEPT)
    assert stat.S_IMODE(file_of(tmp_path).stat().st_mode) == 0o600


@pytest.mark.parametrize("secret", [Draft(EM.identification, pin="8642"), Draft(EM.identification, pin=Pin("8642"))])
def test_whatever_it_is_handed_no_digit_of_a_pin_is_written(drafts: DraftFile, tmp_path: Path, secret: Draft) -> None:
    drafts.keep(replace(KEPT, draft=secret))
    assert "8642" not in file_of(tmp_path).read_text("utf-8")


def test_nor_are_the_digits_of_a_code(drafts: DraftFile, tmp_path: Path) -> None:
    drafts.keep(KeptDraft(Draft(Code("7777123"), "Bo"), None, AT))
    assert "7777123" not in file_of(tmp_path).read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version": 1}',
        b"[" * 100_000,
        b" " * 1_000_001,
    ],
)
def test_a_damaged_file_offers_nothing_is_said_in_the_log_and_gives_way(
    drafts: DraftFile, tmp_path: Path, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    drafts.keep(KEPT)
    file_of(tmp_path).write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert drafts.load() is None
    assert "could not be read" in caplog.text
    drafts.keep(KEPT)
    assert drafts.load() is not None


def test_what_a_later_version_keeps_is_left_to_it(drafts: DraftFile, tmp_path: Path) -> None:
    later = json.dumps({"version": 2, "everything": "else"})
    drafts.keep(KEPT)
    file_of(tmp_path).write_text(later, "utf-8")
    assert drafts.load() is None
    with pytest.raises(StoreError) as told:
        drafts.keep(KEPT)
    drafts.forget()
    assert told.value.problem.code == "draft-of-another-program"
    assert file_of(tmp_path).read_text("utf-8") == later


@pytest.mark.parametrize("field", ["at", "sides", "levels", "first_name", "holder", "raw"])
@pytest.mark.parametrize("value", [None, 3, "x", {"a": 1}, [1], [{"uid": "zz"}]])
def test_a_field_that_was_tampered_with_never_breaks_the_start(
    drafts: DraftFile, tmp_path: Path, field: str, value: object
) -> None:
    drafts.keep(KEPT)
    content = json.loads(file_of(tmp_path).read_text("utf-8"))
    file_of(tmp_path).write_text(json.dumps({**content, field: value}), "utf-8")
    drafts.load()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    drafts = DraftFile(tmp_path / "home")
    drafts.load()
    file_of(tmp_path).mkdir()
    with pytest.raises(StoreError) as told:
        drafts.keep(KEPT)
    assert told.value.problem.code == "draft-unwritten"


def test_a_second_window_on_the_same_home_neither_offers_nor_overwrites_the_first_ones(tmp_path: Path) -> None:
    home = tmp_path / "home"
    mine = DraftFile(home)
    mine.keep(KEPT)
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER_WINDOW, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == "None"
    assert mine.load() is not None


def test_after_a_window_that_was_killed_the_next_one_finds_its_draft(tmp_path: Path) -> None:
    home = tmp_path / "home"
    script = _OTHER_WINDOW.replace("sys.stdin.read()", "")
    file_of(tmp_path).parent.mkdir()
    writer = DraftFile(tmp_path / "elsewhere")
    writer.keep(KEPT)
    (tmp_path / "elsewhere" / "unfinished.json").rename(file_of(tmp_path))
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", script, str(home)], capture_output=True, text=True, check=True, timeout=30
        )
        assert done.stdout.strip() == "Åsa"


def test_a_hand_over_that_cannot_be_read_does_not_come_back_as_an_ordinary_card(
    drafts: DraftFile, tmp_path: Path
) -> None:
    drafts.keep(replace(KEPT, handed_over=UUID(int=9)))
    path = file_of(tmp_path)
    path.write_text(path.read_text("utf-8").replace(str(UUID(int=9)), "no id"), "utf-8")
    assert DraftFile(tmp_path / "home").load() is None
