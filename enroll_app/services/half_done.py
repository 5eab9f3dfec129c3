"""An enrollment in two steps of which the first was done and the second one refused: both are told."""

from dataclasses import replace

from enroll_app.domain.enrollment import NOBODY_NAMED, Order
from enroll_app.domain.operations import ANSWERED, Change, Operation, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.services.comparing import called

REMOVED_AND_REFUSED = "old-key-removed"
"""The code of the problem of a refused enrollment whose card has lost its key to it."""
MADE_AND_REFUSED = "key-not-filled-in"
"""The code of the problem of a key that was made with card and name alone, and got nothing of what was chosen."""


def with_step_before(problem: Problem, operation: Operation, before: Operation | None) -> Problem:
    """Why an enrollment was refused, and what was done before it. before: the step that it came after."""
    if before is None or before.state not in ANSWERED:
        return problem
    if isinstance(before.intent, Removal) and isinstance(operation.intent, Order):
        done = _removed(before.intent.person, operation.intent.person)
    elif isinstance(before.intent, Order) and isinstance(operation.intent, Change):
        done = _made(before.intent.person)
    else:
        return problem
    return replace(
        problem, code=done.code, cause=f"{done.cause} {problem.cause}", facts={**problem.facts, **done.facts}
    )


def _made(person: Person) -> Problem:
    return Problem(
        MADE_AND_REFUSED,
        "{receiver} has a key by now, made with card and name alone: its PIN, validity and access levels were refused.",
        facts={"receiver": called(person)},
    )


def _removed(owner: Person, person: Person) -> Problem:
    if owner == NOBODY_NAMED:
        return Problem(
            REMOVED_AND_REFUSED,
            "The key that the card had is removed already, and {receiver} got none: the card opens nothing now.",
            facts={"receiver": called(person)},
        )
    return Problem(
        REMOVED_AND_REFUSED,
        "The key of {giver} is removed already, and {receiver} got none: the card opens nothing now.",
        facts={"giver": called(owner), "receiver": called(person)},
    )
