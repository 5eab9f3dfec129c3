"""What this station knows of a card before it enrolls it: whose it is, its other side, and cards that look like it.

Door systems that read over Wiegand pass on the low 24 bits of a number (H10301: facility code 8 and card number 16) or
the low 32 (H10306); two cards that are the same there are one card to such a door. Source: proxmark3
client/src/wiegand_formats.c (commit 1c8c3b7); S4A Wiegand converter manual p. 5, "the high part of the front is lost".
"""

from collections.abc import Iterable
from dataclasses import dataclass

from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem

# The bytes that a door over Wiegand 26 is told. Cards whose low 32 bits are the same are among those whose low 24 are.
LOW_BYTES = 3


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """owner: whom the card belongs to. composite: a card known with two technologies, of which this is one side only.

    alike: cards known that differ from this one above the low 24 or 32 bits only. shared: cards known that have one
    side in common with this one, and are not this one. key: the key that the card has, or the card with two
    technologies of which it is one side. waits: the numbers in the outbox of what this card was enrolled for and is not
    answered yet, each with the person; only where that was asked.
    """

    owner: Person | None = None
    composite: Identification | None = None
    alike: tuple[Identification, ...] = ()
    shared: tuple[Identification, ...] = ()
    key: KnownKey | None = None
    waits: tuple[tuple[int, Person], ...] = ()

    def cautions(self) -> tuple[Problem, ...]:
        """What is to be said of the card before it is enrolled; the owner is told elsewhere, with the person."""
        found = [_waits(number, person) for number, person in self.waits]
        if self.composite:
            found.append(
                Problem(
                    "one-side-only",
                    "This card is known with two technologies ({known}), and only one side of it was read.",
                    "Tap the other side too: a key for one side alone is another key than the one that is known.",
                    {"known": self.composite.hex},
                    "card",
                )
            )
        if self.shared:
            found.append(
                Problem(
                    "side-known-otherwise",
                    "One side of this card is known already, as {known}.",
                    "See to it that both sides were read from one and the same card.",
                    {"known": ", ".join(one.hex for one in self.shared)},
                    "card",
                )
            )
        if self.alike:
            found.append(
                Problem(
                    "looks-like-another",
                    "Another card is known whose number ends with the same bits: {known}.",
                    "Doors that read over Wiegand cannot tell the two apart; take another card, or ask which readers "
                    "the doors have.",
                    {"known": ", ".join(one.hex for one in self.alike)},
                    "card",
                )
            )
        return tuple(found)


def _waits(number: int, person: Person) -> Problem:
    remedy = "Look there first: what is sent after it may be in conflict with it."
    if not person.full_name:
        cause = "This card was enrolled already: number {number} in the outbox has no final answer."
        return Problem("card-waits", cause, remedy, {"number": number}, "card")
    return Problem(
        "card-waits",
        "This card was enrolled for {person} already: number {number} in the outbox has no final answer.",
        remedy,
        {"number": number, "person": person.full_name},
        "card",
    )


def acquaint(identification: Identification, owner: Person | None, relatives: Iterable[Identification]) -> Acquaintance:
    """Sort what is known. relatives: known cards that share bits with this one; the card itself may be among them."""
    composite, alike, shared = None, [], []
    for known in relatives:
        if known == identification:
            continue
        if set(identification.parts) < set(known.parts):
            composite = composite or known
        elif set(known.parts) & set(identification.parts):
            shared.append(known)
        elif _ends_alike(identification, known):
            alike.append(known)
    return Acquaintance(owner, composite, tuple(alike), tuple(shared))


def _ends_alike(one: Identification, other: Identification) -> bool:
    """Whether a side of the one and a side of the other are the same to a door over Wiegand."""
    return any(mine[-LOW_BYTES:] == theirs[-LOW_BYTES:] for mine in one.parts for theirs in other.parts)
