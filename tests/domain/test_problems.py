"""Problems in words, and the failures that carry them."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain import service_errors
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret

SPOILT = Problem("level-unknown", "No level “{name}”.", "Not {name} either.", {"name": "{x}"}, "levels")


def test_cause_and_remedy_are_said_with_their_facts() -> None:
    problem = Problem("a", "{count} of {name}.", "Ask {name}.", {"count": 3, "name": "Anna"})
    assert str(problem) == "3 of Anna. Ask Anna."
    assert str(Problem("a", "Only a cause.")) == "Only a cause."


def test_braces_in_a_fact_are_said_as_they_are() -> None:
    assert str(SPOILT) == "No level “{x}”. Not {x} either."


@given(st.text())
def test_any_text_may_be_a_fact(text: str) -> None:
    assert str(Problem("a", "<{fact}>", "", {"fact": text})) == f"<{text}>".strip()


def test_a_problem_without_facts_says_so_and_shares_none() -> None:
    assert dict(Problem("a", "b").facts) == {}
    assert Problem("a", "b").field == ""


def test_an_invalid_input_says_every_problem() -> None:
    error = InvalidInputError(SPOILT, Problem("b", "And this."))
    assert str(error) == "No level “{x}”. Not {x} either. And this."
    assert [problem.code for problem in error.problems] == ["level-unknown", "b"]


ERRORS = ["Unreachable", "OutcomeUnknown", "SignInNeeded", "Refused", "Misconfigured", "NotTrusted"]


@pytest.mark.parametrize("name", ERRORS)
def test_a_failed_call_is_said_in_the_words_of_its_problem(name: str) -> None:
    error = getattr(service_errors, name)(SPOILT)
    assert isinstance(error, service_errors.ServiceError)
    assert (str(error), error.problem) == (str(SPOILT), SPOILT)


@pytest.mark.parametrize("seconds", [None, 0.0, 2.5])
def test_a_busy_service_says_how_long_to_wait_where_it_said_so(seconds: float | None) -> None:
    assert service_errors.Busy(SPOILT, seconds).retry_after_s == seconds


def test_a_failed_store_is_said_in_the_words_of_its_problem() -> None:
    assert (str(StoreError(SPOILT)), StoreError(SPOILT).problem) == (str(SPOILT), SPOILT)


def test_a_secret_is_told_by_reveal_alone() -> None:
    secret = Secret("hunter2")
    assert secret.reveal() == "hunter2"
    for shown in (repr(secret), str(secret), f"{secret}", repr([secret]), repr({"key": secret})):
        assert "hunter2" not in shown
    for attempt in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="not pickled"):
            attempt(secret)
