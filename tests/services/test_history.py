"""The history as a face has it, and its exports, read back as a spreadsheet would."""

import csv
import io
import os
import re
import stat
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.enrollment import NOBODY_NAMED, State
from enroll_app.domain.history import Entry, Happening, Query, Verdict
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.exporting import FIELDS, export_entries, harmless
from enroll_app.services.history import HistoryBook

AT = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
STOCKHOLM = ZoneInfo("Europe/Stockholm")
CARD = parse_identification("EM:0000000042")


def entry(seq: int = 1, person: Person = Person("Åsa", "Öberg", UUID(int=5)), note: str = "") -> Entry:  # noqa: B008
    meant = {"pin": "set", "access_levels": ["Söder"]}
    happening = Happening(
        AT, "kerstin", "desk-01", "pcsc://ACS", Purpose.ENROLL, State.APPLIED, 7, CARD, KEY_ID, person, NOBODY_NAMED,
        meant, {}, note,
    )  # fmt: skip
    return Entry(seq, happening, "0" * 64, "ab" * 32)


class Kept:
    """A history in memory. fails_after: how many entries it gives before the disk fails."""

    def __init__(self, entries: Sequence[Entry] = (), fails_after: int | None = None) -> None:
        self._entries = entries
        self._fails_after = fails_after
        self.forgotten: list[tuple[datetime, datetime]] = []
        self.rebuilt = 0

    def entries(self, query: Query, limit: int) -> Sequence[Entry]:
        return [one for one in reversed(self._entries) if query.below is None or one.seq < query.below][:limit]

    def all_entries(self, query: Query) -> Iterator[Entry]:
        for number, one in enumerate(self._entries):
            if number == self._fails_after:
                raise StoreError(Problem("store-failed", "No."))
            if query.below is None or one.seq < query.below:
                yield one

    def count(self, query: Query) -> int:
        return len(list(self.all_entries(query)))

    def places(self, query: Query, limit: int) -> Sequence[tuple[int, int | None]]:
        return [(one.seq, one.happening.number) for one in self.entries(query, limit)]

    def at(self, seqs: Sequence[int]) -> Sequence[Entry]:
        return [one for one in reversed(self._entries) if one.seq in seqs]

    def head(self) -> str:
        return self._entries[-1].hash

    def verify(self, breathe: Callable[[], None] | None = None) -> Verdict:  # noqa: ARG002  it takes no time here
        return Verdict(len(self._entries), self.head())

    def rebuild(self) -> None:
        self.rebuilt += 1

    def forget_before(self, moment: datetime, at: datetime) -> int:
        self.forgotten.append((moment, at))
        return 3


def _book(store: Kept) -> HistoryBook:
    return HistoryBook(store, lambda: AT, STOCKHOLM)


def _csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _sheets(path: Path) -> list[list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    try:
        assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)
        return [list(sheet.iter_rows(values_only=True)) for sheet in book]
    finally:
        book.close()


_EXPECTED = {
    "seq": "1",
    "at": "2026-07-01T01:30:00.000+02:00",
    "time_zone": "Europe/Stockholm",
    "operator": "kerstin",
    "purpose": "enroll",
    "state": "applied",
    "outbox_id": "7",
    "identification": "0x000000002a",
    "specifier": "EM:42",
    "key_id": str(KEY_ID),
    "first_name": "Åsa",
    "last_name": "Öberg",
    "person_id": str(UUID(int=5)),
    "owner_first_name": "",
    "meant": '{"access_levels": ["Söder"], "pin": "set"}',
    "answered": "",
    "hash": "ab" * 32,
}


