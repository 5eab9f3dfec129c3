"""The digits of what waits: sealed for their row alone, asked for where they are gone, wiped once delivered."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.operations import Blocked, Change, Claimed, Purpose, SecretState, Settlement, Step
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import Secret, SecretPlace
from enroll_app.store.database import Database
from enroll_app.store.outbox import SqlOutbox
from enroll_app.store.sealing import Sealer
from enroll_app.store.vault import StationVault
from tests.store.support import (
    ANNA,
    AT,
    BO,
    CARD,
    KEY_ID,
    ORDER,
    OTHER,
    PIN,
    Box,
    Clock,
    Desk,
    accepted,
    record,
    step,
    unknown,
)


def secret_of(desk: Desk, number: int) -> SecretState:
    operation = desk.outbox.operation(number)
    assert operation
    return operation.secret


def digits(claimed: Claimed) -> str | None:
    return claimed.secret.reveal() if claimed.secret else None


def spellings(text: str) -> set[bytes]:
    """The digits as they could hide in a file."""
    plain = text.encode()
    found = {plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode(), plain[::-1]}
    for shift in range(3):
        # Base64 of the digits at each of the three places in its groups, without the letters that neighbours decide.
        coded = base64.b64encode(bytes(shift) + plain + bytes(3))
        found.add(coded[(8 * shift + 5) // 6 : (8 * (shift + len(plain))) // 6])
    return found


def test_the_digits_are_nowhere_in_the_folder_at_any_time(desk: Desk) -> None:
    pin = "7913508264"  # as a code may be: four digits would be found by chance
    number = desk.save(Order(Code(pin), Person("Åsa", "Öberg")))
    written = [one.read_bytes() for one in desk.path.parent.iterdir() if one.is_file()]
    desk.send(number, unknown())
    desk.send(number, Settlement(State.ACCEPTED, KeyRecord(KEY_ID, pin, Code(pin), ANNA)))
    desk.close()
    written += [one.read_bytes() for one in desk.path.parent.iterdir() if one.is_file()]
    everything = b"".join(written).lower()
    assert "Öberg".encode() in b"".join(written)
    for spelling in spellings(pin):
        assert spelling.lower() not in everything, spelling


def test_no_repr_shows_digits(desk: Desk) -> None:
    [operation] = desk.outbox.save([Step(Purpose.ENROLL, Order(Code("12345678")), b"")], "", AT)
    found = desk.claimed(operation.number)
    assert digits(found) == "12345678"
    assert "12345678" not in repr(operation) + repr(found)


def test_a_sealed_secret_is_bound_to_its_row_and_of_no_use_in_another(desk: Desk) -> None:
    assert desk.box
    first, second = desk.save(ORDER), desk.save(replace(ORDER, pin=Pin("1357")))
    for sealed, row in zip(desk.box.sealed, desk.rows(), strict=True):
        assert sealed.startswith(f"{row['uid']}|pin|")
    with desk.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE operations SET secret = (SELECT secret FROM operations WHERE id = ?)", (second,)
        )
    assert desk.blocked(first) == ("pin-needed", None)


@pytest.mark.parametrize(
    "forged",
    [
        "uid = (SELECT uid FROM taken), secret = (SELECT secret FROM taken)",
        """body = '{"key":{"identification":"@code@","type":"code"}}'""",
        "identification = '0x0110185c5b'",
        "key_type = 'code'",
        "kind = 'order'",
        "secret_field = 'code'",
    ],
)
def test_whoever_changes_the_file_has_no_pin_sent_for_another_card_or_as_a_code(tmp_path: Path, forged: str) -> None:
    """Not with the row's own id, either: it lies in the file beside what is bound to it."""
    vault = StationVault(tmp_path / "vault", SecretPlace.FILE)
    database = Database(tmp_path / "enroll.sqlite3", uptime=Clock(), sealer=Sealer(vault))
    outbox = SqlOutbox(database)
    # As the probe's second step: its key is not known yet, so that two templates are alike.
    for card in (CARD, OTHER):
        outbox.save([Step(Purpose.ENROLL, Change(None, card, pin=Pin(PIN)), b'{"id":"@key@","pin":"@pin@"}')], "", AT)
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TEMP TABLE taken AS SELECT * FROM operations WHERE id = 2")
        connection.exec_driver_sql("UPDATE operations SET uid = 'moved' WHERE id = 2")
        connection.exec_driver_sql(f"UPDATE operations SET {forged} WHERE id = 1")  # noqa: S608  our own
    found = outbox.claim(1, AT)
    assert isinstance(found, Blocked)
    assert (found.problem.code, found.operation.state) == ("pin-needed", State.SAVED)
    database.close()


