"""What an operator has typed so far, and the check that turns it into an order.

Every fault is told at once, each at its field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import TypeVar

from enroll_app.domain.enrollment import Code, Credential, Order
from enroll_app.domain.levels import AccessLevel, find_levels
from enroll_app.domain.person import Person, clean_name, parse_person_id
from enroll_app.domain.pin import Pin, PinOrder, PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import Validity, parse_end, parse_start

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, unchecked. pin: digits as typed, or a rule; empty text fields mean "left out"."""

    credential: Credential | None = None
    first_name: str = ""
    last_name: str = ""
    person_id: str = ""
    pin: str | PinOrder = PinRule.LEAVE
    valid_from: str = ""
    valid_to: str = ""
    levels: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Name what a log may name: no person and no PIN."""
        return f"Draft(credential={self.credential!r}, levels={self.levels!r})"


class _Collector:
    """Runs checks one after the other and keeps what each complains of."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def take(self, check: Callable[[], T], otherwise: U) -> T | U:
        try:
            return check()
        except InvalidInputError as error:
            self.problems.extend(error.problems)
            return otherwise


def check_person(draft: Draft) -> Person:
    """The person of the draft. Raises InvalidInputError with every fault."""
    faults = _Collector()
    first = faults.take(lambda: clean_name(draft.first_name, "first_name"), "")
    last = faults.take(lambda: clean_name(draft.last_name, "last_name"), "")
    person_id = faults.take(lambda: parse_person_id(draft.person_id), None) if draft.person_id.strip() else None
    if person_id and (first or last):
        faults.problems.append(
            Problem(
                "person-twice",
                "Both an id and a name of the person were given; the service takes one or the other.",
                "Leave one of them out.",
                field="person_id",
            )
        )
    if faults.problems:
        raise InvalidInputError(*faults.problems)
    return Person(first, last, person_id)


def check_pin(draft: Draft) -> PinOrder:
    """The PIN of the draft. Raises InvalidInputError."""
    return Pin(draft.pin) if isinstance(draft.pin, str) else draft.pin


def check_validity(draft: Draft, zone: tzinfo) -> Validity:
    """The validity of the draft by the desk's clock. Raises InvalidInputError with every fault.

    An end that lies in the past breaks no rule of the service; `cautions` speaks of it.
    """
    faults = _Collector()
    start = faults.take(lambda: parse_start(draft.valid_from, zone), None) if draft.valid_from.strip() else None
    end = faults.take(lambda: parse_end(draft.valid_to, zone), None) if draft.valid_to.strip() else None
    if faults.problems:
        raise InvalidInputError(*faults.problems)
    return Validity(start, end)


def check(draft: Draft, known_levels: Sequence[AccessLevel], zone: tzinfo) -> Order:
    """Turn the draft into an order. Raises InvalidInputError with the faults of every field at once."""
    order, problems = _checked(draft, known_levels, zone)
    if problems or order is None:
        raise InvalidInputError(*problems)
    return order


def faults(draft: Draft, zone: tzinfo) -> tuple[Problem, ...]:
    """What is wrong with the draft as far as the desk alone can tell: all but its levels."""
    return tuple(_checked(replace(draft, levels=()), (), zone)[1])


def _checked(draft: Draft, known_levels: Sequence[AccessLevel], zone: tzinfo) -> tuple[Order | None, Sequence[Problem]]:
    found = _Collector()
    person = found.take(lambda: check_person(draft), Person())
    pin = found.take(lambda: check_pin(draft), None) or PinRule.LEAVE
    validity = found.take(lambda: check_validity(draft, zone), Validity())
    levels = found.take(lambda: find_levels(draft.levels, known_levels), None) or ()
    if isinstance(draft.credential, Code) and draft.credential.digits and isinstance(pin, Pin):
        found.problems.append(
            Problem(
                "pin-with-code",
                "A code that is typed at the door and a PIN were both given.",
                "Leave the PIN out: a PIN goes together with a card.",
                field="pin",
            )
        )
    if draft.credential is None:
        return None, [
            Problem("no-card", "No card was read yet.", "Hold a card to the reader.", field="card"),
            *found.problems,
        ]
    return Order(draft.credential, person, pin, validity, tuple(one.level_id for one in levels)), found.problems


def cautions(order: Order, now: datetime) -> tuple[Problem, ...]:
    """What breaks no rule but is seldom meant, to be said before and after sending."""
    said = []
    if order.validity.end and order.validity.end <= now:
        said.append(
            Problem(
                "already-expired",
                "The end of the validity lies in the past: this key opens nothing.",
                "Choose a later end.",
                field="valid_to",
            )
        )
    if not order.levels and not order.unresolved_levels:
        said.append(
            Problem(
                "no-level",
                "No access level was chosen: a new key then opens no door.",
                "Choose at least one level.",
                field="levels",
            )
        )
    if order.person == Person():
        said.append(
            Problem(
                "nobody-named",
                "Nobody was named: a new key then belongs to somebody whose name the service makes up.",
                "Give a first or a last name.",
                field="first_name",
            )
        )
    if isinstance(order.pin, Pin) and order.pin.weak:
        said.append(
            Problem("pin-weak", "This PIN is among the first that anybody would try.", "Choose another.", field="pin")
        )
    return tuple(said)