def test_a_csv_file_has_the_names_of_its_columns_and_opens_in_excel(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    assert _book(Kept([entry(), entry(2, note='a "b"; c\nd')])).export(path) == 2
    assert path.read_bytes().startswith(b'\xef\xbb\xbf"seq";"at";"time_zone";')
    first, second = _csv_rows(path)
    assert {name: first[name] for name in _EXPECTED} == _EXPECTED
    assert second["note"] == 'a "b"; c\nd'
    assert tuple(first) == FIELDS


def test_a_workbook_has_the_same_as_texts_alone(tmp_path: Path) -> None:
    path = tmp_path / "History.XLSX"
    assert _book(Kept([entry(), entry(2)])).export(path, Query(below=2)) == 1
    [[names, row]] = _sheets(path)
    assert names == FIELDS
    values = dict(zip(FIELDS, row, strict=True))
    assert {name: values[name] or "" for name in _EXPECTED} == _EXPECTED


_DANGEROUS = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\0=1", " =1", "\u00a0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "＝1", "＋1", "－1",
    "＠x", "﹢1", "﹣1", "\u22121", "|calc", '"=1', '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0",
]  # fmt: skip
_HARMLESS = [
    "Öberg", "D'Arc", "'quoted", "1-2", "a=b", "", " ", "{}", "0x000000002a", "http://x", "00042", "1e5", "王", '"',
    "Ek, Åsa", 'a "b"; c', "a, b=c; d-e", "a,\n\tb", ",", ",;",
]  # fmt: skip
# Where a cell may begin within a text, for some setting of some spreadsheet, ^ stands for what keeps it from harm.
_WITHIN = [
    "Anna,^=1+2", "Anna, ^=1+2", "a;^+1", "a\t^-1", "a\r\n^@x", "a\n^=1", "a;;,^=1", 'a, "^=1"', 'a,""^=1',
    "a,\u200b^＝1", "a,\0^=1", "a\u2028^=1", "a;^|calc", "^=1,^=2", "^\t^=1", "^\r^=1", "^\n^=1", "^  \t^@x",
    '{"a": "=1,^=2"}', "^\t", "^\n", "Anna,^-b", "^=,",
]  # fmt: skip


@pytest.mark.parametrize("text", _DANGEROUS)
def test_nothing_that_looks_like_a_formula_stays_one_in_csv(text: str) -> None:
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", _WITHIN)
def test_nor_does_what_would_be_one_where_other_separators_are_looked_for(text: str) -> None:
    assert harmless(text.replace("^", "")) == text.replace("^", "'")


