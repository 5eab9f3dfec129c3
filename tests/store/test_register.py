"""The register on a real file: whose a key is, as the service said, and what it was before it was overwritten."""

import itertools
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import Code, KeyRecord, Order, State
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Change, Removal, Settlement
from enroll_app.domain.person import Person
from enroll_app.domain.validity import Validity
from enroll_app.store import finding, ledger, outbox, register
from tests.store.support import ANNA, AT, BO, CARD, KEY_ID, ORDER, OTHER, PLAIN, Desk, accepted, record, unknown

ONE, TWO = UUID(int=11), UUID(int=12)
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def owner_of(desk: Desk, card: Identification = CARD) -> Person | None:
    known = desk.register.by_card(card)
    return known.owner if known else None


def conflict(owner: Person | None, *levels: UUID, key_id: UUID = KEY_ID) -> Settlement:
    return Settlement(
        State.CONFLICT, replace(record(owner, key_id=key_id), levels=levels), owner=owner, overwritten=True
    )


SPELLINGS = ["0x00499602d2", "0X00499602D2", "0001234567890", "EM:1234567890"]


@pytest.mark.parametrize(("written", "asked"), list(itertools.product(SPELLINGS, SPELLINGS)))
def test_a_cards_owner_is_known_by_any_spelling(desk: Desk, written: str, asked: str) -> None:
    assert owner_of(desk, parse_identification(asked)) is None
    desk.done(replace(PLAIN, credential=parse_identification(written)))
    assert owner_of(desk, parse_identification(asked)) == ANNA


def test_the_owner_of_a_composite_is_known_in_either_order_and_another_size_is_nobodys(desk: Desk) -> None:
    both = parse_identification("EM:1234567890|MC:7")
    desk.done(replace(PLAIN, credential=both), accepted(BO, both))
    assert owner_of(desk, parse_identification("MC:7|0x00499602d2")) == BO
    assert owner_of(desk, CARD) is None
    desk.done(PLAIN, accepted(key_id=ONE))
    assert owner_of(desk, Identification((CARD.parts[0][1:],))) is None


@pytest.mark.parametrize("owner", [Person("Bo"), Person("", "Ek"), Person(person_id=UUID(int=3))])
def test_an_owner_is_remembered_with_what_the_service_told_of_them(desk: Desk, owner: Person) -> None:
    desk.done(PLAIN, conflict(owner))
    assert owner_of(desk) == owner


def test_the_owner_is_whom_the_service_named_last_whatever_the_clock_says(desk: Desk) -> None:
    desk.done()
    number = desk.save()
    desk.claimed(number)
    desk.outbox.settle(number, accepted(BO, key_id=ONE), AT - timedelta(hours=1))
    assert owner_of(desk) == BO
    assert desk.register.by_id(KEY_ID) is None


@pytest.mark.parametrize("intent", [Removal(KEY_ID), Removal(None, CARD), Change(KEY_ID)])
def test_a_key_that_is_said_not_to_be_there_is_not_forgotten(desk: Desk, intent: Removal | Change) -> None:
    """An address that is wrong answers the same; only a removal that is done takes a key away."""
    desk.done()
    desk.done(intent, Settlement(State.REJECTED))
    assert desk.register.by_card(CARD) is not None
    desk.done(Removal(KEY_ID, CARD), Settlement(State.ACCEPTED))
    assert desk.register.by_card(CARD) is None


def test_an_answer_without_a_person_takes_no_owner_away(desk: Desk) -> None:
    desk.done()
    desk.done(PLAIN, accepted(None))
    desk.done(PLAIN, accepted(Person()))
    assert owner_of(desk) == ANNA


@pytest.mark.parametrize("answered", [None, Person()])
def test_a_card_whose_owner_the_service_never_names_is_who_it_was_enrolled_for(
    desk: Desk, answered: Person | None
) -> None:
    desk.done(replace(PLAIN, person=Person("Anna")), accepted(answered))
    desk.done(replace(PLAIN, person=Person("Bo")), conflict(answered))
    desk.done(replace(PLAIN, person=Person()), accepted(answered))
    known = desk.register.by_card(CARD)
    assert known
    assert (known.named, known.owner) == (Person("Anna"), Person())


