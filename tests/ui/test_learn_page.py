"""Learning a reader's number format from cards whose numbers are known: keys alone, and never more than is certain."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from enroll_app.domain.cards import Technology
from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.problems import Problem
from enroll_app.domain.profile import Profile
from enroll_app.domain.service_errors import Unreachable
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.ui.navigation import Place
from tests.ui.conftest import NOW
from tests.ui.reader_bench import ALT, CONTROL, LINE, PLATE, Bench, looking
from tests.ui.test_look import settled_cuts

# The bytes of 0x0110185c5b, read backwards; and a number that reads the same from both ends.
REVERSED, KNOWN = "5B5C181001", "0x0110185c5b"
PALINDROME = "0111111101"


@pytest.fixture
def bench(qtbot: QtBot, make_desk: Callable[..., Desk]) -> Iterator[Bench]:
    """A person at the page that learns what the serial reader writes."""
    made = Bench(qtbot, make_desk, LINE, PLATE)
    with made.hands:
        made.to_readers()
        made.learn()
        yield made


def test_one_known_card_teaches_the_format_and_the_next_card_is_enrolled_by_it(bench: Bench) -> None:
    hands = bench.hands
    assert not bench.learning.use.isEnabled()
    bench.teach(REVERSED, KNOWN)
    bench.says("This is the reader's number format")
    hands.enter()
    bench.says("Remembered for this reader")
    assert bench.view.learning is None
    kept = bench.book().of(LINE.name)
    assert kept is not None
    assert kept.csn("5B5C181001").hex() == "0110185c5b"
    bench.go(Place.ENROLL)
    bench.write("04030201EE")
    hands.until_step(Step.PERSON)
    assert hands.wizard.tap is not None
    assert hands.wizard.tap.card.uid.hex() == "ee01020304"


def test_the_number_may_be_typed_before_the_card_is_held_there(bench: Bench) -> None:
    bench.hands.type(KNOWN)
    assert not bench.learning.use.isEnabled()
    bench.write(REVERSED)
    bench.says("This is the reader's number format")
    assert bench.learning.use.isEnabled()


def test_what_one_card_leaves_open_a_second_one_settles(bench: Bench) -> None:
    bench.teach(PALINDROME, f"0x{PALINDROME}")
    bench.says("It takes another known card")
    assert not bench.learning.use.isEnabled()
    bench.hands.enter()
    assert bench.view.learning is not None
    bench.write(REVERSED)
    bench.says(REVERSED)
    assert bench.hands.line.text() == ""
    assert PALINDROME in bench.hands.reads()
    bench.hands.type(KNOWN)
    bench.says("This is the reader's number format")
    bench.hands.enter()
    bench.hands.until(lambda: bench.book().of(LINE.name) is not None)
    kept = bench.book().of(LINE.name)
    assert kept is not None
    assert kept.csn(REVERSED).hex() == "0110185c5b"


def test_a_reader_that_throws_bytes_away_is_told_and_cannot_be_used(bench: Bench) -> None:
    bench.teach("10185C5B", KNOWN)
    bench.says("this reader cannot be used for these cards")
    seen = bench.hands.reads()
    assert "throws bytes away" in seen
    assert seen.index("Check the number that you typed") < seen.index("cannot be used")
    assert "The reader sent 4 bytes, and you typed 5." in seen
    assert "em4100" not in seen
    assert "--" not in bench.hands.reads()
    assert not bench.learning.use.isEnabled()
    bench.hands.enter()
    QTest.qWait(50)
    assert bench.book().of(LINE.name) is None


def test_missing_bytes_are_supplied_only_when_a_person_takes_it_for_granted(bench: Bench) -> None:
    bench.teach("10185C5B", KNOWN)
    bench.says("this reader cannot be used for these cards")
    bench.teach("20396D7E", "0x0120396d7e")
    bench.says("of every card of this site")
    assert not bench.learning.use.isEnabled()
    bench.tab_to(lambda: isinstance(bench.hands.focus, QCheckBox))
    bench.hands.press(Qt.Key.Key_Space)
    assert bench.learning.use.isEnabled()
    bench.press_button("Use this format")
    bench.says("Remembered for this reader")
    kept = bench.book().of(LINE.name)
    assert kept is not None
    assert kept.csn("AABBCCDD").hex() == "01aabbccdd"


def test_what_nothing_explains_is_told_and_can_be_corrected(bench: Bench) -> None:
    bench.teach(REVERSED, "0x3344556677")
    bench.says("No number format explains this")
    bench.hands.press(Qt.Key.Key_Backspace)
    assert "No number format explains this" not in bench.hands.reads()
    bench.hands.press(Qt.Key.Key_A, modifier=CONTROL)
    bench.hands.type(KNOWN)
    bench.says("This is the reader's number format")


def test_the_wrong_card_is_replaced_by_the_right_one(bench: Bench) -> None:
    bench.teach("AABBCCDDEE", KNOWN)
    bench.says("No number format explains this")
    bench.write(REVERSED)
    bench.says("This is the reader's number format")
    assert "AABBCCDDEE" not in bench.hands.reads()


def test_a_number_that_does_not_carry_its_size_is_told_when_the_person_goes_on(bench: Bench) -> None:
    bench.write("0270031963")
    bench.says("0270031963")
    bench.hands.type("270031963")
    assert "carries its size" not in bench.hands.reads()
    bench.hands.enter()
    bench.says("carries its size")
    assert bench.hands.line.text() == "270031963"


def test_a_card_at_another_reader_teaches_nothing_about_this_one(bench: Bench) -> None:
    bench.hands.type(KNOWN)
    bench.tap("0110185C5B", technology="em4100")
    bench.says("That was another reader: Plate PICC 00 00")
    assert not bench.learning.use.isEnabled()


def test_the_number_can_be_taken_from_what_a_door_saw(bench: Bench) -> None:
    bench.door_events = tuple(
        DoorEvent(NOW - timedelta(minutes=minutes), 201, f"Door {minutes}", "abc123-001", parse_identification(number))
        for minutes, number in ((9, "0x048a4aaaa62d80"), (1, "0x0199999999"), (4, KNOWN))
    )
    bench.write(REVERSED)
    bench.says(REVERSED)
    bench.press_button("Take it from a door…")
    bench.hands.until(lambda: "Cards" in bench.hands.focus.accessibleName())
    rows = [bench.list.item(row).text() for row in range(bench.list.count())]
    assert [row.split("   ·   ")[1] for row in rows] == ["Door 1", "Door 4", "Door 9"]
    assert rows[0].startswith("12:59:00")
    bench.hands.press(Qt.Key.Key_Down)
    bench.hands.enter()
    bench.says("This is the reader's number format")
    assert bench.hands.line.text() == KNOWN
    assert bench.view.learning is not None


def test_a_service_that_is_away_is_told_where_the_doors_were_asked(bench: Bench) -> None:
    bench.door_events = Unreachable(Problem("x", "The service cannot be reached.", "Look at the network."))
    bench.press_button("Take it from a door…")
    bench.says("The service cannot be reached. Look at the network.")
    bench.door_events = ()
    bench.press_button("Take it from a door…")
    bench.says("No door saw a card in the last half hour")


def test_escape_with_nothing_to_lose_leads_back_at_once(bench: Bench) -> None:
    bench.write(REVERSED)
    bench.says(REVERSED)
    bench.hands.press(Qt.Key.Key_Escape)
    assert bench.view.learning is None


@pytest.mark.parametrize("modifier", [None, ALT], ids=["Esc", "Alt+Left"])
def test_a_card_that_was_taught_is_not_forgotten_without_a_word(
    bench: Bench, modifier: Qt.KeyboardModifier | None
) -> None:
    bench.teach(REVERSED, KNOWN)

    def leave() -> None:
        if modifier:
            bench.hands.press(Qt.Key.Key_Left, modifier=modifier)
        else:
            bench.hands.press(Qt.Key.Key_Escape)

    leave()
    assert "forgotten" in bench.question().informativeText()
    bench.answer("Keep going")
    assert bench.hands.line.text() == KNOWN
    leave()
    bench.answer("Leave")
    assert bench.view.learning is None
    assert bench.hands.focus is bench.row(LINE).profile
    assert bench.book().of(LINE.name) is None


def test_starting_over_forgets_every_card(bench: Bench) -> None:
    bench.teach(REVERSED, KNOWN)
    bench.press_button("Start over")
    assert bench.hands.line.text() == ""
    assert REVERSED not in bench.hands.reads()
    assert not bench.learning.use.isEnabled()


def test_what_was_learned_so_far_outlives_a_visit_to_the_wizard(bench: Bench) -> None:
    bench.teach(REVERSED, KNOWN)
    bench.go(Place.ENROLL)
    bench.go(Place.READERS)
    assert bench.hands.line.text() == KNOWN
    assert bench.learning.use.isEnabled()


def test_the_format_of_one_reader_never_takes_the_place_of_another_ones(bench: Bench) -> None:
    bench.teach(f"A:{REVERSED}", KNOWN)
    bench.says("This is the reader's number format")
    first = bench.learning.page.found
    assert first is not None
    bench.hands.enter()
    bench.says("Remembered for this reader")
    other = Profile(first.name, "x", first.number_format, Technology.EM4100, prefix="B:")
    bench.view.watch.keep("Another", other, lambda: None, pytest.fail)
    bench.hands.until(lambda: bench.book().of("Another") is not None)
    kept, another = bench.book().of(LINE.name), bench.book().of("Another")
    assert kept is not None
    assert another is not None
    assert (kept.prefix, another.prefix) == ("A:", "B:")
    assert kept.name != another.name


def test_what_cannot_be_written_down_is_told_and_the_page_stays(bench: Bench) -> None:
    (bench.home / "readers.toml").mkdir()
    bench.teach(REVERSED, KNOWN)
    bench.hands.enter()
    bench.says("It could not be kept")
    assert bench.view.learning is not None


@pytest.fixture(params=["light", "dark", "twice"])
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Each look in turn."""
    with looking(qapp, request.param):
        yield str(request.param)


