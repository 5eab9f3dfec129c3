"""Slips on paper of every width, drawn and looked at."""

import os
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from enroll_app.domain.pin import Pin
from enroll_app.domain.problems import Problem
from enroll_app.domain.validity import Validity
from enroll_app.services.slip import Slip
from enroll_app.ui.slips.file_printers import makes_files
from enroll_app.ui.slips.painting import SLIP_MM, paint_slip
from enroll_app.ui.slips.paper import NO_FILE, NO_FILE_HERE, NOT_PRINTED, draw
from enroll_app.ui.slips.printing import SlipPrinter
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


@pytest.mark.skipif(sys.platform == "win32", reason="a printer that does not take anything is a pipe here")
def test_a_printer_that_keeps_its_driver_waiting_does_not_keep_the_window_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    pipe = tmp_path / "printer"
    os.mkfifo(pipe)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(pipe))
    parent = QWidget()
    qtbot.addWidget(parent)
    came: list[Problem | None] = []
    SlipPrinter(parent).send(printer, lines(Slip("Bo Ek", Validity(), (), NOW)), secret=False, then=came.append)
    # The window lives on while nothing is taken, and is told once it was.
    turns: list[int] = []
    for turn in range(3):
        QTimer.singleShot(0, parent, partial(turns.append, turn))
    qtbot.waitUntil(lambda: turns == [0, 1, 2])
    assert came == []
    paper: list[bytes] = []
    # Read until the printer is let go of, which is what ends the pipe.
    Thread(target=lambda: paper.append(pipe.read_bytes()), daemon=True).start()
    qtbot.waitUntil(lambda: came == [None])
    del printer
    qtbot.waitUntil(lambda: bool(paper))
    assert paper[0].startswith(b"%PDF")
    qtbot.waitUntil(lambda: parent.findChild(SlipPrinter) is None)


def test_a_printer_that_cannot_be_begun_with_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "no such folder" / "slip.pdf"))
    assert draw(printer, lines(), secret=False) is NOT_PRINTED


@pytest.mark.parametrize(
    ("name", "port"),
    [
        ("Microsoft Print to PDF", "PORTPROMPT:"),
        ("Skriv ut", "PORTPROMPT:"),
        ("Microsoft XPS Document Writer", ""),
        ("OneNote (Desktop)", "nul:"),
        ("Kvitton", "C:\\slips\\out.prn"),
        ("Kvitton", "cups-pdf:/"),
        ("Kvitton", "file:///tmp/slips"),
        ("PDF", ""),
    ],
)
def test_a_printer_that_writes_files_is_known_by_its_name_or_its_port(name: str, port: str) -> None:
    assert makes_files(name, port)


@pytest.mark.parametrize(
    ("name", "port"),
    [
        ("Brother QL-820NWB", "USB001"),
        ("Kvitton", "\\\\server\\receipts"),
        ("HP LaserJet", "192.168.1.20"),
        ("HP_LaserJet", "ipp://printer.local:631/ipp/print"),
        ("HP_LaserJet", "usb://HP/LaserJet?serial=1"),
        ("Lobby", ""),
    ],
)
def test_a_printer_of_paper_is_none(name: str, port: str) -> None:
    assert not makes_files(name, port)


class Named(QPrinter):
    """A printer that the system would have under this name."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setOutputFileName(str(path))
        self._name = name

    def printerName(self) -> str:  # noqa: N802  Qt's
        return self._name

    def outputFileName(self) -> str:  # noqa: N802  Qt's
        """Its driver asks for the name of its file, of which Qt is told nothing."""
        return ""


@pytest.mark.skipif(sys.platform == "win32", reason="the printers' ports are in the registry there")
def test_a_pin_is_not_given_to_a_printer_that_writes_files(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's own command tells the address, in words of its own language before it."""
    lpstat = tmp_path / "lpstat"
    lpstat.write_text('#!/bin/sh\ncase "$2" in Kvitton) echo "enhet för Kvitton: cups-pdf:/";; *) exit 1;; esac\n')
    lpstat.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    plain = lines(Slip("Bo Ek", Validity(), (), NOW))
    for name in ("Kvitton", "Microsoft Print to PDF"):
        file = tmp_path / f"{name}.pdf"
        assert draw(Named(name, file), lines(), secret=True) is NO_FILE
        assert draw(Named(name, file), plain, secret=False, kiosk=True) is NO_FILE_HERE
        assert not file.exists()
        assert draw(Named(name, file), plain, secret=False) is None
        assert file.exists()
    paper = tmp_path / "paper"
    assert draw(Named("Lobby", paper), lines(), secret=True) is None
    assert paper.exists()
