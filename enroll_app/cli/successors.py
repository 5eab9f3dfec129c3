"""Which operation stands in the place of another one: its number may have changed before it was ever sent."""

from enroll_app.cli.context import Context
from enroll_app.domain.operations import Operation, credential_of
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.outbox import Outbox

# The code of the problem of an operation in whose place others stand.
_SETTLED = "replaced-by-decision"
# So many rows are looked at for each. A choice of ours: where levels are looked up, all that waited for them get new
# numbers at once.
_PAGE = 500


def found(kept: Outbox, number: int) -> Operation:
    """The operation of this number. Raises InvalidInputError."""
    operation = kept.operation(number)
    if operation is None:
        raise InvalidInputError(
            Problem(
                "no-such-operation",
                "There is no number {number} in the outbox.",
                "List what there is with: enroll-app outbox list --all.",
                {"number": number},
            )
        )
    return operation


def found_now(context: Context, kept: Outbox, number: int) -> Operation:
    """The operation of this number, or what stands in its place now, which is said. Raises InvalidInputError."""
    first = operation = found(kept, number)
    while successor := successor_of(kept, operation):
        operation = successor
    if operation.number != first.number:
        context.output.note(f"Number {first.number} is number {operation.number} now.")
    return operation


def is_settled(operation: Operation) -> bool:
    """Whether an operation came to its end by others that were written down in its place."""
    return not operation.waiting and operation.problem is not None and operation.problem.code == _SETTLED


def successor_of(kept: Outbox, operation: Operation) -> Operation | None:
    """What was written down in the place of an operation, in the same moment; of several, what is still open."""
    if not is_settled(operation):
        return None
    card, above = credential_of(operation.intent), operation.number
    newer: list[Operation] = []
    while page := kept.operations(everything=True, above=above, limit=_PAGE):
        newer += [
            one for one in page if one.created_at == operation.updated_at and credential_of(one.intent) in (card, None)
        ]
        above = page[-1].number
        if newer:
            break
    return next((one for one in newer if one.waiting), newer[-1] if newer else None)
