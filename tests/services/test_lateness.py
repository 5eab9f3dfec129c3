"""When a key counts as late at the doors, and what is said of it."""

import pytest

from enroll_app.domain.enrollment import KeyStatus, Propagation, SystemStatus
from enroll_app.services.lateness import LATE_S, lateness

MAIN, ANNEX = "abc123-001", "abc123-002"
PARTLY = KeyStatus(
    Propagation.PARTLY_APPLIED,
    (SystemStatus(MAIN, Propagation.APPLIED), SystemStatus(ANNEX, Propagation.PENDING)),
)


def test_the_first_minutes_are_calm() -> None:
    assert lateness(PARTLY, LATE_S - 1) is None
    assert lateness(None, LATE_S - 1) is None


def test_the_systems_that_did_not_answer_are_named_and_the_others_are_not() -> None:
    words = str(lateness(PARTLY, 260.0))
    assert ANNEX in words
    assert MAIN not in words
    assert "4 minutes" in words


@pytest.mark.parametrize("reached", [Propagation.APPLIED, Propagation.NOT_APPLIED, Propagation.FAILED])
def test_what_is_settled_is_never_late(reached: Propagation) -> None:
    assert lateness(KeyStatus(reached), 10_000.0) is None


def test_a_service_that_passed_it_on_to_nobody_or_cannot_be_asked_is_told_apart() -> None:
    nowhere, unasked = lateness(KeyStatus(Propagation.PENDING), 600.0), lateness(None, 600.0)
    assert nowhere is not None
    assert unasked is not None
    assert nowhere.code != unasked.code
