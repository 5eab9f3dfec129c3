"""What an interrupted operator needs: a tap from anywhere, drafts, known people, and everything on one page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from drivers.reader import ReaderEvent, ReadersChanged
from drivers.reader import State as ReaderState
from drivers.virtual import VirtualReader
from enroll_app.domain.cards import recognize
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import Order, State
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.person import Person
from enroll_app.domain.preferences import Form, Preferences
from enroll_app.domain.tap import Tap, understand
from enroll_app.services.desk import Desk
from enroll_app.services.steps import Step
from enroll_app.services.tapping import Read
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.store.drafts import DraftFile
from enroll_app.training.server import TrainingServer
from enroll_app.ui.health import Condition
from enroll_app.ui.navigation import Place
from tests.ui.hands import Hands

EM, OTHER = bytes.fromhex("0110185C5B"), bytes.fromhex("048A4AAAA62D80")


def tap_of(uid: bytes) -> Tap:
    return understand(recognize(uid, reader="Virtual reader"))


KEPT = KeptDraft(
    Draft(tap_of(EM).identification, "Anna", "Berg"), tap_of(EM), datetime(2026, 11, 22, 8, 14, tzinfo=UTC), True
)


@pytest.fixture
def drafts(tmp_path: Path) -> DraftFile:
    return DraftFile(tmp_path)


@pytest.fixture
def make_hands(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Callable[..., Hands]:
    """Makes an operator at a window; `changes` are those of the desk."""
    return lambda **changes: Hands(qtbot, replace(make_desk(lambda _uris: virtual), **changes))


def know(hands: Hands, uid: bytes, first: str, last: str) -> None:
    """Enroll this person, as was done here before."""
    card = tap_of(uid).identification
    assert card is not None
    enrolled = hands.session.desk.enroller().enroll(Order(card, Person(first, last)))
    assert enrolled.state is State.ACCEPTED


def to_person(hands: Hands, virtual: VirtualReader, uid: bytes = EM) -> None:
    virtual.present(uid)
    hands.until_step(Step.PERSON)


def button(hands: Hands, words: str) -> QPushButton:
    found = [one for one in hands.window.findChildren(QPushButton) if one.isVisible() and words in one.text()]
    assert len(found) == 1, words
    return found[0]


# -- taps -------------------------------------------------------------------------------------------------------


def test_a_tap_opens_the_wizard_from_other_places_but_not_from_the_readers(
    hands: Hands, virtual: VirtualReader
) -> None:
    navigation = hands.window.navigation
    navigation.go_to(Place.READERS)
    virtual.present(EM)
    hands.until(lambda: "0x" in hands.reads())
    assert hands.wizard.tap is None
    for place in (Place.OUTBOX, Place.HISTORY, Place.SETTINGS):
        navigation.go_to(place)
        hands.session.next_card()
        virtual.present(OTHER)
        hands.until_step(Step.PERSON)
        assert navigation.present is Place.ENROLL
        virtual.remove()


def test_whoever_has_claimed_the_next_card_gets_it_and_the_wizard_does_not(
    hands: Hands, virtual: VirtualReader
) -> None:
    class Search(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.got: list[Read] = []

        def take(self, read: Read) -> None:
            self.got.append(read)

    search = Search()
    hands.session.claim_taps(search.take)
    virtual.present(EM)
    hands.until(lambda: len(search.got) == 1)
    assert hands.wizard.tap is None
    hands.session.release_taps(search.take)
    to_person(hands, virtual, OTHER)


def test_who_is_gone_claims_nothing_any_more(hands: Hands, virtual: VirtualReader) -> None:
    class Gone(QObject):
        def take(self, read: Read) -> None:
            raise AssertionError(read)

    gone = Gone(hands.window)
    hands.session.claim_taps(gone.take)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, 52)  # QEvent.DeferredDelete
    to_person(hands, virtual)


class Unplugged(VirtualReader):
    """A virtual reader whose plug can be pulled."""

    def __init__(self) -> None:
        super().__init__()
        self.pulled = Event()

    def events(self, stop: Event) -> Iterator[ReaderEvent]:
        yield from super().events(self.pulled)
        yield ReadersChanged((replace(self.info, state=ReaderState.ABSENT),))
        stop.wait()


def test_typed_names_survive_other_cards_and_a_reader_that_is_unplugged(
    qtbot: QtBot, make_desk: Callable[..., Desk]
) -> None:
    reader = Unplugged()
    with Hands(qtbot, make_desk(lambda _uris: reader)) as hands:
        to_person(hands, reader)
        hands.type("Åsa")
        reader.present(OTHER)
        hands.until(lambda: hands.wizard.other is not None)
        reader.pulled.set()
        hands.until(lambda: hands.session.reader_health.condition is Condition.ILL)
        button(hands, "&Use this card instead").click()
        assert hands.line.text() == "Åsa"
        assert (hands.wizard.step, hands.wizard.draft.first_name) == (Step.PERSON, "Åsa")


def test_esc_with_nothing_typed_asks_nothing_and_with_something_says_what_it_would_discard(
    hands: Hands, virtual: VirtualReader
) -> None:
    to_person(hands, virtual)
    hands.press(Qt.Key.Key_Escape)
    hands.until_step(Step.CARD)
    to_person(hands, virtual, OTHER)
    hands.type("Bo")
    hands.press(Qt.Key.Key_Escape)
    box = hands.asked()
    assert box.text() == "Discard what was typed for this card?"
    hands.enter()
    hands.back()
    assert hands.wizard.draft.first_name == "Bo"
    hands.press(Qt.Key.Key_Escape)
    hands.asked()
    hands.press(Qt.Key.Key_D, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.CARD)


# -- drafts -----------------------------------------------------------------------------------------------------


def test_what_was_typed_when_the_window_went_is_offered_by_the_next_one(
    make_hands: Callable[..., Hands], drafts: DraftFile, virtual: VirtualReader
) -> None:
    with make_hands(drafts=drafts) as hands:
        to_person(hands, virtual)
        hands.type("Åsa")
        virtual.remove()
    with make_hands(drafts=drafts) as hands:
        hands.until(lambda: "Go on with the card of Åsa?" in hands.reads())
        assert "Begun today at" in hands.reads()
        hands.until(lambda: hands.focus is button(hands, "Go on with it"))
        hands.press(Qt.Key.Key_Space)
        hands.until_step(Step.PERSON)
        assert hands.line.text() == "Åsa"
        assert hands.wizard.draft.credential == tap_of(EM).identification
    assert drafts.load() is not None


def test_a_draft_is_on_disk_before_anything_crashes_and_gone_when_the_key_is_made(
    make_hands: Callable[..., Hands], drafts: DraftFile, virtual: VirtualReader
) -> None:
    with make_hands(drafts=drafts) as hands:
        to_person(hands, virtual)
        hands.type("Bo")
        hands.until(lambda: (kept := drafts.load()) is not None and kept.draft.first_name == "Bo")
        for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
            hands.enter()
            hands.until_step(step)
        hands.enter()
        hands.until(lambda: hands.wizard.outcome is not None)
        hands.until(lambda: drafts.load() is None)


def test_a_pin_that_was_not_kept_is_said_at_the_offer_and_in_the_review(
    make_hands: Callable[..., Hands], drafts: DraftFile
) -> None:
    drafts.keep(KEPT)
    with make_hands(drafts=drafts) as hands:
        hands.until(lambda: "it has to be given again" in hands.reads())
        button(hands, "Go on with it").click()
        for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
            hands.enter()
            hands.until_step(step)
        assert "a PIN is never kept" in hands.reads()


def test_an_offer_is_patient_and_can_be_discarded(
    make_hands: Callable[..., Hands], drafts: DraftFile, virtual: VirtualReader
) -> None:
    drafts.keep(KEPT)
    with make_hands(drafts=drafts) as hands:
        hands.until(lambda: "Anna Berg" in hands.reads())
        to_person(hands, virtual, OTHER)
        hands.press(Qt.Key.Key_Escape)
        hands.until_step(Step.CARD)
        assert "Anna Berg" in hands.reads()
        button(hands, "Discard it").click()
        assert "Anna Berg" not in hands.reads()
        hands.until(lambda: drafts.load() is None)


# -- known people -----------------------------------------------------------------------------------------------


def test_a_known_person_is_picked_with_the_keyboard_and_sent_by_id(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    know(hands, OTHER, "Åsa", "Lindström")
    to_person(hands, virtual)
    hands.type("asa l")
    hands.until(lambda: "Down and Enter" in hands.reads())
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert "Åsa Lindström" in hands.reads()
    assert hands.wizard.step is Step.PERSON
    for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
        hands.enter()
        hands.until_step(step)
    assert "Åsa Lindström" in hands.reads()
    hands.enter()
    hands.until(lambda: hands.wizard.outcome is not None)
    assert hands.wizard.outcome is not None
    assert hands.wizard.outcome.state in (State.ACCEPTED, State.APPLIED)
    state = service.training.state
    made, before = state.key("0x0110185c5b"), state.key("0x048a4aaaa62d80")
    assert made is not None
    assert before is not None
    assert made.person.id == before.person.id
    hands.until(lambda: "Åsa Lindström" in hands.reads())


@pytest.mark.parametrize("undo", ["escape", "change"])
def test_a_pick_is_undone_and_what_was_typed_is_there_again(hands: Hands, virtual: VirtualReader, undo: str) -> None:
    know(hands, OTHER, "Anna", "Berg")
    to_person(hands, virtual)
    hands.type("ann")
    hands.until(lambda: "Down and Enter" in hands.reads())
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    if undo == "escape":
        hands.press(Qt.Key.Key_Escape)
    else:
        button(hands, "C&hange").click()
    assert hands.line.text() == "ann"
    assert hands.wizard.draft.first_name == "ann"


def test_esc_in_the_list_goes_back_to_the_name_and_asks_nothing(hands: Hands, virtual: VirtualReader) -> None:
    know(hands, OTHER, "Anna", "Berg")
    to_person(hands, virtual)
    hands.type("ann")
    hands.until(lambda: "Down and Enter" in hands.reads())
    hands.press(Qt.Key.Key_Down)
    assert not isinstance(hands.focus, QLineEdit)
    hands.press(Qt.Key.Key_Escape)
    assert hands.line.text() == "ann"
    assert QApplication.activeModalWidget() is None


def test_a_namesake_is_pointed_out_and_holds_nobody_up(hands: Hands, virtual: VirtualReader) -> None:
    know(hands, OTHER, "Anna", "Berg")
    to_person(hands, virtual)
    hands.type("anna")
    hands.press(Qt.Key.Key_Tab)
    hands.type("Berg")
    hands.until(lambda: "Anna Berg is known here already" in hands.reads())
    hands.enter()
    hands.until_step(Step.PIN)
    assert hands.wizard.draft.person_id == ""
    hands.press(Qt.Key.Key_Left, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.PERSON)
    button(hands, "sa&me person").click()
    assert hands.wizard.holder is not None
    assert hands.wizard.holder.full_name == "Anna Berg"


def test_names_are_cleaned_in_sight_when_their_line_is_left(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("  A\u030asa   Maria ")
    first = hands.line
    hands.press(Qt.Key.Key_Tab)
    assert first.text() == "Åsa Maria"
    assert hands.wizard.draft.first_name == "Åsa Maria"


# -- hand over --------------------------------------------------------------------------------------------------


def test_the_review_of_a_hand_over_says_what_will_happen(hands: Hands) -> None:
    know(hands, EM, "Anna", "Berg")
    tap = tap_of(EM)
    assert tap.identification is not None
    acquaintance = hands.session.desk.enroller().acquaintance(tap.identification)
    assert acquaintance.owner is not None
    assert acquaintance.key is not None
    hands.session.hand_over(tap, acquaintance.key)
    hands.until_step(Step.PERSON)
    assert "Anna Berg has this card now" in hands.reads()
    hands.type("Bo")
    for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
        hands.enter()
        hands.until_step(step)
    assert "the key of Anna Berg is removed, then Bo gets a new one" in hands.reads()
    assert "left as it is" not in hands.reads()


# -- everything on one page -------------------------------------------------------------------------------------


@pytest.fixture
def express(make_hands: Callable[..., Hands]) -> Hands:
    return make_hands(settings=UnwrittenSettings(Preferences(form=Form.ONE_PAGE)))


def test_a_card_is_enrolled_on_one_page(express: Hands, virtual: VirtualReader, service: TrainingServer) -> None:
    with express as hands:
        virtual.present(EM)
        hands.until_step(Step.FORM)
        hands.until(lambda: bool(hands.wizard.levels))
        hands.type("Bo")
        level = hands.wizard.levels[0]
        hands.wizard.draft = replace(hands.wizard.draft, levels=(str(level.level_id),))
        hands.session.changed.emit()
        hands.enter()
        hands.until_step(Step.RESULT)
        hands.until(lambda: hands.wizard.outcome is not None)
        made = service.training.state.key("0x0110185c5b")
        assert made is not None
        assert (made.person.first_name, made.access_levels) == ("Bo", (str(level.level_id),))


def test_the_form_says_each_fault_at_its_field_and_goes_to_the_first(express: Hands, virtual: VirtualReader) -> None:
    with express as hands:
        virtual.present(EM)
        hands.until_step(Step.FORM)
        hands.wizard.draft = replace(hands.wizard.draft, valid_to="never")
        hands.window.view.page(Step.FORM).enter()
        hands.window.view.page(Step.FORM).focus_first()
        hands.enter()
        assert hands.wizard.step is Step.FORM
        assert "no name yet" in hands.reads()
        assert "never" in hands.reads()
        assert hands.line.objectName() == "first_name"


def test_what_is_to_be_heeded_is_said_on_the_form_before_the_key_is_created(
    express: Hands, virtual: VirtualReader
) -> None:
    with express as hands:
        virtual.present(EM)
        hands.until_step(Step.FORM)
        hands.until(lambda: bool(hands.wizard.levels))
        hands.type("Bo")
        hands.enter()
        assert hands.wizard.step is Step.FORM
        assert "a new key then opens no door" in hands.reads()
        assert hands.focus is hands.window.view.primary
        hands.enter()
        hands.until_step(Step.RESULT)


def test_another_form_is_taken_with_the_next_card(hands: Hands, virtual: VirtualReader) -> None:
    to_person(hands, virtual)
    hands.type("Bo")
    hands.session.remembering.change({"window.form": "one-page"}, lambda _: None)
    hands.until(lambda: hands.wizard.next_form is Form.ONE_PAGE)
    assert hands.wizard.step is Step.PERSON
    hands.session.next_card()
    virtual.present(OTHER)
    hands.until_step(Step.FORM)


def scrolls(hands: Hands) -> bool:
    """Whether the page is higher than there is room for."""
    areas = hands.window.view.findChildren(QScrollArea)
    return any(one.verticalScrollBar().maximum() > 0 for one in areas if one.widget() and one.isVisible())


def test_the_review_and_the_form_fit_a_small_screen(express: Hands, virtual: VirtualReader) -> None:
    with express as hands:
        hands.window.resize(1024, 560)
        virtual.present(EM)
        hands.until_step(Step.FORM)
        hands.until(lambda: bool(hands.wizard.levels))
        hands.until(lambda: not scrolls(hands))
        hands.wizard.next_form = Form.STEPS
        hands.session.next_card()
        to_person(hands, virtual, OTHER)
        hands.type("Bo")
        for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
            hands.enter()
            hands.until_step(step)
        hands.until(lambda: not scrolls(hands))
        assert "no door" in hands.reads()


def test_a_key_held_down_or_space_on_the_list_never_traps(hands: Hands, virtual: VirtualReader) -> None:
    know(hands, OTHER, "Anna", "Berg")
    to_person(hands, virtual)
    hands.type("ann")
    hands.until(lambda: "Down and Enter" in hands.reads())
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert hands.line.text() == "ann"
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Tab)
    assert hands.focus.hasFocus()
    hands.press(Qt.Key.Key_N, modifier=Qt.KeyboardModifier.AltModifier)
    hands.until_step(Step.PIN)