def test_how_the_owner_was_named_here_is_known_apart_from_the_services_name(desk: Desk) -> None:
    desk.done(replace(PLAIN, person=Person("Anna")))
    desk.done(replace(PLAIN, person=Person("Bo")), conflict(ANNA))
    desk.done(Change(KEY_ID, CARD, BO))
    known = desk.register.by_card(CARD)
    assert known
    assert (known.named, known.owner) == (Person("Anna"), ANNA)


def test_what_was_only_meant_or_lost_makes_nobody_an_owner(desk: Desk) -> None:
    desk.send(desk.save(), unknown())
    desk.done(replace(PLAIN, credential=OTHER), Settlement(State.REJECTED))
    assert (owner_of(desk), owner_of(desk, OTHER)) == (None, None)


def test_a_key_is_known_as_it_was_answered_and_else_as_it_was_asked_for(desk: Desk) -> None:
    order = replace(PLAIN, validity=Validity(START, END), levels=(ONE,))
    desk.done(order)
    known = desk.register.by_id(KEY_ID)
    assert known == KnownKey(KEY_ID, CARD, ANNA, order.person, order.validity, (ONE,), AT, AT)
    answer = replace(record(ANNA), valid_to=END + timedelta(days=1), levels=(TWO,))
    desk.done(Change(KEY_ID, CARD), Settlement(State.ACCEPTED, answer))
    known = desk.register.by_card(CARD)
    assert known
    assert (known.validity, known.levels) == (Validity(None, answer.valid_to), (TWO,))
    desk.done(Change(KEY_ID, CARD, validity=Validity(None, END)))
    known = desk.register.by_card(CARD)
    assert known
    assert (known.validity, known.levels) == (Validity(None, END), (TWO,))
    desk.done(Change(KEY_ID, CARD, levels=()))
    known = desk.register.by_card(CARD)
    assert known
    assert known.levels == ()


def test_a_codes_key_is_known_by_its_id_and_its_digits_are_not(desk: Desk) -> None:
    desk.done(Order(Code()), Settlement(State.ACCEPTED, KeyRecord(KEY_ID, "0042", Code("0042"), ANNA)))
    known = desk.register.by_id(KEY_ID)
    assert known
    assert (known.identification, known.owner) == (None, ANNA)
    assert "0042" not in str(desk.rows("SELECT * FROM keys"))


@pytest.mark.parametrize("removal", [Removal(KEY_ID), Removal(None, CARD), Removal(KEY_ID, CARD)])
def test_what_was_removed_is_known_no_more(desk: Desk, removal: Removal) -> None:
    desk.done()
    desk.done(removal, Settlement(State.ACCEPTED))
    assert (desk.register.by_card(CARD), desk.register.by_id(KEY_ID)) == (None, None)
    assert desk.register.relatives_of(CARD) == ()
    desk.done(PLAIN, accepted(BO, key_id=ONE))
    assert owner_of(desk) == BO


def test_from_before_a_conflict_the_levels_and_the_validity_are_known(desk: Desk) -> None:
    order = replace(PLAIN, validity=Validity(None, END), levels=(ONE,))
    desk.done(order)
    before = desk.register.by_card(CARD)
    first = desk.done(replace(PLAIN, levels=(TWO,)), conflict(ANNA, TWO))
    second = desk.done(replace(PLAIN, levels=(TWO,)), conflict(ANNA, TWO))
    now = desk.register.by_card(CARD)
    assert now
    assert now.levels == (TWO,)
    assert desk.register.before_conflict(first) == before
    assert desk.register.before_conflict(second) == before
    desk.done(Change(KEY_ID, CARD, levels=(TWO,)))
    third = desk.done(PLAIN, conflict(ANNA, ONE))
    found = desk.register.before_conflict(third)
    assert found
    assert found.levels == (TWO,)


