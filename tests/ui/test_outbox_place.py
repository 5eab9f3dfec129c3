"""The outbox's place: what waits, in words and numbers that add up, and what a person does about it by keyboard."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from drivers.virtual import VirtualReader
from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Change, Purpose, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.ports import OutboxStore
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.outbox import Outbox
from enroll_app.services.outbox_board import Deed
from enroll_app.store.outbox import SqlOutbox
from enroll_app.training.server import TrainingServer
from enroll_app.ui.lists.changes import Change as ListChange
from enroll_app.ui.lists.changes import change
from enroll_app.ui.navigation import Place
from enroll_app.ui.outbox.view import OutboxView
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.test_outbox_window import away

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY_ID = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
ASA, BO = Person("Åsa", "Lindström"), Person("Bo", "Ek")
LOST = Problem("no-answer", "No answer came.", "It is asked again by itself.")
OWNED = Problem("owned", "The card is somebody else’s.", "Decide.")


@pytest.fixture
def outbox(make_desk: Callable[..., Desk], virtual: VirtualReader) -> Outbox:
    """That of the very records that `hands` sees."""
    return make_desk(lambda _uris: virtual).records().outbox


def card(number: int) -> str:
    return f"EM:{number}"


def store_of(outbox: Outbox) -> OutboxStore:
    found = outbox._store  # what a real service would take minutes for
    assert isinstance(found, SqlOutbox)
    return found


def save(outbox: Outbox, number: int, person: Person = ASA) -> int:
    order = Order(parse_identification(card(number)), person, PinRule.LEAVE)
    step = outbox.step(Purpose.ENROLL, order)
    return store_of(outbox).save([step], "", NOW - timedelta(hours=1))[0].number


def answer(outbox: Outbox, number: int, settlement: Settlement) -> None:
    store_of(outbox).claim(number, NOW)
    store_of(outbox).settle(number, settlement, NOW)


def place(hands: Hands) -> OutboxView:
    """Go there, by keyboard."""
    hands.press(Qt.Key.Key_2, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.OUTBOX]
    assert isinstance(view, OutboxView)
    return view


def rows(view: OutboxView) -> list[str]:
    """Every row, as assistive technology reads it."""
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(view.model.index(row, 0).data(role)) for row in range(view.model.rowCount())]


def until_rows(hands: Hands, view: OutboxView, *words: str) -> None:
    """Until there are just these rows, each with its words."""

    def there() -> bool:
        found = rows(view)
        return len(found) == len(words) and all(word in row for word, row in zip(words, found, strict=True))

    hands.until(there)


def test_nothing_waits_and_it_says_so(hands: Hands) -> None:
    view = place(hands)
    hands.until(lambda: "Nothing waits" in hands.reads())
    assert not view.table.isVisible()


def test_every_state_has_its_words_and_the_numbers_add_up(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        lost, owned, aside, waiting = (save(outbox, number) for number in range(4))
        answer(outbox, lost, Settlement(State.UNKNOWN, problem=LOST, wait_s=600))
        record = KeyRecord(KEY_ID, card(1), parse_identification(card(1)), BO)
        answer(outbox, owned, Settlement(State.CONFLICT, record, OWNED, BO, overwritten=True))
        outbox.set_aside(aside)
        answer(outbox, waiting, Settlement(State.SAVED, problem=LOST, wait_s=600))
        view = place(hands)
        until_rows(hands, view, "Not confirmed", "Somebody else", "Set aside", "Waits for another try")
        assert "4 in all: 1 waiting, 1 not confirmed, 2 for you to decide" in hands.reads()
        assert [button.text() for button in view.groups.buttons.values()] == [
            "&All 4",
            "&Waiting 1",
            "Not con&firmed 1",
            "Nee&ds you 2",
        ]
        hands.press(Qt.Key.Key_D, modifier=ALT)
        until_rows(hands, view, "Somebody else", "Set aside")
        counts = outbox.counts()
        assert (counts.waiting, counts.unconfirmed, counts.needing) == (1, 1, 2)


def test_a_row_is_set_aside_let_go_on_and_delivered_by_keyboard(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service) as back:
        number = save(outbox, 1)
        view = place(hands)
        until_rows(hands, view, "Lindström")
        hands.until(lambda: hands.focus is view.table and view.bar.aside.isEnabled())
        hands.press(Qt.Key.Key_S, modifier=ALT)
        until_rows(hands, view, "Set aside")
        hands.until(lambda: "&go on" in view.bar.primary.text() and view.bar.primary.isEnabled())
        back()
        held = outbox.operation(number)
        assert held is not None
        assert held.held is not None
        hands.press(Qt.Key.Key_G, modifier=ALT)
        hands.until(lambda: "the service accepted it (Åsa Lindström)" in hands.reads())
        hands.until(lambda: "Nothing waits" in hands.reads())
        assert service.training.state.key("0x0000000001") is not None


def test_taking_a_row_out_asks_first_and_says_what_is_lost(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        number = save(outbox, 1)
        answer(outbox, number, Settlement(State.UNKNOWN, problem=LOST, wait_s=600))
        view = place(hands)
        until_rows(hands, view, "Not confirmed")
        hands.until(view.bar.drop.isEnabled)
        hands.press(Qt.Key.Key_T, modifier=ALT)
        box = hands.asked()
        assert "not sent any more" in box.informativeText()
        assert "may have done it all the same" in box.informativeText()
        hands.press(Qt.Key.Key_Escape)
        hands.back()
        assert outbox.operation(number) is not None
        hands.press(Qt.Key.Key_T, modifier=ALT)
        hands.asked()
        hands.press(Qt.Key.Key_T, modifier=ALT)
        hands.until(lambda: "was taken out of the outbox" in hands.reads())
        assert outbox.operation(number) is None


def test_a_change_says_what_of_the_key_it_changes(hands: Hands, service: TrainingServer, outbox: Outbox) -> None:
    with away(service):
        for at, what in enumerate((Change(KEY_ID, pin=Pin("2580")), Change(KEY_ID, levels=()))):
            step = outbox.step(Purpose.CHANGE, replace(what, identification=parse_identification(card(at))))
            store_of(outbox).save([step], "", NOW)
        until_rows(hands, place(hands), "Change the PIN", "Change the access levels")


def test_the_line_at_the_bottom_leads_here(hands: Hands, service: TrainingServer, outbox: Outbox) -> None:
    with away(service):
        outbox.set_aside(save(outbox, 1))
        hands.session.nudge()
        shown = hands.window.content._health._show  # a button without a letter of its own
        hands.until(shown.isVisible)
        shown.click()
        assert hands.window.navigation.present is Place.OUTBOX


def test_only_what_is_another_is_told_to_the_list() -> None:
    def told(old: Iterable[int], new: Iterable[int]) -> ListChange:
        return change(array("q", old), array("q", new))

    same = told((1, 2, 3), (1, 2, 3))
    assert (same.gone, same.come, same.whole) == ((), (), False)
    some = told((1, 2, 3, 7, 8), (2, 3, 8, 9, 10))
    assert some.gone == ((3, 3), (0, 0))
    assert some.come == ((3, 4),)
    longer = told((9, 8), (9, 8, 5, 4))
    assert (longer.gone, longer.come) == ((), ((2, 3),))
    assert told(range(200), range(0, 200, 2)).whole


def test_the_row_that_is_chosen_stays_chosen_while_others_go(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        numbers = [save(outbox, number) for number in range(30)]
        for number in numbers:
            outbox.set_aside(number)
        view = place(hands)
        hands.until(lambda: view.model.rowCount() == 30)
        view.table.choose(20)
        for number in numbers[:10]:
            outbox.drop(number)
        view._watch.look()  # now, and not in two seconds
        hands.until(lambda: view.model.rowCount() == 20)
        assert view.model.id_at(view.table.row()) == numbers[20]


def test_where_the_chosen_row_goes_nothing_is_done_about_the_next_one(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        first, second = save(outbox, 1), save(outbox, 2, BO)
        for number in (first, second):
            answer(outbox, number, Settlement(State.SAVED, problem=LOST, wait_s=600))
        view = place(hands)
        hands.until(lambda: view.operation() is not None and view.bar.aside.isEnabled())
        view.bar.aside.setFocus()
        outbox.drop(first)  # another desk, or its delivery
        view._watch.look()
        hands.until(lambda: list(view.model.ids) == [second])
        assert view.table.row() < 0
        assert not view.bar.aside.isEnabled()
        assert hands.focus is view.table
        hands.press(Qt.Key.Key_S, modifier=ALT)
        view.doing.do(first, Deed.SET_ASIDE)
        hands.press(Qt.Key.Key_Down)
        hands.until(view.bar.aside.isEnabled)
        kept = outbox.operation(second)
        assert kept is not None
        assert kept.held is None


def test_what_a_person_wanted_done_is_done_where_the_place_is_made_anew_meanwhile(
    hands: Hands, service: TrainingServer, outbox: Outbox
) -> None:
    with away(service):
        number = save(outbox, 1)
        view = place(hands)
        hands.until(lambda: view.operation() is not None and view.bar.aside.isEnabled())
        before = hands.window.content
        view.bar.aside.click()
        hands.window.rebuild()
        hands.until(lambda: hands.window.content is not before)
        anew = dict(hands.window.navigation.made())[Place.OUTBOX]
        assert isinstance(anew, OutboxView)
        until_rows(hands, anew, "Set aside")
        kept = outbox.operation(number)
        assert kept is not None
        assert kept.held is not None
