"""The main job: from an order to what the service made of it, without losing it on the way.

The order of things is the point: what is known of the card is asked first, then the enrollment is written to disk, and
only then is the first byte sent. Sources: IntServ Access API, `/accesskeys/add` ("a key is unique by its
identification; `person` is not used when an existing key is updated"), hence the questions before, and the comparison
of the answer after.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from enum import Enum
from uuid import UUID

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.draft import Draft, check
from enroll_app.domain.enrollment import NOBODY_NAMED, KeyStatus, Order, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import ANSWERED, Change, Outcome, Purpose, Removal, Step
from enroll_app.domain.ports import AccessService, KeyRegister
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.services.conflicts import acquaintance, conflict_before, known_key
from enroll_app.services.doors import last_seen
from enroll_app.services.following import follow
from enroll_app.services.keys import is_gone
from enroll_app.services.outbox import Outbox
from enroll_app.services.sending import Interrupted, secret_of

__all__ = ["Enroller", "Interrupted", "OnConflict"]

# So far back the doors are asked for a card that this station does not know. A choice of ours: who uses a card, uses it
# within a month, and a site's doors tell some ten thousand events in it.
_LOOK_BACK = timedelta(days=30)


class OnConflict(Enum):
    """What to do where the card is somebody else's: nothing, change that key, or take it away and enroll anew."""

    STOP = "stop"
    KEEP = "keep"
    REASSIGN = "reassign"


