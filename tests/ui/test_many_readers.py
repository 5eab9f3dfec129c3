"""A desk with many readers, and readers with long names: the window keeps its size, and the keyboard is heard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from drivers.reader import CardUnreadable, ReaderInfo, ReadersChanged, State
from enroll_app.services.desk import Desk
from enroll_app.ui.navigation import Place
from enroll_app.ui.widgets.health_label import HealthLabel
from tests.ui.heart import Heart
from tests.ui.reader_bench import LINE, PLATE, Bench
from tests.ui.test_look import settled_cuts

LONG = ReaderInfo(
    "serial:/dev/serial/by-id/x?protocol=line",
    "serial",
    "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A9007QJW_with_a_much_too_long_link_name_that_never_breaks-if00-port0",
    State.BUSY,
    "Close the other program.",
)
WORDY = replace(PLATE, name=f"HID Global OMNIKEY 5427 CK Contactless Reader {'of a very long product name ' * 4}00 00")
MANY = tuple(replace(PLATE, uri=f"pcsc:R{at}", name=f"ACS ACR122U PICC Interface {at:02} 00") for at in range(32))
SMALL = (1024, 560)
# Of a stall that a person notices; the measured ones are below 50 ms where nothing else runs.
_STALL_S = 0.15


def bottom(bench: Bench) -> HealthLabel:
    return bench.hands.window.findChildren(HealthLabel)[0]


@pytest.mark.parametrize("readers", [(WORDY, LONG), MANY], ids=["long", "many"])
def test_no_name_of_a_reader_makes_the_window_wider(
    qtbot: QtBot, make_desk: Callable[..., Desk], readers: tuple[ReaderInfo, ...]
) -> None:
    bench = Bench(qtbot, make_desk, *readers)
    window = bench.hands.window
    window.resize(*SMALL)
    with bench.hands:
        bench.hands.until(lambda: readers[-1].name in bottom(bench).accessibleName())
        bench.to_readers()
        bench.row(readers[-1])
        bench.tap("048A4AAAA62D80", readers[0])
        bench.says("04 8A 4A AA A6 2D 80")
        QTest.qWait(100)
        assert (window.width(), window.height()) == SMALL
        assert window.minimumSizeHint().width() <= SMALL[0]
        assert settled_cuts(bench.hands) == []
        assert "Training server" in bench.hands.reads()
        bench.learn(readers[0])
        bench.reader.tell(CardUnreadable(readers[-1].name, "x", "y"))
        QTest.qWait(50)
        assert (window.width(), window.height()) == SMALL
        assert settled_cuts(bench.hands) == []


def test_many_readers_are_counted_and_their_names_are_in_the_tool_tip(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    bench = Bench(qtbot, make_desk, *MANY[:3])
    with bench.hands:
        bench.says("3 readers ready")
        tips = "\n".join(one.toolTip() for one in bottom(bench).findChildren(QWidget))
        for info in MANY[:3]:
            assert info.name in tips
            assert info.name in bottom(bench).accessibleName()
        bench.reader.tell(ReadersChanged((*MANY[:3], LONG)))
        bench.says("3 of 4 readers ready")


def test_the_readers_are_shown_without_a_stall_however_many_there_are(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    bench = Bench(qtbot, make_desk, LINE, *MANY)
    with bench.hands:
        bench.hands.until(lambda: "33 readers ready" in bench.hands.reads())
        QTest.qWait(200)
        heart = Heart()
        bench.go(Place.READERS)
        bench.row(MANY[-1])
        QTest.qWait(20)
        assert heart.worst < _STALL_S
