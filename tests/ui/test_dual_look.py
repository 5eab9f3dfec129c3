"""A card with two technologies on every page: both of its numbers whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.reading import Reading
from tests.ui.reader_bench import LINE, PLATE, Bench, looking
from tests.ui.test_look import settled_cuts
from tests.ui.test_wizard_window import name_person, send


@pytest.fixture(params=["light", "dark", "twice"])
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each look in turn."""
    with looking(qapp, request.param):
        yield str(request.param)


def test_both_numbers_are_whole_on_every_page(themed: str, qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    bench = Bench(qtbot, make_desk, LINE, PLATE)
    bench.use(replace(bench.desk, dual=True))
    hands = bench.hands
    hands.window.resize(*((1920, 1000) if themed == "twice" else (1024, 560)))
    cut = {}

    def look(step: Step) -> None:
        hands.until_step(step)
        QTest.qWait(30)
        cut[step] = settled_cuts(hands)
        bars = hands.window.view.findChildren(QScrollArea)[0].horizontalScrollBar()
        assert bars.maximum() == 0

    with hands:
        bench.tap("048A4AAAA62D80")
        hands.until_step(Step.PERSON)
        bench.tap("0110185C5B", technology="em4100")
        bench.says("EM4100")
        look(Step.PERSON)
        seen = hands.reads().replace("\u2009", "")
        assert "0x0110185c5b" in seen
        assert "0x048a4aaaa62d80" in seen
        name_person(hands)
        look(Step.PIN)
        hands.enter()
        look(Step.ACCESS)
        hands.enter()
        look(Step.REVIEW)
        send(hands)
        look(Step.RESULT)
        assert {step: words for step, words in cut.items() if words} == {}


def test_the_cautions_of_the_review_are_in_sight_without_scrolling(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    bench = Bench(qtbot, make_desk, LINE, PLATE)
    bench.use(replace(bench.desk, dual=True))
    hands = bench.hands
    hands.window.resize(1024, 560)
    with hands:
        bench.tap("048A4AAAA62D80")
        hands.until_step(Step.PERSON)
        name_person(hands)
        hands.enter()
        hands.until_step(Step.ACCESS)
        hands.enter()
        hands.until_step(Step.REVIEW)
        QTest.qWait(30)
        [caution] = [one for one in hands.window.view.findChildren(Notice) if one.isVisible()]
        assert caution.visibleRegion().boundingRect().height() == caution.height()


@pytest.mark.usefixtures("qapp")
def test_the_first_side_on_the_card_page_is_shown_beside_a_long_name_of_its_reader(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    long = replace(PLATE, name="A reader of a very long name that no maker should give " * 3)
    bench = Bench(qtbot, make_desk, long)
    bench.hands.window.resize(1024, 560)
    with bench.hands:
        bench.tap("0F112233", long)
        bench.says("second look")
        QTest.qWait(30)
        assert bench.hands.window.findChildren(Reading)[0].isVisible()
        assert settled_cuts(bench.hands) == []
        assert bench.hands.window.width() == 1024
