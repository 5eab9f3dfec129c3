"""Slips on paper of every width, drawn and looked at."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from enroll_app.domain.pin import Pin
from enroll_app.domain.validity import Validity
from enroll_app.services.slip import Slip
from enroll_app.ui.slips.painting import SLIP_MM, paint_slip
from enroll_app.ui.slips.printing import NO_FILE, draw
from enroll_app.ui.slips.text import Line, Weight, slip_lines

NOW = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)
END = datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC)
STOCKHOLM = ZoneInfo("Europe/Stockholm")
SLIP = Slip("Åsa Lindström", Validity(None, END), ("Entrance", "Office"), NOW, "Reception", Pin("7302"))
# 203 dots per inch: a receipt printer's.
DOTS = 8.0


def lines(slip: Slip = SLIP) -> tuple[Line, ...]:
    return slip_lines(slip, STOCKHOLM)


def texts(slip: Slip = SLIP) -> str:
    return "\n".join(line.text for line in lines(slip))


def drawn(made: tuple[Line, ...], width_mm: float, height_mm: float = 0.0) -> tuple[QImage, float]:
    """The paper with the slip on it, and how high the slip says that it is, in millimetres."""
    paper = QImage(round((width_mm + 10) * DOTS), round((height_mm or 200) * DOTS), QImage.Format.Format_Grayscale8)
    paper.fill(255)
    painter = QPainter(paper)
    high = paint_slip(painter, made, (width_mm, height_mm), DOTS)
    painter.end()
    return paper, high


def ink(paper: QImage) -> tuple[float, float]:
    """How far to the right and how far down there is ink, in millimetres."""
    black = [
        (x, y)
        for y in range(0, paper.height(), 2)
        for x in range(0, paper.width(), 2)
        if paper.pixelColor(x, y).value() < 128
    ]
    return max(x for x, _ in black) / DOTS, max(y for _, y in black) / DOTS


def test_a_slip_says_all_that_a_person_has_to_know(qtbot: QtBot) -> None:
    said = texts()
    for part in ("Åsa Lindström", "7302", "the end of", "2026", "Entrance\nOffice", "Reception", "13:00"):
        assert part in said
    assert ":30" not in said, "seconds help nobody"


def test_without_a_pin_nothing_is_said_of_digits(qtbot: QtBot) -> None:
    plain = Slip("Åsa Lindström", Validity(), (), NOW)
    assert "digits" not in texts(plain)
    assert "No doors yet" in texts(plain)
    assert not [line for line in lines(plain) if line.weight is Weight.SECRET]


@pytest.mark.parametrize("width_mm", [48.0, 72.0, 190.0])
def test_it_stays_within_the_paper_and_is_no_wider_than_a_receipt(qtbot: QtBot, width_mm: float) -> None:
    paper, high = drawn(lines(), width_mm)
    right, down = ink(paper)
    assert right <= min(width_mm, SLIP_MM) + 0.5
    assert 30 < down <= high + 0.5


def test_a_low_label_gets_smaller_letters(qtbot: QtBot) -> None:
    paper, high = drawn(lines(), 62.0, 45.0)
    assert high <= 45
    assert ink(paper)[1] <= 45


def test_a_longer_name_takes_more_paper(qtbot: QtBot) -> None:
    long = Slip("Maximiliane-Theodora Elisabeth von Hohenzollern-Sigmaringen", Validity(), (), NOW)
    short = Slip("Bo Ek", Validity(), (), NOW)
    assert drawn(lines(long), 72.0)[1] > drawn(lines(short), 72.0)[1]


def test_it_is_printed(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "slip.pdf"))
    plain = Slip("Åsa Lindström", Validity(), ("Entrance",), NOW)
    assert draw(printer, lines(plain), secret=False) is None
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")


def test_a_pin_is_never_printed_into_a_file(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "slip.pdf"))
    assert draw(printer, lines(), secret=True) is NO_FILE
    assert list(tmp_path.iterdir()) == []