class Enroller:
    """Enrolls cards. Blocking; usable from any thread.

    look_in_events: ask the doors' events for the owner of a card that this station does not know. probe_first: send a
    card that it does not know without PIN, validity and levels first, and fill these in once the owner was answered.
    """

    def __init__(
        self,
        service: AccessService,
        outbox: Outbox,
        register: KeyRegister,
        now: Callable[[], datetime],
        *,
        look_in_events: bool = False,
        probe_first: bool = False,
    ) -> None:
        self._service = service
        self._outbox = outbox
        self._register = register
        self._now = now
        self._look_in_events = look_in_events
        self._probe_first = probe_first

    def levels(self) -> tuple[AccessLevel, ...]:
        """The levels, from the service, remembered for when it is away. Raises ServiceError, StoreError.

        What waited to hear of them goes on.
        """
        levels = self._listed()
        self._outbox.resolve_levels()
        return levels

    def _listed(self) -> tuple[AccessLevel, ...]:
        levels = self._service.levels()
        self._register.remember_levels(levels)
        return levels

    def remembered_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them. Raises StoreError."""
        return self._register.known_levels()

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
                return check(draft, self._register.known_levels(), zone)
            except InvalidInputError:
                return _with_unresolved(order, draft.levels, error.problem)
        return check(draft, known, zone)

    def enroll(
        self,
        order: Order,
        reader: str = "",
        *,
        on_conflict: OnConflict = OnConflict.STOP,
        handed: KnownKey | None = None,
    ) -> Outcome:
        """Save the enrollment, send it, and say what came of it.

        A card that is known is sent only for who is surely its owner, or for nobody named: a deliberate change of that
        key. handed: the key that is to give way, by a person's word. Where the service does not have it any more, it
        is asked first whose the card is by now. Raises StoreError; then nothing was sent. Raises Interrupted.
        """
        known, note = self._known(order)
        conflict = conflict_before(order, known)
        if conflict is not None and known is not None and self._outbox.is_leaving(known):
            # It waits behind the removal, and is looked at again before it is sent.
            conflict = None
        if conflict is not None:
            outcome = self._outbox.stop([self._outbox.step(Purpose.ENROLL, order)], reader, conflict)
        elif order.unresolved_levels:
            held = _levels_unresolved(order.unresolved_levels, order.levels_problem)
            return self._outbox.submit([self._outbox.step(Purpose.ENROLL, order, held)], reader)[0]
        else:
            # A conflict ends a unit at once, so that the last one that was tried tells how it stands.
            asked_first = handed is not None and is_gone(self._service, handed.key_id)
            steps = self._steps(order, probe=asked_first or (self._probe_first and known is None))
            outcome = replace(self._outbox.submit(steps, reader)[-1], intent=order)
        if outcome.state is State.CONFLICT and not order.unresolved_levels:
            outcome = self._settled(outcome, order, on_conflict)
        return replace(outcome, problem=note) if note and outcome.state in ANSWERED and not outcome.problem else outcome

    def _settled(self, outcome: Outcome, order: Order, on_conflict: OnConflict) -> Outcome:
        secret = secret_of(order)
        if on_conflict is OnConflict.KEEP:
            return self._outbox.keep(outcome.outbox_id, secret)
        if on_conflict is OnConflict.REASSIGN:
            last = self._outbox.reassign(outcome.outbox_id, secret)[-1]
            # Of an order that was sent in two steps, the second one fills in what the first has made.
            return last if isinstance(last.intent, Removal) else replace(last, intent=order)
        return outcome

    def _steps(self, order: Order, *, probe: bool) -> Sequence[Step]:
        """The order as it is; or a probe, which tells the owner of a card that nobody knows, and what fills it in."""
        card = order.credential
        if not probe or not isinstance(card, Identification):
            return [self._outbox.step(Purpose.ENROLL, order)]
        asking = self._outbox.step(Purpose.PROBE, Order(card, order.person))
        filling = Change(None, card, NOBODY_NAMED, order.pin, order.validity, order.levels or None)
        return [asking, self._outbox.step(Purpose.ENROLL, filling)]

    def _known(self, order: Order) -> tuple[KnownKey | None, Problem | None]:
        """The card's key, where one is known, and what to say where the doors could not be asked for it."""
        known = known_key(self._register, order)
        card = order.credential
        if known is not None or not self._look_in_events or not isinstance(card, Identification):
            return known, None
        now = self._now()
        try:
            seen = last_seen(self._service, card, now - _LOOK_BACK)
        except ServiceError as error:
            return None, _doors_not_asked(error.problem)
        note, event = None if seen.whole else _TOO_MUCH_AT_THE_DOORS, seen.event
        if event is None or event.key_id is None:
            return None, note
        heard = KnownKey(event.key_id, card, event.person or NOBODY_NAMED, since=event.time, changed_at=event.time)
        self._register.heard(heard, now)
        return self._register.by_card(card), note

    def resend(self, outcome: Outcome) -> Outcome:
        """Send an enrollment again whose first try was saved or has no answer, in the same row. Raises Interrupted.

        What was held for a person goes on with it.
        """
        number, meant, secret = outcome.outbox_id, outcome.intent, secret_of(outcome.intent)
        operation = self._outbox.operation(number)
        if isinstance(meant, Order) and meant.unresolved_levels:
            with suppress(ServiceError):
                self._listed()
        if operation is not None and operation.waiting and operation.held is not None:
            try:
                number = self._outbox.release(number, secret)
            except InvalidInputError as error:
                return outcome if operation.held == outcome.problem else replace(outcome, problem=error.problems[0])
        again = self._outbox.attempt(number, secret, meant=meant if number == outcome.outbox_id else None)
        return again.outcome

    def follow(self, outcome: Outcome, wait: Callable[[float], bool]) -> Iterator[KeyStatus]:
        """Ask for the key's status until every door system has answered; yield each answer.

        wait: sleeps so many seconds and returns True when it is time to give up. Raises ServiceError.
        """
        assert outcome.record is not None
        yield from follow(self._service, self._outbox, outcome, wait)

    def unfinished(self) -> int:
        """How many operations of this station have no final answer. Raises StoreError."""
        return self._outbox.counts().unfinished

    def acquaintance(self, identification: Identification) -> Acquaintance:
        """What this station knows of the card, before anything is typed. Raises StoreError."""
        return acquaintance(self._register, identification)


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
        remedy=f"{why.remedy} The enrollment is saved with its access levels by name ({{level_names}}), and sent when "
        "the service has told its levels.",
        facts={**why.facts, "level_names": ", ".join(names)},
    )


def _doors_not_asked(why: Problem) -> Problem:
    return Problem(
        "doors-not-asked",
        "The doors' events could not be asked whether the card is somebody's already: {why}",
        "Check the name that the service answered.",
        {"why": why.cause.format(**why.facts)},
    )


_TOO_MUCH_AT_THE_DOORS = Problem(
    "doors-not-asked",
    "The doors' events are too many, or came too slowly, to be looked through, so that the card may be somebody's "
    "already.",
    "Check the name that the service answered.",
)
