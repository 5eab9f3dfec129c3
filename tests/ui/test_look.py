"""The look: readable in both themes, no word cut, numbers grouped for the eye and copied as they are."""

import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.widgets.number import Number, grouped
from tests.gallery.fitting import misfits
from tests.ui.hands import Hands
from tests.ui.test_wizard_window import name_person, send, to_person

# WCAG 2.2, 1.4.3.
_LEAST_CONTRAST, _LEAST_OF_LINES = 4.5, 3.0
# A page is laid out by then, also where other programs have the processors.
_LAYOUT_S = 3.0


def luminance(color: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tones", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["text", "muted", "accent", "information", "done", "attention", "failure"])
def test_every_text_colour_can_be_read_on_the_grounds_it_stands_on(tones: theme.Colors, name: str) -> None:
    color = getattr(tones, name)
    grounds = [tones.ground, tones.surface]
    if name in ("information", "done", "attention", "failure"):
        grounds.append(getattr(tones, f"{name}_ground"))
    assert [ground for ground in grounds if contrast(color, ground) < _LEAST_CONTRAST] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_scroll_bar_has_a_thumb_that_is_seen_and_no_arrows(qtbot: QtBot, qapp: QApplication, dark: bool) -> None:
    theme.apply(qapp, dark=dark)
    try:
        area = QScrollArea()
        qtbot.addWidget(area)
        inner = QWidget()
        inner.setFixedSize(100, 2_000)
        area.setWidget(inner)
        area.resize(300, 300)
        area.show()
        bar = area.verticalScrollBar()
        image = bar.grab().toImage()
        middle, end = image.width() // 2, image.height() - 2
        thumb = image.pixelColor(middle, theme.unit() * 2).name()
        ground = image.pixelColor(middle, end).name()
        assert contrast(thumb, ground) >= _LEAST_OF_LINES
        # Where an arrow was there is a part of the way now, on which nothing is drawn.
        assert {image.pixelColor(x, end).name() for x in range(image.width())} == {ground}
        assert bar.width() >= theme.unit()
    finally:
        theme.apply(qapp, dark=False)


@pytest.mark.parametrize("tones", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_words_of_notices_and_of_the_primary_button_can_be_read(tones: theme.Colors) -> None:
    assert contrast(tones.on_accent, tones.accent) >= _LEAST_CONTRAST
    assert contrast(tones.on_accent, tones.accent_hover) >= _LEAST_CONTRAST
    for name in ("information", "done", "attention", "failure"):
        assert contrast(tones.text, getattr(tones, f"{name}_ground")) >= _LEAST_CONTRAST


@pytest.mark.parametrize("tones", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_the_ring_of_the_focus_and_the_lines_of_fields_can_be_seen(tones: theme.Colors) -> None:
    """WCAG 2.2, 1.4.11: three to one against what is beside it."""
    for line in (tones.accent, tones.muted, tones.failure):
        assert contrast(line, tones.ground) >= _LEAST_OF_LINES
        assert contrast(line, tones.surface) >= _LEAST_OF_LINES
    # The primary button's ring, within and beside it; and what marks the present place.
    assert contrast(tones.text, tones.ground) >= _LEAST_OF_LINES
    assert contrast(tones.accent, tones.information_ground) >= _LEAST_OF_LINES


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each theme in turn; light again at the end."""
    theme.apply(qapp, dark=request.param == "dark")
    yield str(request.param)
    theme.apply(qapp, dark=False)


def cut_words(hands: Hands) -> list[str]:
    """What got less room in the window than its words need."""
    return misfits(hands.window)


def settled_cuts(hands: Hands) -> list[str]:
    """The same once the page is laid out, which takes its turns of the event loop where the machine is busy."""
    deadline = time.monotonic() + _LAYOUT_S
    QTest.qWait(30)
    while (found := cut_words(hands)) and time.monotonic() < deadline:
        QTest.qWait(30)
    return found


@pytest.mark.usefixtures("themed")
@pytest.mark.parametrize("size", [(1024, 560), (1280, 900)], ids=["short", "tall"])
def test_no_word_is_cut_on_any_page(hands: Hands, virtual: VirtualReader, size: tuple[int, int]) -> None:
    hands.window.resize(*size)
    seen = {}

    def look(step: Step) -> None:
        hands.until_step(step)
        seen[step] = settled_cuts(hands)

    look(Step.CARD)
    to_person(hands, virtual, bytes.fromhex("048A4AAAA62D80"))
    hands.type("x" * 33)
    hands.enter()
    look(Step.PERSON)
    hands.press(Qt.Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    name_person(hands)
    hands.type("1234")
    look(Step.PIN)
    hands.enter()
    hands.until_step(Step.ACCESS)
    hands.press(Qt.Key.Key_F6)
    look(Step.ACCESS)
    hands.enter()
    look(Step.REVIEW)
    send(hands)
    look(Step.RESULT)
    assert set(seen) == set(Step) - {Step.FORM}
    assert {step: words for step, words in seen.items() if words} == {}


@given(st.binary(min_size=4, max_size=10))
def test_grouping_changes_no_digit(number: bytes) -> None:
    for spelled in (f"0x{number.hex()}", str(int.from_bytes(number, "big"))):
        assert grouped(spelled).replace("\u2009", "") == spelled


def test_a_number_is_copied_without_the_spaces_that_are_for_the_eye(qtbot: QtBot) -> None:
    number = Number()
    qtbot.addWidget(number)
    number.set_number("0x0110185c5b")
    number.show()
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "0x0110185c5b"
    assert "\u2009" in number.text()