def test_no_word_is_cut(themed: str, qtbot: QtBot, make_desk: Callable[..., Desk]) -> None:
    bench = Bench(qtbot, make_desk, LINE, PLATE)
    bench.hands.window.resize(*((1920, 1000) if themed == "twice" else (1024, 560)))
    cut = {}

    def look(state: str) -> None:
        QTest.qWait(30)
        cut[state] = settled_cuts(bench.hands)

    with bench.hands:
        bench.to_readers()
        bench.learn()
        look("nothing yet")
        bench.hands.type("0110")
        bench.hands.enter()
        look("what is missing")
        bench.teach("10185C5B", KNOWN)
        bench.says("cannot be used")
        look("bytes thrown away")
        bench.teach("20396D7E", "0x0120396d7e")
        bench.says("of every card of this site")
        look("assumed")
        bench.hands.press(Qt.Key.Key_S, modifier=ALT)
        bench.hands.until(lambda: bench.hands.line.text() == "")
        bench.teach(PALINDROME, f"0x{PALINDROME}")
        bench.says("It takes another known card")
        look("several")
        bench.hands.press(Qt.Key.Key_A, modifier=CONTROL)
        bench.hands.type("0x3344556677")
        bench.says("No number format explains this")
        look("none")
    assert {state: words for state, words in cut.items() if words} == {}
