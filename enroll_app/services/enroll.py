"""The main job: from an order to what the service made of it, without losing it on the way.

The order of things is the point: what this station knows of the card is asked first, then the enrollment is written
to disk, and only then is the first byte sent. Sources: IntServ Access API, `/accesskeys/add` ("a key is unique by its
identification; `person` is not used when an existing key is updated"), hence the comparison of the answer's person.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, tzinfo
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance, acquaint
from enroll_app.domain.draft import Draft, check
from enroll_app.domain.enrollment import NOBODY_NAMED, Code, KeyRecord, KeyStatus, Order, Outcome, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.person import Person
from enroll_app.domain.ports import AccessService, EnrollmentStore, StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import OutcomeUnknown, Refused, ServiceError

# Waiting times between two questions for a key's status, in seconds; the last one is repeated. The vendor names no
# limit; a door system takes seconds.
_FOLLOW_WAITS_S = (0.3, 0.5, 1.0, 2.0, 4.0)


class Interrupted(KeyboardInterrupt):
    """Somebody interrupted the program between the first byte and the answer; `outcome` says what is known."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class Enroller:
    """Enrolls cards. Blocking; usable from any thread."""

    def __init__(self, service: AccessService, store: EnrollmentStore, now: Callable[[], datetime]) -> None:
        self._service = service
        self._store = store
        self._now = now

    def levels(self) -> tuple[AccessLevel, ...]:
        """The levels, from the service, remembered for when it is away. Raises ServiceError, StoreError."""
        levels = self._service.levels()
        self._store.remember_levels(levels)
        return levels

    def remembered_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them. Raises StoreError."""
        return self._store.known_levels()

    def prepare(self, draft: Draft, zone: tzinfo) -> Order:
        """Check the draft and look its levels up.

        When the service cannot say which levels there are, those that it named before count; a name that is new to
        this station is kept as it was typed (`Order.unresolved_levels`). Raises InvalidInputError, StoreError.
        """
        order = check(replace(draft, levels=()), (), zone)
        if not draft.levels:
            return order
        try:
            known = self.levels()
        except ServiceError as error:
            try:
                return check(draft, self._store.known_levels(), zone)
            except InvalidInputError:
                return _with_unresolved(order, draft.levels, error.problem)
        return check(draft, known, zone)

    def enroll(self, order: Order, reader: str = "") -> Outcome:
        """Save the enrollment, send it, and say what came of it.

        A card that this station knows is sent only for who is surely its owner, or for nobody named: a deliberate
        change of that key. Raises StoreError; then nothing was sent. Raises Interrupted.
        """
        owner = self._known_owner(order)
        outbox_id = self._store.save(order, reader, self._now())
        if owner is not None and not self._is_owner(order, owner):
            return self._written(_conflict(outbox_id, order, owner, record=None))
        if order.unresolved_levels:
            problem = _levels_unresolved(order.unresolved_levels, order.levels_problem)
            return self._written(Outcome(State.SAVED, outbox_id, order, problem=problem))
        return self._send(outbox_id, order)

    def _is_owner(self, order: Order, owner: Person) -> bool:
        """Whether the order is surely for who has the card: by the owner's name, or by the words of last time."""
        assert isinstance(order.credential, Identification)
        if order.person == NOBODY_NAMED or order.person.is_surely(owner):
            return True
        named = self._store.named_for(order.credential)
        return named is not None and order.person.is_surely(named)

    def resend(self, outcome: Outcome) -> Outcome:
        """Send an enrollment again whose first try was saved or has no answer, in the same row. Raises Interrupted."""
        if outcome.order.unresolved_levels:
            return outcome
        return self._send(outcome.outbox_id, outcome.order)

    def _send(self, outbox_id: int, order: Order) -> Outcome:
        try:
            return self._sent(outbox_id, order)
        except KeyboardInterrupt:
            outcome = Outcome(State.UNKNOWN, outbox_id, order, problem=_interrupted(order))
            with suppress(StoreError):
                self._written(outcome)
            raise Interrupted(outcome) from None

    def _sent(self, outbox_id: int, order: Order) -> Outcome:
        self._store.mark(outbox_id, State.SENDING, self._now())
        outcome = self._answer(outbox_id, order)
        try:
            return self._written(outcome)
        except StoreError as error:
            # Raised, it would say that nothing was sent. The row stays SENDING, which counts as unfinished.
            return replace(outcome, problem=outcome.problem or _answer_not_written(error.problem))

    def _answer(self, outbox_id: int, order: Order) -> Outcome:
        try:
            record = self._service.add(order)
        except Refused as error:
            return Outcome(State.REJECTED, outbox_id, order, problem=error.problem)
        except OutcomeUnknown as error:
            problem = _code_unknown(error.problem) if order.credential == Code() else error.problem
            return Outcome(State.UNKNOWN, outbox_id, order, problem=problem)
        except ServiceError as error:
            return Outcome(State.SAVED, outbox_id, order, problem=error.problem)
        if record.credential is None and isinstance(order.credential, Identification):
            # Done is only what says which card it is about (an answer about another card is no answer already).
            return Outcome(State.UNKNOWN, outbox_id, order, problem=_card_not_named(record.identification))
        if record.person is not None and not order.person.may_be(record.person):
            return _conflict(outbox_id, order, record.person, record)
        return Outcome(State.ACCEPTED, outbox_id, order, record, problem=_unlike(order, record))

    def follow(self, outcome: Outcome, wait: Callable[[float], bool]) -> Iterator[KeyStatus]:
        """Ask for the key's status until every door system has answered; yield each answer.

        wait: sleeps so many seconds and returns True when it is time to give up. Raises ServiceError.
        """
        assert outcome.record is not None
        turn = 0
        while True:
            status = self._service.status(outcome.record.key_id)
            yield status
            if status.settled or wait(_FOLLOW_WAITS_S[min(turn, len(_FOLLOW_WAITS_S) - 1)]):
                # That the key exists is written already; no failure here may say that nothing was sent. Whose it is
                # may have been heard anew since: only the state is written.
                with suppress(StoreError):
                    self._store.mark(outcome.outbox_id, status.state, self._now(), outcome.problem)
                return
            turn += 1

    def unfinished(self) -> int:
        """How many enrollments of this station have no final answer. Raises StoreError."""
        return self._store.unfinished()

    def acquaintance(self, identification: Identification) -> Acquaintance:
        """What this station knows of the card, before anything is typed. Raises StoreError."""
        owner = self._store.owner_of(identification)
        known = acquaint(identification, owner, self._store.relatives_of(identification))
        if owner is None and known.composite:
            # One side of somebody's card is somebody's card.
            return replace(known, owner=self._store.owner_of(known.composite))
        return known

    def _known_owner(self, order: Order) -> Person | None:
        credential = order.credential
        return self.acquaintance(credential).owner if isinstance(credential, Identification) else None

    def _written(self, outcome: Outcome) -> Outcome:
        if outcome.record is not None:
            self._store.answered(outcome.outbox_id, outcome.state, outcome.record, self._now())
        if outcome.problem is not None:
            self._store.mark(outcome.outbox_id, outcome.state, self._now(), outcome.problem)
        return outcome


