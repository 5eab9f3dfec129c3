"""Every way in which a call can fail, and what follows for the row and for all that wait."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.operations import Change, Intent, Operation, Purpose, Removal, SecretState
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import Problem
from enroll_app.domain.retry import Decision, Effect, back_off_s, decide, expired_while_waiting, second_code
from enroll_app.domain.service_errors import (
    Busy,
    KeyConflict,
    KeyMissing,
    Misconfigured,
    NotTrusted,
    OutcomeUnknown,
    Refused,
    ServiceError,
    SignInNeeded,
    Unreachable,
)
from enroll_app.domain.validity import Validity

WHY = Problem("a", "It failed ({reason}).", "Wait.", {"reason": "x"})
CARD = parse_identification("EM:1234567890")
ORDER = Order(CARD)
BY_ID, BY_CARD = Removal(UUID(int=1), CARD), Removal(None, CARD)


NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def row(
    intent: Intent = ORDER, attempts: int = 1, unknowns: int = 0, secret: SecretState = SecretState.NONE
) -> Operation:
    sent = Operation(7, UUID(int=1), Purpose.ENROLL, intent, State.SAVED, NOW, NOW, attempts=attempts)
    return replace(sent, unknowns=unknowns, secret=secret)


def decided(error: ServiceError, intent: Intent = ORDER, attempts: int = 1, unknowns: int = 0) -> Decision:
    return decide(error, row(intent, attempts, unknowns), 1.0)


@pytest.mark.parametrize(
    ("error", "state", "wait_s", "effect", "pause_s"),
    [
        # DNS, refused, no route, connecting took too long: nothing was sent.
        (Unreachable(WHY), State.SAVED, 1.0, Effect.FAILED, 0.0),
        # The name, the trust, the expiry of the other side's certificate.
        (NotTrusted(WHY), State.SAVED, 0.0, Effect.STOP, 0.0),
        # Reset, read time-out, cut off, unreadable; 408, 425.
        (OutcomeUnknown(WHY), State.UNKNOWN, 1.0, Effect.FAILED, 0.0),
        # 502, 503, 504.
        (OutcomeUnknown(WHY, retry_after_s=30.0), State.UNKNOWN, 30.0, Effect.FAILED, 30.0),
        (OutcomeUnknown(WHY, retry_after_s=0.1), State.UNKNOWN, 1.0, Effect.FAILED, 0.1),
        # 500.
        (OutcomeUnknown(WHY, own_failure=True), State.UNKNOWN, 1.0, Effect.FAILED, 0.0),
        # 429.
        (Busy(WHY, 7.0), State.SAVED, 7.0, Effect.BUSY, 7.0),
        (Busy(WHY, None), State.SAVED, 1.0, Effect.BUSY, 1.0),
        (Busy(WHY, 86400.0), State.SAVED, 900.0, Effect.BUSY, 900.0),
        # 401, 403, of the service and of the gateway.
        (SignInNeeded(WHY), State.SAVED, 0.0, Effect.SIGN_IN, 60.0),
        # 404, 405, and redirects.
        (Misconfigured(WHY), State.SAVED, 0.0, Effect.STOP, 0.0),
        # 400, 413, 415, 422.
        (Refused(WHY), State.REJECTED, None, Effect.ANSWERED, 0.0),
        # 409.
        (KeyConflict(WHY), State.CONFLICT, None, Effect.ANSWERED, 0.0),
        (KeyMissing(WHY), State.REJECTED, None, Effect.ANSWERED, 0.0),
    ],
    ids=str,
)
def test_what_follows_from_a_failure(
    error: ServiceError, state: State, wait_s: float | None, effect: Effect, pause_s: float
) -> None:
    assert decided(error) == Decision(state, WHY, wait_s, None, effect, pause_s)


@pytest.mark.parametrize(
    "error", [Unreachable(WHY), NotTrusted(WHY), SignInNeeded(WHY), Misconfigured(WHY), Busy(WHY, 1)]
)
def test_a_repeat_that_was_not_even_sent_is_no_further_unknown_outcome(error: ServiceError) -> None:
    assert decided(error, attempts=2, unknowns=1).state is State.SAVED


def test_the_third_failure_of_the_service_itself_at_the_same_request_needs_a_person() -> None:
    failure = OutcomeUnknown(WHY, own_failure=True)
    assert decided(failure, attempts=2, unknowns=1).held is None
    held = decided(failure, attempts=3, unknowns=2)
    assert (held.state, held.wait_s) == (State.UNKNOWN, None)
    assert held.held is not None
    assert "failed 3 times" in str(held.held)
    assert "It failed (x)." in str(held.held)
    assert decided(OutcomeUnknown(WHY), attempts=30, unknowns=29).held is None


@pytest.mark.parametrize(
    ("intent", "unknowns", "state"),
    [
        (BY_ID, 1, State.ACCEPTED),
        (BY_ID, 0, State.REJECTED),
        (BY_CARD, 1, State.REJECTED),
        (Change(UUID(int=1)), 1, State.REJECTED),
    ],
)
def test_a_key_that_is_gone_is_what_a_repeated_removal_by_its_id_wanted(
    intent: Intent, unknowns: int, state: State
) -> None:
    assert decided(KeyMissing(WHY), intent, 2, unknowns).state is state


def test_a_code_that_the_service_makes_is_never_asked_for_twice_by_itself() -> None:
    held = decided(OutcomeUnknown(WHY), Order(Code()))
    assert (held.state, held.wait_s) == (State.UNKNOWN, None)
    assert held.held is not None
    assert "would make a second one" in str(held.held)
    assert decided(Unreachable(WHY), Order(Code())).held is None


def test_a_code_that_somebody_chose_is_repeated() -> None:
    kept = row(Order(Code(sealed=True)), secret=SecretState.KEPT)
    assert decide(OutcomeUnknown(WHY), kept, 1.0).held is None
    with_pin = row(Order(Code(), pin=PinRule.SEALED), secret=SecretState.KEPT)
    assert decide(OutcomeUnknown(WHY), with_pin, 1.0).held is not None


def test_a_refusal_after_a_try_without_an_answer_is_left_to_a_person() -> None:
    again = row(Order(CARD), unknowns=1)
    decision = decide(Refused(WHY), again, 1.0)
    assert decision.held is not None
    assert (decision.state, decision.held.code) == (State.UNKNOWN, "earlier-try-perhaps-done")
    assert "may have been done: It failed (x)." in str(decision.held)
    assert decide(Refused(WHY), row(Order(CARD)), 1.0).state is State.REJECTED


def test_a_process_that_died_while_a_code_was_made_leaves_the_second_one_to_a_person() -> None:
    died = replace(row(Order(Code()), unknowns=1), problem=WHY)
    why = second_code(died)
    assert why is not None
    assert "would make a second one" in str(why)
    assert second_code(replace(died, problem=why)) is None
    assert second_code(row(Order(Code()))) is None
    assert second_code(row(unknowns=1)) is None


@given(failures=st.integers(0, 10**6), fraction=st.floats(0, 1))
def test_waits_grow_to_a_minute_and_are_never_in_step(failures: int, fraction: float) -> None:
    longest = back_off_s(failures, 1.0)
    assert 1.0 <= longest <= 60.0
    assert back_off_s(failures, fraction) == pytest.approx(longest * fraction)
    assert back_off_s(failures + 1, 1.0) >= longest


def test_the_longest_waits_double() -> None:
    assert [back_off_s(failures, 1.0) for failures in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


END = NOW + timedelta(hours=1)


def test_a_new_key_is_not_made_when_its_end_went_by_while_it_waited() -> None:
    intent = replace(ORDER, validity=Validity(None, END))
    assert expired_while_waiting(row(intent), END - timedelta(seconds=1)) is None
    late = expired_while_waiting(row(intent), END)
    assert late is not None
    assert late.code == "expired-while-waiting"
    # It ends the key that the card has.
    assert expired_while_waiting(row(intent), END, changes=True) is None


@pytest.mark.parametrize(
    "operation",
    [
        row(ORDER),
        row(BY_ID),
        # It takes access away: held, the card would open doors until the end of before.
        row(Change(UUID(int=1), validity=Validity(None, END))),
        # Only a repeat tells what became of it.
        row(replace(ORDER, validity=Validity(None, END)), unknowns=1),
        # Sent once more after it was accepted.
        replace(row(replace(ORDER, validity=Validity(None, END))), state=State.ACCEPTED),
    ],
)
def test_what_no_end_speaks_against_is_sent_however_late(operation: Operation) -> None:
    assert expired_while_waiting(operation, END + timedelta(days=400)) is None
