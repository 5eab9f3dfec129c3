"""What doors and door systems refuse, as a cause and a remedy."""

from datetime import UTC, datetime

import pytest

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.door_problems import denial, system_problem


@pytest.mark.parametrize(
    ("error_type", "code"),
    [
        ("CodeNotEnabled", "code-not-enabled"),
        ("KeyInUseByUnmanagedUser", "key-managed-outside"),
        ("KeyInUse", "key-managed-outside"),
        ("ExternalUserHasKey", "key-managed-outside"),
        ("ConfigurationMismatch", "systems-disagree"),
        ("ConfigMismatch", "systems-disagree"),
        ("Zorg", "door-system-error"),
        ("", "door-system-failed"),
    ],
)
def test_every_reason_has_a_remedy(error_type: str, code: str) -> None:
    problem = system_problem(error_type)
    assert problem.code == code
    assert problem.remedy


@pytest.mark.parametrize("error_type", ["KeyInUseByUnmanagedUser", "ConfigurationMismatch", "Zorg", "{braces}"])
def test_a_name_that_is_not_documented_is_always_shown(error_type: str) -> None:
    assert error_type in str(system_problem(error_type))


@pytest.mark.parametrize("kind", range(200, 212))
def test_every_denial_says_what_helps(kind: int) -> None:
    event = DoorEvent(datetime(2026, 1, 1, tzinfo=UTC), kind, "Entrance", "abc123-001")
    assert event.denied
    problem = denial(event)
    assert problem.remedy
    assert "{" not in str(problem)


def test_no_pin_is_mended_by_a_pin_and_no_level_by_a_level() -> None:
    def words(kind: int) -> str:
        return str(denial(DoorEvent(datetime(2026, 1, 1, tzinfo=UTC), kind, "", "")))

    assert "set a PIN" in words(205)
    assert "access level" in words(206)
