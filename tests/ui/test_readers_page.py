"""The readers' place: what is attached and how to mend it, what each reader does to a number, and the last card."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QScrollArea
from pytestqt.qtbot import QtBot

from drivers.reader import ReaderInfo, ReadersChanged, State
from enroll_app.services.desk import Desk
from enroll_app.ui import theme
from enroll_app.ui.widgets.notice import Notice
from tests.ui.reader_bench import BUSY, LINE, PLATE, PORT, Bench, looking
from tests.ui.test_look import settled_cuts

DECIMAL, HEXADECIMAL = "EM reader, ten hexadecimal digits, bytes reversed", "EM reader, Unique TAG ID"
LOSING = "EM reader, 08H: eight hexadecimal digits, first byte thrown away"
AS_SENT = "As the reader sends it"


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person at the readers' place; two readers are listened to, and there are two more."""
    made = Bench(qtbot, make_desk, LINE, PLATE)
    made.found = (LINE, PLATE, BUSY, PORT)
    with made.hands:
        made.to_readers()
        yield made


def test_every_reader_says_how_it_is_and_how_to_mend_it(bench: Bench) -> None:
    bench.row(BUSY)
    seen = bench.hands.reads()
    assert seen.count("Ready") == 2
    for words in ("/dev/ttyUSB0", "Plate PICC 00 00", "In use by another program", "Close the other program."):
        assert words in seen
    assert "Not listened to" in seen
    assert "add “serial:/dev/ttyACM3” to the readers" in seen
    assert "Close the other program." in bench.row(BUSY).accessibleName()
    assert not bench.row(PORT).profile.isVisible()


def test_readers_come_and_go_within_three_seconds(bench: Bench) -> None:
    bench.row(PLATE)
    new = ReaderInfo("pcsc:New", "pcsc", "New PICC 01 00", State.READY)
    bench.found = (LINE, new)
    bench.reader.tell(ReadersChanged((LINE,)))
    begun = time.monotonic()
    bench.row(new)
    bench.hands.until(lambda: "Plate PICC 00 00" not in bench.hands.reads())
    bench.found = (LINE, new, PORT)
    bench.row(PORT)
    assert time.monotonic() - begun < 3.0


def test_a_reader_that_goes_takes_the_focus_nowhere_else(bench: Bench) -> None:
    button = bench.row(PLATE).learn
    bench.tab_to(lambda: bench.hands.focus is button)
    bench.found = (LINE,)
    bench.reader.tell(ReadersChanged((LINE,)))
    bench.hands.until(lambda: "Plate PICC 00 00" not in bench.hands.reads())
    assert bench.view.isAncestorOf(bench.hands.focus)


def test_without_a_reader_it_is_said_what_to_do(bench: Bench) -> None:
    bench.found = ()
    bench.reader.tell(ReadersChanged(()))
    bench.says("Attach a card reader; it is found by itself")


def test_a_chosen_number_format_is_remembered_and_is_what_a_number_is_read_by(bench: Bench) -> None:
    bench.write("5B5C181001")
    bench.says("what that means is not known")
    bench.choose(LINE, DECIMAL)
    bench.says("Remembered for this reader")
    kept = bench.book().of(LINE.name)
    assert kept is not None
    assert kept.title == DECIMAL
    assert bench.row(LINE).profile.currentText() == DECIMAL
    bench.write("5B5C181001")
    bench.says("01 10 18 5C 5B")
    seen = bench.hands.reads()
    assert "5B5C181001" in seen
    assert "0x\u200901\u200910\u200918\u20095c\u20095b" in seen
    assert "0\u2009004\u2009564\u2009999\u2009259" in seen
    assert "Hexadecimal, as it is sent" in seen
    bench.choose(LINE, AS_SENT)
    bench.hands.until(lambda: bench.book().of(LINE.name) is None)


def test_formats_of_other_kinds_of_readers_are_not_offered(bench: Bench) -> None:
    offered = bench.offered(LINE)
    assert DECIMAL in offered
    assert any("serial" in title or "RS232" in title for title in offered)
    assert not [title for title in offered if "keyboard" in title]
    assert offered[0] == AS_SENT
    assert LOSING in offered[-1] or "cannot be enrolled" in offered[-1]


def test_neither_a_key_nor_the_wheel_changes_a_closed_list(bench: Bench) -> None:
    choice = bench.row(LINE).profile
    bench.tab_to(lambda: bench.hands.focus is choice)
    bench.hands.press(Qt.Key.Key_Home, Qt.Key.Key_E, Qt.Key.Key_PageDown)
    nowhere = QPointF(5, 5)
    down = QPoint(0, -120)
    wheel = QWheelEvent(
        nowhere, choice.mapToGlobal(nowhere), down, down, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, wheel)
    assert choice.currentText() == AS_SENT
    assert bench.book().of(LINE.name) is None


