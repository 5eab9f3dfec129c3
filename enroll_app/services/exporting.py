"""The history as a file for a spreadsheet: CSV or XLSX. Nothing in it is ever taken for a formula.

The file is written under another name beside its place, readable by this account alone, and moved there when it is
whole and on disk; a file that is there already is never touched.
"""

import csv
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from datetime import tzinfo
from json import dumps
from pathlib import Path
from typing import IO, Any

from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.history import Entry
from enroll_app.domain.person import Person
from enroll_app.domain.problems import InvalidInputError, Problem

FIELDS = (
    "seq",
    "at",
    "time_zone",
    "operator",
    "desk",
    "reader",
    "purpose",
    "state",
    "outbox_id",
    "identification",
    "specifier",
    "key_id",
    "first_name",
    "last_name",
    "person_id",
    "owner_first_name",
    "owner_last_name",
    "owner_id",
    "meant",
    "answered",
    "note",
    "hash",
)
"""The columns. identification: in the hexadecimal spelling, which no spreadsheet takes for a number."""

# Semicolons: a spreadsheet set to a language with decimal commas, as at most desks in Europe, splits at nothing else,
# and the ones that expect commas ask or find out. Who wants no question takes XLSX.
_SEPARATOR = ";"
# OWASP, "CSV Injection", and the minus sign, which some programs take for a hyphen. Wide and small variants become
# these by compatibility (NFKC). |: a link to another program (DDE).
_FORMULA_BEGINS = tuple("=+-@|\u2212\t\r\n\0")
# Microsoft, "Excel specifications and limits": rows of a sheet, characters of a cell.
SHEET_ROWS, _CELL_LETTERS = 1_048_576, 32_767
_PRIVATE = 0o600
# What separates cells or lines for some spreadsheet: what it is set to beats what the file has, and a quote within a
# line is then no quote any more. LibreOffice offers comma, semicolon and tab together.
_SEPARATORS = re.compile("[,;\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# XML 1.0 has no room for these, and XlsxWriter lets them through.
_NOT_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


def export_entries(path: Path, entries: Iterable[Entry], zone: tzinfo, *, sheet_rows: int = SHEET_ROWS) -> int:
    """Write entries to a new file, by its suffix; return how many. Raises InvalidInputError, and what `entries` raises.

    sheet_rows: how many rows, the one of names among them, a sheet of XLSX takes before another is begun.
    """
    write = {".csv": _write_csv, ".xlsx": _write_xlsx}.get(path.suffix.lower())
    if write is None:
        raise InvalidInputError(_KIND)
    if path.exists() or path.is_symlink():
        raise InvalidInputError(_exists(path))
    rows = (row_of(entry, zone) for entry in entries)
    try:
        # All that is written lies in a folder of its own, so that whatever happens is cleared away with it.
        with tempfile.TemporaryDirectory(prefix=f".{path.name[:40]}-", dir=path.parent) as folder:
            whole = Path(folder) / path.name
            count = write(whole, rows, sheet_rows)
            _move_to_free_place(whole, path)
    except OSError as error:
        raise InvalidInputError(_unwritable(path, error)) from error
    return count


def row_of(entry: Entry, zone: tzinfo) -> tuple[str, ...]:
    """The texts of an entry's columns, those of FIELDS."""
    happening = entry.happening
    card = happening.identification
    return (
        str(entry.seq),
        happening.at.astimezone(zone).isoformat(timespec="milliseconds"),
        str(zone),
        happening.operator,
        happening.desk,
        happening.reader,
        happening.purpose.value,
        happening.state.value if happening.state else "",
        "" if happening.number is None else str(happening.number),
        card.hex if card else "",
        (card.specifier or "") if card else "",
        str(happening.key_id or ""),
        *_person(happening.person),
        *_person(happening.owner),
        dumps(dict(happening.meant), ensure_ascii=False, sort_keys=True) if happening.meant else "",
        dumps(dict(happening.answered), ensure_ascii=False, sort_keys=True) if happening.answered else "",
        happening.note,
        entry.hash,
    )


def _person(person: Person) -> tuple[str, str, str]:
    if person == NOBODY_NAMED:
        return "", "", ""
    return person.first_name, person.last_name, str(person.person_id or "")


def harmless(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could take for a formula.

    That is a sign that begins one, at the beginning or behind what may separate cells, with nothing but spaces, quotes
    or what is not seen before it; also where the sign is a wide or a small variant.
    """
    signs = {_sign_at(text, found.end()) for found in _SEPARATORS.finditer(text)}
    begins = text.startswith(_FORMULA_BEGINS) or _sign_at(text, 0) is not None
    for place in sorted((at for at in signs if at is not None), reverse=True):
        text = f"{text[:place]}'{text[place:]}"
    return f"'{text}" if begins else text


def _sign_at(text: str, start: int) -> int | None:
    """Where a sign stands that would begin a formula in a cell that begins here; None for none."""
    for at in range(start, len(text)):
        letter = text[at]
        if not (letter == '"' or letter.isspace() or unicodedata.category(letter) in ("Cf", "Cc")):
            return at if unicodedata.normalize("NFKC", letter).startswith(_FORMULA_BEGINS) else None
    return None


def _write_csv(path: Path, rows: Iterable[tuple[str, ...]], _sheet_rows: int) -> int:
    count = 0
    # With the mark at its beginning (BOM) Excel reads UTF-8.
    with os.fdopen(_new(path), "w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file, delimiter=_SEPARATOR, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
        writer.writerow(FIELDS)
        for row in rows:
            writer.writerow([harmless(text) for text in row])
            count += 1
        _sync(file)
    return count


def _write_xlsx(path: Path, rows: Iterable[tuple[str, ...]], sheet_rows: int) -> int:
    # A tenth of a second, for those who export.
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxFileError

    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "use_zip64": True,  # where 4 GB are passed
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with os.fdopen(_new(path), "w+b") as file:
        book = Workbook(file, options)
        try:
            count = _fill(book, rows, sheet_rows)
            book.close()
        except XlsxFileError as error:
            # What it makes of a full disk: an error of its own around the system's.
            raise error.args[0] if isinstance(error.args[0], OSError) else OSError(0, str(error)) from error
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
        _sync(file)
    return count


def _fill(book: Any, rows: Iterable[tuple[str, ...]], sheet_rows: int) -> int:
    """Write the rows, as many to a sheet as it takes; texts as texts, whatever they look like."""
    sheet = _sheet(book)
    count, line = 0, 1
    for row in rows:
        if line == sheet_rows:
            sheet, line = _sheet(book), 1
        for column, text in enumerate(row):
            sheet.write_string(line, column, _for_cell(text))
        count, line = count + 1, line + 1
    return count


def _sheet(book: Any) -> Any:
    number = len(book.worksheets()) + 1
    sheet = book.add_worksheet("History" if number == 1 else f"History {number}")
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(FIELDS):
        sheet.write_string(0, column, name)
    return sheet


def _for_cell(text: str) -> str:
    text = _NOT_XML.sub("\ufffd", text)
    return text if len(text) <= _CELL_LETTERS else f"{text[: _CELL_LETTERS - 1]}…"


def _new(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)


def _sync(file: IO[Any]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _move_to_free_place(whole: Path, path: Path) -> None:
    """Move the file there, unless somebody has taken the name meanwhile: an empty file of ours takes it first."""
    try:
        os.close(_new(path))
    except FileExistsError as error:
        raise InvalidInputError(_exists(path)) from error
    try:
        whole.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


_KIND = Problem(
    "export-kind",
    "The history is exported as CSV or as XLSX.",
    "Give the file a name that ends with .csv or .xlsx.",
    field="export",
)


def _exists(path: Path) -> Problem:
    return Problem(
        "export-exists",
        "There is a file {path} already, and no export replaces one.",
        "Name another file.",
        {"path": str(path)},
        "export",
    )


def _unwritable(path: Path, error: OSError) -> Problem:
    reason = (error.strerror or type(error).__name__).lower()
    return Problem(
        "export-unwritable",
        "The export cannot be written to {path}: {reason}.",
        "Check that the folder is there and may be written to and that the disk has room, or name another file.",
        {"path": str(path), "reason": reason},
        "export",
    )