def test_of_a_key_that_was_never_described_nothing_is_known_from_before(desk: Desk) -> None:
    desk.done()
    assert desk.register.before_conflict(desk.done(PLAIN, conflict(BO, key_id=ONE))) is None
    assert desk.register.before_conflict(99) is None


def test_a_door_tells_of_a_key_and_takes_nothing_away(desk: Desk) -> None:
    desk.register.heard(KnownKey(KEY_ID, CARD, BO), AT)
    assert owner_of(desk) == BO
    desk.done(replace(PLAIN, levels=(ONE,)))
    desk.register.heard(KnownKey(KEY_ID, CARD), AT)
    known = desk.register.by_card(CARD)
    assert known
    assert (known.owner, known.levels) == (ANNA, (ONE,))


def test_an_old_event_brings_no_key_back(desk: Desk) -> None:
    desk.done()
    desk.register.heard(KnownKey(ONE, CARD, BO, changed_at=AT - timedelta(days=1)), AT)
    assert owner_of(desk) == ANNA
    desk.register.heard(KnownKey(ONE, CARD, BO, changed_at=AT + timedelta(days=1)), AT)
    assert owner_of(desk) == BO
    desk.done(Removal(ONE, CARD), Settlement(State.ACCEPTED))
    desk.register.heard(KnownKey(ONE, CARD, BO), AT)
    assert owner_of(desk) is None


def test_levels_take_the_place_of_those_before(desk: Desk) -> None:
    assert desk.register.known_levels() == ()
    one, other = AccessLevel(UUID(int=2), "B", "s-1"), AccessLevel(UUID(int=1), "A", "s-2")
    desk.register.remember_levels((other, one, one))
    assert desk.register.known_levels() == (one, other)
    desk.register.remember_levels(())
    assert desk.register.known_levels() == ()


def known(desk: Desk, *cards: str) -> None:
    """Let the service have answered to an enrollment of each of these cards."""
    for number, text in enumerate(cards):
        card = parse_identification(text)
        desk.done(replace(ORDER, credential=card), accepted(ANNA, card, UUID(int=100 + number)))


def relatives(desk: Desk, card: str) -> list[str]:
    return [one.hex for one in desk.register.relatives_of(parse_identification(card))]


def test_cards_that_end_with_the_same_24_bits_are_found(desk: Desk) -> None:
    known(desk, "0x0110185c5b", "0xff185c5b", "0x0110185c5c", "0x01aa185c5b|0xcafebabe", "0x0111111111|0x00185c5b")
    desk.save(replace(PLAIN, credential=parse_identification("0x0310185c5b")))
    alike = ["0x0111111111|0x00185c5b", "0x01aa185c5b|0xcafebabe", "0xff185c5b", "0x0110185c5b"]
    assert relatives(desk, "0x0210185c5b") == alike
    assert relatives(desk, "0x0200000000|0x00185c5b") == alike
    assert relatives(desk, "0x02febabe00") == []


class Anything(dict[str, int]):
    """A value for every parameter: what is looked at is how SQLite goes about it."""

    def __missing__(self, name: str) -> int:
        return 1


def test_what_is_asked_at_every_card_reads_no_whole_table(desk: Desk) -> None:
    desk.done()
    statements = [
        text
        for module in (ledger, finding, outbox, register)
        for text in vars(module).values()
        if isinstance(text, str) and text.startswith(("SELECT", "UPDATE", "DELETE")) and " levels" not in text
    ]
    assert len(statements) > 25
    with closing(sqlite3.connect(desk.path)) as connection:
        for statement in statements:
            plan = [str(row[3]) for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", Anything())]
            slow = [one for one in plan if one.startswith(("SCAN operations", "SCAN keys")) and "USING" not in one]
            assert not slow, (statement, plan)
