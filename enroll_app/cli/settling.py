"""The command `outbox settle`: decide what becomes of a card that is somebody else's."""

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.following import attempt, finish
from enroll_app.cli.given import drawn, pin_given, pin_options
from enroll_app.cli.successors import found_now
from enroll_app.domain.draft import Draft, check_pin
from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Operation, SecretState
from enroll_app.domain.pin import Pin, PinOrder
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret


@command("settle")
@click.argument("number", type=int)
@click.option("--keep", is_flag=True, help="It stays its holder's; that key is changed as it was meant.")
@click.option("--reassign", is_flag=True, help="Take that key away, and give the card to the person who was meant.")
@click.option(
    "--restore",
    is_flag=True,
    help="Put that key's levels and dates back as they were. Its PIN may have been overwritten: give the holder a "
    "new one.",
)
@pin_options
@json_option
@pass_context
def settle(
    context: Context,
    number: int,
    keep: bool,  # noqa: FBT001
    reassign: bool,  # noqa: FBT001
    restore: bool,  # noqa: FBT001
    pin: str | None,
    random_pin: bool,  # noqa: FBT001
    clear_pin: bool,  # noqa: FBT001
) -> int:
    """Settle a conflict: an enrollment whose card turned out to be somebody else's.

    --keep and --reassign send the PIN that was meant; --pin gives it again where it could not be kept. Exit codes are
    those of enroll.
    """
    if keep + reassign + restore != 1:
        raise click.UsageError("Give one of --keep, --reassign and --restore.")
    if (random_pin or clear_pin) and not restore:
        raise click.UsageError("--random-pin and --clear-pin go with --restore alone.")
    order = check_pin(Draft(pin=pin_given(pin, random=random_pin, clear=clear_pin)))
    kept = context.station().outbox
    kept.renew()
    operation = found_now(context, kept, number)
    number = operation.number
    _require_conflict(operation)
    secret = None if restore else _missing_pin(operation, order)
    if keep:
        sent = attempt(context, lambda: [kept.keep(number, secret)])
    elif reassign:
        sent = attempt(context, lambda: kept.reassign(number, secret))
    else:
        sent = attempt(context, lambda: [kept.restore(number, order)])
    return finish(context, sent, wait=False, shown_pin=drawn(order, random=random_pin))


def _require_conflict(operation: Operation) -> None:
    if operation.state is not State.CONFLICT:
        raise InvalidInputError(
            Problem(
                "no-conflict",
                "Number {number} is no conflict; it is {state}.",
                "List what waits for a decision with: enroll-app outbox list.",
                {"number": operation.number, "state": operation.state.value},
            )
        )


def _missing_pin(operation: Operation, given: PinOrder) -> Secret | None:
    """The PIN that was meant, where it could not be kept. Raises InvalidInputError where it is lacking, or was kept."""
    if operation.secret is not SecretState.MISSING:
        if isinstance(given, Pin):
            raise InvalidInputError(
                Problem(
                    "pin-not-asked-for",
                    "Number {number} needs no PIN: what was meant is known, and is sent.",
                    "Leave --pin out; another PIN is set with enroll-app change.",
                    {"number": operation.number},
                    "pin",
                )
            )
        return None
    if isinstance(given, Pin):
        return Secret(given.digits)
    raise InvalidInputError(
        Problem(
            "secret-needed",
            "The PIN of number {number} could not be kept, so that nothing was sent.",
            "Give it again with --pin, or with --pin - on standard input.",
            {"number": operation.number},
            "pin",
        )
    )