def _conflict(outbox_id: int, order: Order, owner: Person, record: KeyRecord | None) -> Outcome:
    problem = _owned_already(order.person, owner, overwritten=record is not None)
    return Outcome(State.CONFLICT, outbox_id, order, record, owner, problem, overwritten=record is not None)


def _unlike(order: Order, record: KeyRecord) -> Problem | None:
    """In what the key that the service says it has is not the one that was meant; only what both name is compared."""
    meant, nobody = order.validity, record.person in (None, NOBODY_NAMED)
    differing = [
        name
        for name, differs in (
            ("the start", meant.start and record.valid_from and meant.start != record.valid_from),
            ("the end", meant.end and record.valid_to and meant.end != record.valid_to),
            ("the access levels", order.levels and record.levels and set(order.levels) != set(record.levels)),
            ("the person, whom the answer does not name", nobody and order.person != NOBODY_NAMED),
        )
        if differs
    ]
    if not differing:
        return None
    if nobody and len(differing) == 1 and order.person != NOBODY_NAMED:
        return Problem(
            "answer-names-nobody",
            "The service created the key, but its answer does not say whose it is.",
            "Check in the access-control system whether the key is {meant}'s.",
            {"meant": _called(order.person)},
        )
    return Problem(
        "answer-differs",
        "The service created the key, but what it answered is not what was meant: {what}.",
        "Check the key in the access-control system.",
        {"what": ", ".join(differing)},
    )


