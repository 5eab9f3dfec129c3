"""What a person can do about an operation that waits for one, as the very commands."""

from contextlib import suppress

from enroll_app.cli.context import Context
from enroll_app.domain.enrollment import Code, Order, State
from enroll_app.domain.operations import Intent, Operation, SecretState, credential_of
from enroll_app.domain.person import Person
from enroll_app.domain.ports import StoreError

_NEVER_SENT = ("step-before-stopped", "send-anew", "expired-while-waiting")
"""The codes of what is held for good: it cannot be let go on."""


def decisions(context: Context, number: int, intent: Intent, *, answered: bool, overwritten: bool) -> str:
    """How a conflict can be settled; only what `outbox settle` takes.

    answered: whether the service told a key in its answer.
    """
    settle = f"enroll-app outbox settle {number}"
    drop = f"enroll-app outbox drop {number}"
    if isinstance(intent, Order):
        restore = "--restore (put that key back as it was) " if overwritten and _restorable(context, number) else ""
        keep = "--keep (change that key, it stays its holder's)"
        return f"{settle} with {keep}, {restore}or --reassign (give the card to {called(intent.person)}); or {drop}"
    # A change is for a key that exists: it can be left as it is now, and nothing else.
    return f"{settle} --keep (leave that key as it is now); or {drop}" if answered else drop


def _restorable(context: Context, number: int) -> bool:
    with suppress(StoreError):
        return context.records().outbox.restorable(number) is not None
    return False


def helping(context: Context, operation: Operation) -> str:
    """The command that helps an operation which waits for a person."""
    number = operation.number
    if operation.state is State.CONFLICT:
        answered = operation.record is not None
        return decisions(context, number, operation.intent, answered=answered, overwritten=operation.overwritten)
    drop = f"enroll-app outbox drop {number}"
    if operation.held is not None and operation.held.code in _NEVER_SENT:
        return drop
    option = f" {missing_secret(operation)[1]} -" if operation.secret is SecretState.MISSING else ""
    return f"enroll-app outbox send {number}{option}; or {drop}"


def missing_secret(operation: Operation) -> tuple[str, str]:
    """What has to be given again for an operation, in a word, and the option that takes it."""
    return ("code", "--code") if isinstance(credential_of(operation.intent), Code) else ("PIN", "--pin")


def called(person: Person | None) -> str:
    """What to call a person in a line of words."""
    return (person and (person.full_name or str(person.person_id or ""))) or "no name given"
