"""What a key is: as answered, else as ordered, laid over what is known and what waits."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from enroll_app.domain.enrollment import KeyRecord, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Intent, Operation, Outcome, Purpose, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.domain.truth import comes_to, validity_at, with_waiting
from enroll_app.domain.validity import Validity

CARD = parse_identification("EM:7")
KEY_ID, OFFICE, LAB = UUID(int=1), UUID(int=2), UUID(int=3)
BO = Person("Bo", "Ek")
EARLY, LATE, LATER = (datetime(year, 1, 1, tzinfo=UTC) for year in (2026, 2027, 2028))
KEY = KnownKey(KEY_ID, CARD, BO, validity=Validity(EARLY, LATE), levels=(OFFICE,))


def row(intent: Intent, **changes: object) -> Operation:
    made = Operation(7, UUID(int=9), Purpose.CHANGE, intent, State.SAVED, EARLY, EARLY)
    return replace(made, **changes)  # type: ignore[arg-type]  # the names are those of an operation


def test_what_was_answered_goes_before_what_was_ordered() -> None:
    record = KeyRecord(KEY_ID, CARD.decimal, CARD, BO, valid_to=LATE)
    assert validity_at(Order(CARD, BO), record) == Validity(None, LATE)
    # An answer that tells no date leaves what was ordered, over what is known.
    silent = replace(record, valid_to=None)
    assert validity_at(Change(KEY_ID, validity=Validity(None, LATER)), silent, KEY.validity) == Validity(EARLY, LATER)
    assert comes_to(Outcome(State.ACCEPTED, 7, Order(CARD, BO), record)) == Validity(None, LATE)
    assert comes_to(Outcome(State.ACCEPTED, 7, Removal(KEY_ID)), KEY.validity) == KEY.validity


def test_what_waits_is_laid_over_the_key_in_its_order() -> None:
    waiting = [
        row(Change(KEY_ID, levels=(OFFICE, LAB))),
        row(Change(KEY_ID, validity=Validity(None, LATER))),
        row(Order(CARD, BO, levels=(LAB,)), state=State.UNKNOWN),
    ]
    assert with_waiting(KEY, waiting[:2]) == replace(KEY, validity=Validity(EARLY, LATER), levels=(OFFICE, LAB))
    assert with_waiting(KEY, waiting).levels == (LAB,)


@pytest.mark.parametrize(
    "other",
    [
        row(Change(UUID(int=5), levels=())),
        row(Change(KEY_ID, levels=()), held=Problem("set-aside", "It was set aside.")),
        row(Change(KEY_ID, levels=()), state=State.CONFLICT),
        row(Order(CARD, Person("Cia", "Dahl"), levels=(LAB,))),
        row(Removal(KEY_ID)),
    ],
)
def test_what_may_never_be_is_not_counted_on(other: Operation) -> None:
    assert with_waiting(KEY, [other]) == KEY