def _called(person: Person) -> str:
    return person.full_name or str(person.person_id)


def _with_unresolved(order: Order, names: tuple[str, ...], why: Problem) -> Order:
    ids: list[UUID] = []
    unresolved: list[str] = []
    for name in names:
        try:
            ids.append(parse_uuid(name))
        except ValueError:
            unresolved.append(name)
    return replace(order, levels=tuple(ids), unresolved_levels=tuple(unresolved), levels_problem=why)


def _levels_unresolved(names: tuple[str, ...], why: Problem | None) -> Problem:
    """Why the levels could not be looked up, and what becomes of the enrollment."""
    why = why or Problem("levels-not-looked-up", "The service could not be asked for the access levels.")
    return replace(
        why,
        remedy=f"{why.remedy} The enrollment is saved with its access levels by name ({{level_names}}); run the same "
        "command again then.",
        facts={**why.facts, "level_names": ", ".join(names)},
    )


def _code_unknown(problem: Problem) -> Problem:
    """The service makes a new code at each request, so that only with a card or known digits a repeat is harmless."""
    return replace(
        problem,
        remedy="Look in the access-control system whether a code was made; sent again, it would make a second one.",
    )


def _interrupted(order: Order) -> Problem:
    problem = Problem(
        "interrupted",
        "The program was interrupted before the service's answer was written down; whether the key was made is not "
        "known.",
        "Send the same enrollment again, which does no harm; hand out no card before.",
    )
    return _code_unknown(problem) if order.credential == Code() else problem


def _answer_not_written(failure: Problem) -> Problem:
    return Problem(
        "answer-not-written",
        "The service created the key, but its answer could not be written down at this station: {reason}.",
        "Check that the disk has room; sending the enrollment again does no harm.",
        {"reason": failure.facts.get("reason", failure.code)},
    )


def _card_not_named(answered: str) -> Problem:
    remedy = "Check in the access-control system whether the key was created for the right card."
    if not answered.strip():
        return Problem("answer-names-no-card", "The service answered without naming the card.", remedy)
    return Problem(
        "answer-names-no-card",
        "The service answered without naming the card in a way that can be understood (“{answered}”).",
        remedy,
        {"answered": answered[:60]},
    )


def _owned_already(meant: Person, owner: Person, *, overwritten: bool) -> Problem:
    facts = {"owner": _called(owner), "meant": _called(meant)}
    if overwritten:
        return Problem(
            "card-taken-overwritten",
            "This card already belongs to {owner}, not to {meant}. "
            "The PIN and access of {owner} may just have been changed.",
            "Do not hand the card out. Give {meant} another card, and tell {owner} that the PIN must be set anew.",
            facts,
        )
    if meant.may_be(owner):
        return Problem(
            "card-taken-perhaps",
            "This card already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.",
            "Give the first and the last name in full, or give {meant} another card.",
            facts,
        )
    return Problem(
        "card-taken",
        "This card already belongs to {owner}, not to {meant}; nothing was sent.",
        "Give {meant} another card.",
        facts,
    )