def test_a_pin_is_opened_after_its_key_was_filled_in_and_the_row_was_tried(tmp_path: Path) -> None:
    vault = StationVault(tmp_path / "vault", SecretPlace.FILE)
    database = Database(tmp_path / "enroll.sqlite3", uptime=Clock(), sealer=Sealer(vault))
    outbox = SqlOutbox(database)
    first = Step(Purpose.PROBE, Order(CARD, ANNA), b"{}")
    second = Step(Purpose.ENROLL, Change(None, CARD, ANNA, Pin(PIN)), b'{"id":"@key@","pin":"@pin@"}')
    operations = outbox.save([first, second], "", AT, claim=True)
    outbox.settle(operations[0].number, accepted(), AT)
    database.close()
    # Another process, with the vault read anew.
    database = Database(tmp_path / "enroll.sqlite3", uptime=Clock(), sealer=Sealer(vault))
    outbox = SqlOutbox(database)
    for _ in range(2):
        found = outbox.claim(operations[1].number, AT)
        assert isinstance(found, Claimed)
        assert isinstance(found.operation.intent, Change)
        assert found.operation.intent.key_id == KEY_ID
        assert (found.body, digits(found)) == (b'{"id":"@key@","pin":"@pin@"}', PIN)
        outbox.settle(operations[1].number, unknown(), AT)
    database.close()


@pytest.mark.parametrize("final", [accepted(), Settlement(State.REJECTED)])
def test_a_final_answer_wipes_the_secret_and_a_conflict_keeps_it(desk: Desk, final: Settlement) -> None:
    number = desk.save(ORDER)
    assert secret_of(desk, number) is SecretState.KEPT
    desk.send(number, unknown())
    assert secret_of(desk, number) is SecretState.KEPT
    desk.send(number, final)
    assert secret_of(desk, number) is SecretState.WIPED
    assert desk.rows()[0]["secret"] is None
    conflict = desk.done(replace(ORDER, credential=OTHER), Settlement(State.CONFLICT, record(BO), owner=BO))
    assert secret_of(desk, conflict) is SecretState.KEPT


def test_without_a_pin_there_is_no_secret(desk: Desk) -> None:
    for pin in (PinRule.LEAVE, PinRule.CLEAR):
        assert secret_of(desk, desk.save(replace(ORDER, pin=pin))) is SecretState.NONE


@pytest.mark.parametrize("box", [None, Box(closed=True)])
def test_without_a_vault_the_digits_are_at_hand_for_one_attempt_only(desk: Desk, box: Box | None) -> None:
    bare = desk.again(box=box)
    [operation] = bare.outbox.save([step(ORDER)], "", AT, claim=True)
    assert (operation.state, operation.secret) == (State.SENDING, SecretState.MISSING)
    bare.outbox.settle(operation.number, unknown(), AT)
    assert bare.due() == []
    assert bare.blocked(operation.number) == ("pin-needed", None)
    with pytest.raises(InvalidInputError, match="digits of the PIN are missing"):
        bare.outbox.release(operation.number, AT)
    bare.outbox.release(operation.number, AT, Secret(PIN))
    assert bare.due() == [operation.number]
    assert digits(bare.claimed(operation.number)) == PIN
    bare.outbox.settle(operation.number, accepted(), AT)
    assert secret_of(bare, operation.number) is SecretState.WIPED
    bare.close()


def test_without_a_vault_a_later_step_has_its_digits_in_the_process_that_saved_it(desk: Desk) -> None:
    bare, other = desk.again(box=None), desk.again(box=None)
    number = bare.save(replace(ORDER, pin=PinRule.CLEAR), ORDER)
    bare.send(number, accepted())
    assert (bare.due(), other.due()) == ([number + 1], [])
    assert other.blocked(number + 1) == ("secret-elsewhere", 5.0)
    assert digits(bare.claimed(number + 1)) == PIN
    bare.close()
    assert other.outbox.renew(AT) == 1
    assert other.blocked(number + 1)[0] == "pin-needed"
    other.close()