@pytest.mark.parametrize("text", _HARMLESS)
def test_what_looks_like_none_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@given(st.text(st.sampled_from("ab=+-@|,; \t\r\n\"'＝\u200b\0"), max_size=12))
def test_no_cell_of_an_export_begins_with_a_formula_whatever_separates_cells(delimiter: str, text: str) -> None:
    """Read as the file is meant, and as a program does to which quotes say nothing."""
    written = io.StringIO()
    csv.writer(written, delimiter=";", quoting=csv.QUOTE_ALL).writerow(["1", harmless(text), harmless(text)])
    as_meant = [cell for row in csv.reader(io.StringIO(written.getvalue(), ""), delimiter=delimiter) for cell in row]
    without_quotes = re.split(r"[,;\t\r\n]", written.getvalue())
    for cell in (*as_meant, *without_quotes):
        seen = "".join(unicodedata.normalize("NFKC", cell.replace("\0", "").replace("\u200b", "")).split()).strip('"')
        assert not seen.startswith(("=", "+", "-", "@", "|")), (cell, text)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_text_comes_back_out_of_an_export(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history.{suffix}"
    texts = [*_DANGEROUS, *_HARMLESS, *_WITHIN, "_x0041_", "<b>&amp;", "😀", "a\x1fb", "x\ufffey"]
    entries = [entry(seq, Person(text, "Ek"), note=text) for seq, text in enumerate(texts, 1)]
    assert _book(Kept(entries)).export(path) == len(texts)
    if suffix == "csv":
        assert [row["note"] for row in _csv_rows(path)] == [harmless(text) for text in texts]
        return
    [rows] = _sheets(path)
    at = FIELDS.index("note")
    # XML takes a carriage return for a line's end where it is not written out; openpyxl leaves Excel's `_x000D_`.
    read = [openpyxl.utils.escape.unescape(str(row[at] or "")) for row in rows[1:]]
    assert read == [text.replace("\ufffe", "\ufffd") for text in texts]


def test_more_than_a_sheet_takes_goes_on_in_another(tmp_path: Path) -> None:
    path = tmp_path / "history.xlsx"
    assert export_entries(path, (entry(seq) for seq in range(1, 8)), STOCKHOLM, sheet_rows=4) == 7
    sheets = _sheets(path)
    assert [[row[0] for row in rows] for rows in sheets] == [
        ["seq", "1", "2", "3"],
        ["seq", "4", "5", "6"],
        ["seq", "7"],
    ]


def test_a_text_that_no_cell_takes_is_shortened_and_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "history.xlsx"
    _book(Kept([entry(note="n" * 40_000)])).export(path)
    note = str(_sheets(path)[0][1][FIELDS.index("note")])
    assert (len(note), note[-1]) == (32_767, "…")


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_nothing_at_all_is_a_file_with_the_names_of_the_columns(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history.{suffix}"
    assert _book(Kept()).export(path) == 0
    rows = [FIELDS] if suffix == "csv" else _sheets(path)[0]
    assert rows == [FIELDS]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208


def _code(book: HistoryBook, path: Path) -> str:
    with pytest.raises(InvalidInputError) as caught:
        book.export(path)
    [problem] = caught.value.problems
    assert problem.field == "export"
    assert str(problem)
    return problem.code


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_a_file_that_is_there_is_never_replaced(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history.{suffix}"
    path.write_text("mine")
    assert _code(_book(Kept([entry()])), path) == "export-exists"
    link = tmp_path / f"link.{suffix}"
    link.symlink_to(tmp_path / "nowhere")
    assert _code(_book(Kept([entry()])), link) == "export-exists"
    assert path.read_text() == "mine"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_nor_is_one_that_came_while_it_was_written(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"history.{suffix}"

    def entries() -> Iterator[Entry]:
        path.write_text("quicker")
        yield entry()

    with pytest.raises(InvalidInputError) as caught:
        export_entries(path, entries(), STOCKHOLM)
    assert caught.value.problems[0].code == "export-exists"
    assert path.read_text() == "quicker"
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208


def test_only_what_a_spreadsheet_reads_is_written(tmp_path: Path) -> None:
    assert _code(_book(Kept()), tmp_path / "history.pdf") == "export-kind"
    assert _code(_book(Kept()), tmp_path / "nowhere" / "history.csv") == "export-unwritable"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_records_that_fail_half_way_leave_nothing_behind(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(StoreError):
        _book(Kept([entry(), entry(2)], fails_after=1)).export(tmp_path / f"history.{suffix}")
    assert not list(tmp_path.iterdir())


_FULL_DISK = """
import resource, sys
from datetime import UTC
from pathlib import Path
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.exporting import export_entries
from tests.services.test_history import entry

resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    export_entries(Path(sys.argv[1]), (entry(seq, note=str(seq) * 50) for seq in range(3000)), UTC)
except InvalidInputError as error:
    print(error.problems[0].code)
"""


@pytest.mark.parametrize(("suffix", "room"), [("csv", 100_000), ("xlsx", 100_000), ("xlsx", 20)])
def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, suffix: str, room: int) -> None:
    """The system refuses to let any file grow further, as it does when a disk is full."""
    command = [sys.executable, "-W", "error", "-c", _FULL_DISK, str(tmp_path / f"history.{suffix}"), str(room)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("export-unwritable\n", "")
    assert not list(tmp_path.iterdir())


def test_the_book_hands_on_what_the_records_say() -> None:
    book = _book(Kept([entry(1), entry(2), entry(3)]))
    assert [one.seq for one in book.search(limit=2)] == [3, 2]
    assert [one.seq for one in book.search(Query(below=2))] == [1]
    assert book.count(Query(below=3)) == 2
    assert (book.head(), book.verify().entries) == ("ab" * 32, 3)


def test_it_is_made_anew_as_the_records_do_it() -> None:
    store = Kept()
    _book(store).rebuild()
    assert store.rebuilt == 1


def test_retention_counts_days_back_from_now_and_zero_keeps_all() -> None:
    store = Kept()
    assert [_book(store).apply_retention(days) for days in (0, -1, 10**9, 365)] == [0, 0, 0, 3]
    assert store.forgotten == [(AT - timedelta(days=365), AT)]
