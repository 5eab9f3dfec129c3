"""What a check complained of."""

from collections.abc import Callable

import pytest

from enroll_app.domain.problems import InvalidInputError, Problem


def faults_of(check: Callable[[], object]) -> tuple[Problem, ...]:
    """Every problem that the check raises; each can be said, and says something."""
    with pytest.raises(InvalidInputError) as caught:
        check()
    for problem in caught.value.problems:
        assert str(problem) in str(caught.value)
    return caught.value.problems


def codes_of(check: Callable[[], object]) -> list[str]:
    """The codes of every problem that the check raises."""
    return [problem.code for problem in faults_of(check)]