def test_a_format_that_throws_bytes_away_is_not_chosen_without_being_asked(bench: Bench) -> None:
    bench.choose(LINE, LOSING)
    box = bench.question()
    assert "EM4100 cards cannot be enrolled through this reader" in box.text()
    assert "em4100" not in box.informativeText()
    assert box.icon() is QMessageBox.Icon.NoIcon
    assert not box.iconPixmap().isNull()
    assert "first" in box.informativeText()
    bench.hands.enter()
    bench.hands.until(lambda: QApplication.activeModalWidget() is None)
    assert bench.row(LINE).profile.currentText() == AS_SENT
    assert bench.book().of(LINE.name) is None
    bench.choose(LINE, LOSING)
    bench.answer("Choose it")
    bench.says("Remembered for this reader")
    bench.says("EM4100 cards cannot be enrolled through this reader")
    bench.write("10185C5B")
    bench.says("No card number could be had from this")
    assert "Nothing" in bench.hands.reads()


def test_a_choice_that_cannot_be_written_down_is_told_and_does_not_hold(bench: Bench) -> None:
    # A folder stands where the file of the choices should be.
    (bench.home / "readers.toml").mkdir()
    bench.choose(LINE, DECIMAL)
    bench.says("The choice could not be kept")
    assert bench.row(LINE).profile.currentText() == AS_SENT


def test_a_card_that_must_not_be_enrolled_shows_that_nothing_would_be_sent(bench: Bench) -> None:
    bench.tap("08112233")
    bench.says("This card must not be enrolled")
    seen = bench.hands.reads()
    assert "08 11 22 33" in seen
    assert "Nothing" in seen
    assert "0x" not in seen


def test_a_card_to_be_careful_with_says_why(bench: Bench) -> None:
    bench.tap("0F112233")
    bench.says("Take a second look at this card")
    assert "0x\u20090f\u200911\u200922\u200933" in bench.hands.reads()


def test_a_reading_from_before_is_gone_for_the_next_card(bench: Bench) -> None:
    bench.tap("08112233")
    bench.says("This card must not be enrolled")
    bench.tap("048A4AAAA62D80")
    bench.says("04 8A 4A AA A6 2D 80")
    assert "must not be enrolled" not in bench.hands.reads()


def test_a_card_that_is_tapped_while_the_page_is_scrolled_down_comes_into_sight(bench: Bench) -> None:
    bench.row(PORT)
    bar = bench.view.findChildren(QScrollArea)[0].verticalScrollBar()
    bench.hands.until(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    bench.tap("048A4AAAA62D80")
    bench.says("04 8A 4A AA A6 2D 80")
    bench.hands.until(lambda: bar.value() < bar.maximum() // 2)


def test_a_remembered_format_that_is_gone_is_told(qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    bench = Bench(qtbot, make_desk, LINE)
    (bench.home / "readers.toml").write_text("[profiles]\n'/dev/ttyUSB0' = 'gone-away'\n")
    with bench.hands:
        bench.to_readers()
        bench.says("There is no reader profile “gone-away”")
        assert bench.row(LINE).profile.currentText() == AS_SENT


def test_the_page_follows_the_system_from_light_to_dark(bench: Bench, qapp: QApplication) -> None:
    bench.choose(LINE, DECIMAL)
    bench.says("Remembered for this reader")
    bench.tap("08112233")
    bench.says("This card must not be enrolled")

    def grounds() -> set[str]:
        notices = [one for one in bench.view.findChildren(Notice) if one.isVisible()]
        return {color for one in notices for color in re.findall("background: (#[0-9a-f]{6})", one.styleSheet())}

    assert grounds() == {theme.LIGHT.failure_ground, theme.LIGHT.attention_ground}
    with looking(qapp, "dark"):
        assert grounds() == {theme.DARK.failure_ground, theme.DARK.attention_ground}


@pytest.fixture(params=["light", "dark", "twice"])
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each look in turn."""
    with looking(qapp, request.param):
        yield str(request.param)


def test_no_word_is_cut(themed: str, qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    bench = Bench(qtbot, make_desk, LINE, PLATE)
    bench.found = (LINE, PLATE, BUSY, PORT)
    bench.hands.window.resize(*((1920, 1000) if themed == "twice" else (1024, 560)))
    with bench.hands:
        bench.to_readers()
        bench.row(PORT)
        cut = {"before a card": settled_cuts(bench.hands)}
        for uid, words in (
            ("048A4AAAA62D80", "Mifare DESFire"),
            ("E0040150112233FF", "ISO 15693"),
            ("08112233", "must not be enrolled"),
            ("0F112233", "second look"),
        ):
            bench.tap(uid)
            bench.says(words)
            cut[words] = settled_cuts(bench.hands)
        bench.write("270031963")
        bench.says("is not known")
        cut["not understood"] = settled_cuts(bench.hands)
        assert {state: words for state, words in cut.items() if words} == {}