def test_digits_that_only_an_ended_process_had_are_asked_for(desk: Desk) -> None:
    bare = desk.again(box=None)
    number = bare.save(ORDER)
    bare.close()
    assert desk.outbox.renew(AT) == 0
    [operation] = desk.outbox.operations()
    assert operation.needs_somebody
    desk.outbox.release(number, AT, Secret(PIN))
    assert secret_of(desk, number) is SecretState.KEPT
    assert digits(desk.claimed(number)) == PIN


def test_after_the_vault_was_reset_the_row_waits_for_its_digits_and_is_never_sent_without(desk: Desk) -> None:
    assert desk.box
    number = desk.save(ORDER)
    desk.box.broken = True
    assert desk.blocked(number) == ("pin-needed", None)
    [operation] = desk.outbox.operations()
    assert operation.held
    assert "The vault has another key." in str(operation.held)
    desk.outbox.release(number, AT)
    assert desk.blocked(number) == ("pin-needed", None)
    desk.box.broken = False
    desk.outbox.release(number, AT, Secret("1357"))
    assert digits(desk.claimed(number)) == "1357"


def test_a_vault_that_is_locked_for_a_moment_costs_no_digits(desk: Desk) -> None:
    assert desk.box
    number = desk.save(ORDER)
    desk.box.locked = True
    assert desk.blocked(number) == ("vault-locked", 5.0)
    [operation] = desk.outbox.operations()
    assert (operation.held, operation.state, desk.due()) == (None, State.SAVED, [number])
    desk.box.locked = False
    assert digits(desk.claimed(number)) == PIN


def test_nothing_takes_the_place_of_what_has_digits_that_cannot_be_had_now(desk: Desk) -> None:
    assert desk.box
    old = desk.done(ORDER, Settlement(State.CONFLICT, record(BO), owner=BO))
    sealed, given = step(replace(ORDER, pin=PinRule.SEALED)), step(replace(ORDER, pin=Pin("1357")))
    for flaw in ("locked", "broken"):
        setattr(desk.box, flaw, True)
        with pytest.raises(InvalidInputError):
            desk.outbox.supersede(old, [sealed], Settlement(State.REJECTED), AT)
        setattr(desk.box, flaw, False)
    assert (desk.state(old), len(desk.rows())) == (State.CONFLICT, 1)
    [new] = desk.outbox.supersede(old, [sealed], Settlement(State.REJECTED), AT)
    assert digits(desk.claimed(new.number)) == PIN
    other = desk.done(replace(ORDER, credential=OTHER), Settlement(State.CONFLICT, record(BO, OTHER), owner=BO))
    desk.box.locked = True
    desk.outbox.supersede(other, [given], Settlement(State.REJECTED), AT)


def test_a_step_without_the_digits_it_needs_is_held_at_once(desk: Desk) -> None:
    number = desk.save(replace(ORDER, pin=PinRule.SEALED))
    assert desk.blocked(number) == ("pin-needed", None)


def test_a_code_takes_over_the_digits_of_the_one_it_follows(desk: Desk) -> None:
    old = desk.save(Order(Code("123456")))
    desk.send(old, Settlement(State.CONFLICT))
    [new] = desk.outbox.supersede(old, [step(Order(Code(sealed=True)))], Settlement(State.REJECTED), AT, claim=True)
    assert new.state is State.SAVED
    assert digits(desk.claimed(new.number)) == "123456"
    generated = desk.save(Order(Code()))
    desk.send(generated, Settlement(State.CONFLICT))
    [new] = desk.outbox.supersede(generated, [step(Order(Code()))], Settlement(State.REJECTED), AT, claim=True)
    assert (new.state, new.secret) == (State.SENDING, SecretState.NONE)


def test_the_card_stays_known_when_its_pin_is_forgotten(desk: Desk) -> None:
    desk.done(ORDER)
    assert desk.register.by_card(CARD) is not None
