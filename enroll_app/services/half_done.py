"""A card that was to change hands, of which the old key is removed and the new one refused: both are told."""

from dataclasses import replace

from enroll_app.domain.enrollment import NOBODY_NAMED, Order
from enroll_app.domain.operations import ANSWERED, Operation, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.problems import Problem
from enroll_app.services.comparing import called

REMOVED_AND_REFUSED = "old-key-removed"
"""The code of the problem of a refused enrollment whose card has lost its key to it."""


def with_removal(problem: Problem, operation: Operation, before: Operation | None) -> Problem:
    """Why an enrollment was refused, and what was done before it. before: the step that it came after."""
    if before is None or not isinstance(operation.intent, Order) or not isinstance(before.intent, Removal):
        return problem
    if before.state not in ANSWERED:
        return problem
    done = _removed(before.intent.person, operation.intent.person)
    return replace(
        problem, code=done.code, cause=f"{done.cause} {problem.cause}", facts={**problem.facts, **done.facts}
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
