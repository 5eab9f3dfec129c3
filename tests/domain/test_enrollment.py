"""What the door systems' answers amount to."""

import copy
import pickle

import pytest

from enroll_app.domain.enrollment import Code, KeyStatus, Order, Propagation, State, SystemStatus


def status(whole: Propagation, *systems: Propagation) -> KeyStatus:
    return KeyStatus(whole, tuple(SystemStatus(f"s-{at}", state) for at, state in enumerate(systems)))


@pytest.mark.parametrize(
    ("propagation", "state"),
    [
        (Propagation.NOT_APPLIED, State.NOT_APPLIED),
        (Propagation.PENDING, State.ACCEPTED),
        (Propagation.PARTLY_APPLIED, State.PARTLY_APPLIED),
        (Propagation.APPLIED, State.APPLIED),
        (Propagation.FAILED, State.FAILED),
    ],
)
def test_the_services_word_becomes_the_state_of_the_enrollment(propagation: Propagation, state: State) -> None:
    assert KeyStatus(propagation).state is state


def test_every_word_of_the_service_has_a_state() -> None:
    assert {KeyStatus(one).state for one in Propagation} <= set(State)
    assert {one.value for one in Propagation} == {"NotApplied", "Pending", "PartiallyApplied", "Applied", "Failed"}


@pytest.mark.parametrize(
    ("status", "settled"),
    [
        (status(Propagation.PENDING), False),
        (status(Propagation.PENDING, Propagation.APPLIED), False),
        (status(Propagation.PARTLY_APPLIED, Propagation.APPLIED, Propagation.PENDING), False),
        (status(Propagation.FAILED, Propagation.FAILED, Propagation.PENDING), False),
        (status(Propagation.FAILED, Propagation.FAILED, Propagation.APPLIED), True),
        (status(Propagation.APPLIED, Propagation.APPLIED), True),
        (status(Propagation.APPLIED), True),
        (status(Propagation.NOT_APPLIED), True),
    ],
)
def test_a_key_is_settled_when_no_door_system_is_still_to_answer(status: KeyStatus, settled: bool) -> None:
    assert status.settled is settled


def test_a_code_is_not_copied_into_a_pickle() -> None:
    for attempt in (pickle.dumps, copy.deepcopy):
        for one in (Code("864213"), Order(Code("864213"))):
            with pytest.raises(TypeError, match="not pickled"):
                attempt(one)


def test_the_states_are_spelled_as_scripts_know_them() -> None:
    assert [state.value for state in State] == [
        "saved",
        "sending",
        "accepted",
        "applied",
        "partly-applied",
        "not-applied",
        "failed",
        "rejected",
        "conflict",
        "unknown",
    ]
