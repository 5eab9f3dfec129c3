"""What a key's page says is so: nothing is sent that nobody saw, and no door is said to do what it did not confirm."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton

from drivers.virtual import VirtualReader
from enroll_app.domain.roles import Role
from enroll_app.domain.validity import Validity
from enroll_app.services.key_acts import Act
from enroll_app.services.steps import Step
from enroll_app.training.server import TrainingServer
from enroll_app.ui.key.questions import hand_over
from enroll_app.ui.navigation import Place
from enroll_app.ui.slips.printing import SlipPrinter
from enroll_app.ui.slips.text import Line
from tests.ui.conftest import NOW
from tests.ui.hands import Hands
from tests.ui.key_bench import (
    EM,
    ENDS,
    NEW_CARD,
    OTHER,
    OTHER_CARD,
    at_service,
    begin,
    begun,
    block,
    draw_pin,
    hand,
    known,
    letter,
    level_names,
    made_at,
    tap_known,
    tap_new,
    view,
)
from tests.ui.test_outbox_window import away


def fail_doors(service: TrainingServer) -> None:
    for system in {level.system_id for level in service.training.state.levels}:
        service.training.state.fail_system(system)


def only(hands: Hands, *without: str) -> None:
    """The service lists its levels without these from now on."""
    hands.wizard.know_levels(tuple(one for one in hands.wizard.levels if one.name not in without))
    hands.session.holding._look_at_levels()


def test_enter_sends_no_levels_before_there_are_any_to_choose_from(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    known(hands, service)
    levels = hands.wizard.levels
    hands.wizard.know_levels(())
    monkeypatch.setattr(hands.session._connection, "load_levels", lambda: None)
    tap_known(hands, virtual)
    begin(hands, Act.LEVELS)
    assert "has not told its access levels yet" in hands.reads()
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: hand(hands).tried)
    assert not hand(hands).sent
    hands.wizard.know_levels(levels)
    hands.session.holding._look_at_levels()
    assert "has not told its access levels yet" not in hands.reads()
    hands.until(lambda: view(hands).form._levels.search.line.hasFocus())


def test_a_level_that_is_not_offered_any_more_is_shown_by_its_name_and_kept(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, levels=("Office", "Entré"))
    hands.session.holding._look_at_levels()
    only(hands, "Office")
    tap_known(hands, virtual)
    assert "No longer offered: Office" in hands.reads()
    begin(hands, Act.LEVELS)
    hands.enter()
    assert not hand(hands).sent
    hands.type("workshop")
    hands.enter()
    hands.until(lambda: "The key gets Workshop" in hands.reads())
    assert "keeps what is not offered any more: Office" in hands.reads()
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: hand(hands).done)
    assert level_names(service) == {"Office", "Entré", "Workshop"}


def test_taking_away_the_last_level_takes_more_than_an_enter(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.LEVELS)
    view(hands).form._levels._take_away(hand(hands).draft.levels[0])
    assert "The key loses every access level: Office" in hands.reads()
    hands.enter()
    assert not hand(hands).sent
    assert view(hands).primary.hasFocus()


def test_a_block_that_the_doors_refuse_is_not_said_to_be_one(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    fail_doors(service)
    block(hands)
    hands.until(lambda: "would not take the block" in hands.reads())
    assert "The card of Åsa Lindström is not blocked everywhere" in hands.reads()
    assert "may still open doors" in hands.reads()
    assert "Lindström is blocked" not in hands.reads()


def test_a_block_is_under_way_until_the_doors_confirm_it(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    service.training.state.delays_s = {level.system_id: 3600.0 for level in service.training.state.levels}
    block(hands)
    hands.until(lambda: "Pending" in hands.reads())
    assert "The card of Åsa Lindström is being blocked" in hands.reads()
    assert "may still open doors until every door system has the block" in hands.reads()
    letter(hands, Qt.Key.Key_B)
    hands.until(lambda: "not every door knows: the card may still open doors" in hands.reads())


def test_a_new_card_that_a_door_system_refuses_is_said_to_open_nothing_there(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    fail_doors(service)
    begin(hands, Act.REPLACE)
    tap_new(hands, virtual)
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "would not take the new card: it does not open the doors there" in hands.reads())
    assert "as it was" not in hands.reads()


def test_a_key_that_has_ended_or_not_begun_is_not_said_to_open_doors_now(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, validity=Validity(None, NOW - timedelta(days=3)))
    tap_known(hands, virtual)
    begin(hands, Act.LEVELS)
    hands.type("entré")
    hands.enter()
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: "it has ended: it opens nothing" in hands.reads())
    assert "opens these doors now" not in hands.reads()


def test_a_second_new_card_takes_the_place_of_the_first_only_by_a_word(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.REPLACE)
    hands.enter()
    hands.until(lambda: "Not yet: hold the new card to the reader" in hands.reads())
    tap_new(hands, virtual)
    virtual.present(OTHER)
    hands.until(lambda: "Another card was tapped: 0x048a4aaaa62d80" in hands.reads())
    assert f"So far {NEW_CARD} is the new card of Åsa Lindström" in hands.reads()
    letter(hands, Qt.Key.Key_N)
    assert not hand(hands).sent
    letter(hands, Qt.Key.Key_U)
    hands.until(lambda: hand(hands).other is None)
    hands.until(lambda: "The new card: 0x\u200904" in hands.reads())
    letter(hands, Qt.Key.Key_N)
    hands.until(lambda: hand(hands).done)
    assert at_service(service, OTHER_CARD) is not None
    assert at_service(service, NEW_CARD) is None


def test_a_key_that_begins_later_is_blocked_and_opened_again_from_its_day_on(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    start = NOW + timedelta(days=5, minutes=7)
    known(hands, service, validity=Validity(start, ENDS))
    tap_known(hands, virtual)
    block(hands)
    hands.until(lambda: "opens nothing any more" in hands.reads())
    hands.enter()
    hands.until_step(Step.CARD)
    # Another day, as it were: how it was before is in the history.
    tap_known(hands, virtual)
    hands.until(lambda: hand(hands).former is not None)
    assert not view(hands).overview.buttons[Act.BLOCK].isEnabled()
    begin(hands, Act.VALIDITY, Qt.Key.Key_G)
    assert hands.line.text() == "2026-12-24"
    hands.enter()
    hands.until(lambda: hand(hands).done)
    made = made_at(service)
    assert (made.valid_from, made.valid_to) == (start.replace(microsecond=0), ENDS)


def test_a_card_whose_start_was_set_elsewhere_can_be_blocked(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, validity=Validity(None, ENDS))
    state = service.training.state
    made = made_at(service)
    state._keys[made.id] = replace(made, valid_from=NOW - timedelta(days=30))
    tap_known(hands, virtual)
    block(hands)
    hands.until(lambda: "opens nothing any more" in hands.reads())
    ended = made_at(service).valid_to
    assert ended is not None
    assert ended < NOW


def test_a_key_that_is_gone_is_made_anew_for_its_owner_and_not_said_to_be_left_as_it_is(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service)
    state, made = service.training.state, made_at(service)
    del state._keys[made.id]
    del state._ids[made.identification.identity]
    tap_known(hands, virtual)
    hands.until(lambda: hand(hands).missing)
    hand_over(hands.window, hands.session, hand(hands))
    hands.until_step(Step.PERSON)
    hands.until(lambda: not hands.wizard.looking)
    assert "Nothing happens to that key" not in hands.reads()
    hands.wizard.pick(key.owner)
    office = next(level for level in hands.wizard.levels if level.name == "Office")
    for step in (Step.PIN, Step.ACCESS, Step.REVIEW):
        hands.window.view.forward()
        hands.until_step(step)
        if step is Step.ACCESS:
            hands.wizard.choose_levels((str(office.level_id),))
    said = hands.reads()
    assert "has the key of this card no more: Åsa Lindström gets a new one" in said
    assert "left as it is" not in said
    assert "changes hands" not in said
    hands.window.view.forward()
    hands.until(lambda: hands.wizard.outcome is not None)
    assert level_names(service) == {"Office"}


def test_what_waits_for_a_key_is_on_its_page_and_not_begun_twice(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service)
    tap_known(hands, virtual)
    with away(service):
        block(hands)
        hands.until(lambda: "Saved, not delivered yet" in hands.reads())
        hands.enter()
        hands.until_step(Step.CARD)
        tap_known(hands, virtual)
        hands.until(lambda: "Block: saved, not sent yet (number " in hands.reads())
        begin(hands, Act.BLOCK)
        assert "The same is in the outbox already" in hands.reads()
        letter(hands, Qt.Key.Key_K)
        assert not hand(hands).sent
        assert len(hands.session.desk.records().outbox.operations()) == 1


def test_what_waited_is_gone_from_the_page_once_it_is_done(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service)
    with away(service) as back:
        hands.session.desk.station().keys.block(key)
        tap_known(hands, virtual)
        hands.until(lambda: "Block: saved, not sent yet" in hands.reads())
        back()
        hands.session.try_now()
        hands.until(lambda: "This card opens nothing: its validity has ended" in hands.reads())
        hands.until(lambda: "Block: saved" not in hands.reads())


def test_going_back_from_a_block_says_that_nothing_was_blocked(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    begun(hands, virtual, service, Act.BLOCK)
    hands.enter()
    hands.until(lambda: "Not blocked: the card stays as it is" in hands.reads())


def test_handing_over_asks_before_what_is_typed_for_another_is_lost(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service)
    virtual.present(OTHER)
    hands.until_step(Step.PERSON)
    hands.type("Beatrice")
    hands.window.content.enroll.open_key(key)
    hands.until(lambda: "Åsa Lindström" in hands.reads())
    virtual.present(EM)
    hands.until(lambda: hand(hands).tap is not None)
    hands.until(lambda: view(hands).overview.buttons[Act.HAND_OVER].isEnabled())
    letter(hands, Qt.Key.Key_V)
    assert "is lost when you hand this one over" in hands.asked().informativeText()
    hands.press(Qt.Key.Key_Escape)
    hands.back()
    assert hands.wizard.draft.first_name == "Beatrice"
    letter(hands, Qt.Key.Key_V)
    next(one for one in hands.asked().buttons() if one.text() == "Hand it o&ver").click()
    hands.until(lambda: hands.session.holding.hand is None)
    hands.until_step(Step.PERSON)
    shown = [line.text() for line in hands.window.view.page(Step.PERSON).findChildren(QLineEdit)]
    assert "Beatrice" not in shown


def test_a_drawn_pin_of_a_key_can_be_printed(
    hands: Hands, virtual: VirtualReader, service: TrainingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def at_once(
        _self: SlipPrinter,
        lines: Sequence[Line],
        *,
        secret: bool,
        begun: Callable[[], None],
        then: Callable[[None], None],
    ) -> None:
        begun()
        assert secret
        said.extend(line.text for line in lines)
        then(None)

    monkeypatch.setattr(SlipPrinter, "print_slip", at_once)
    begun(hands, virtual, service, Act.PIN)
    drawn = draw_pin(hands)
    hands.enter()
    hands.until(lambda: hand(hands).done)
    letter(hands, Qt.Key.Key_S)
    hands.until(lambda: "The slip is at the printer" in hands.reads())
    assert drawn.digits in said
    assert "Åsa Lindström" in said
    assert "until the end of Thursday, 24 December 2026" in " ".join(said)
    assert not hand(hands).pin_owed


def test_back_from_a_key_leads_to_where_it_was_opened(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    key = known(hands, service)
    hands.window.navigation.go_to(Place.HISTORY)
    hands.session.holding.open(key)
    hands.until(lambda: hands.window.navigation.present is Place.ENROLL)
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: hands.window.navigation.present is Place.HISTORY)
    hands.window.navigation.go_to(Place.ENROLL)
    tap_known(hands, virtual)
    hands.press(Qt.Key.Key_Escape)
    hands.until_step(Step.CARD)
    assert hands.window.navigation.present is Place.ENROLL


def test_a_level_that_was_gone_before_this_run_is_shown_by_its_name_too(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    known(hands, service, levels=("Office", "Entré"))
    office = next(one for one in hands.wizard.levels if one.name == "Office")
    hands.wizard.know_levels(tuple(one for one in hands.wizard.levels if one is not office))
    memory = replace(hands.session.remembering.memory, level_names={str(office.level_id): office.full_name})
    hands.session.remembering.remember(memory)
    hands.session.holding._names._heard.clear()
    tap_known(hands, virtual)
    assert f"No longer offered: {office.full_name}" in hands.reads()
    # What is listed now is remembered for the day when it is not.
    names = hands.session.remembering.memory.level_names.values()
    assert any(name.startswith("Entré") for name in names)


def test_a_role_has_the_same_key_where_others_are_left_out(
    hands: Hands, virtual: VirtualReader, service: TrainingServer
) -> None:
    roles = (Role("forever"), Role("week", days=7), Role("month", days=30))
    hands.session.remembering.preferences = replace(hands.session.remembering.preferences, roles=roles)
    begun(hands, virtual, service, Act.VALIDITY)
    shown = {one.property("role"): one for one in hands.window.findChildren(QPushButton) if one.property("role")}
    assert set(shown) == {"week", "month"}
    before = {key: button.geometry() for key, button in shown.items()}
    # F2 is the key of the role without an end, which extends nothing.
    hands.press(Qt.Key.Key_F2)
    assert hand(hands).draft.valid_to == ""
    hands.press(Qt.Key.Key_F3)
    assert hand(hands).draft.valid_to == "2026-11-29"
    # The tick of the chosen one moves no other.
    assert {key: button.geometry() for key, button in shown.items()} == before
