"""The commands `outbox list` and `outbox drop`: what waits at this station."""

import sys
from collections.abc import Iterator

import click

from enroll_app.cli.context import Context, json_option, pass_context
from enroll_app.cli.decisions import called, helping, missing_secret
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.outcomes import key_of, person_values, spelled
from enroll_app.cli.successors import found_now, is_settled, successor_of
from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import Counts, Operation, SecretState, credential_of
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.services.outbox import Outbox

# So many rows are read at a time.
_PAGE = 500


@click.group()
def outbox() -> None:
    """What this station has saved and the service has not confirmed yet.

    Nothing in it is lost: it waits on disk until it was delivered, or until somebody decides.
    """


@outbox.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what has its final answer.")
@json_option
@pass_context
def list_command(context: Context, everything: bool) -> int:  # noqa: FBT001  click's form
    """List what waits, the oldest first, and what has to be decided."""
    kept = context.records().outbox
    kept.renew()
    for operation in pages(kept, everything=everything):
        context.output.result(_values(context, operation), _words(context, kept, operation))
    context.output.note(footer(kept.counts()))
    return Exit.DONE


@outbox.command("drop")
@click.argument("numbers", metavar="NUMBER...", nargs=-1, type=int, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@json_option
@pass_context
def drop(context: Context, numbers: tuple[int, ...], yes: bool) -> int:  # noqa: FBT001  click's form
    """Take operations out of the outbox for good; the history keeps what they were.

    Nothing is taken back at the service: what was sent and not confirmed may have been done.
    """
    kept = context.records().outbox
    kept.renew()
    chosen = list({(one := found_now(context, kept, number)).number: one for number in numbers}.values())
    for operation in chosen:
        if not operation.waiting and operation.state is not State.CONFLICT:
            raise InvalidInputError(_answered(operation))
        if operation.unknowns or operation.state is State.UNKNOWN:
            context.output.note(
                f"Number {operation.number} was sent and not confirmed: it may have been done all the same. "
                "Look in the access-control system."
            )
    if not yes and _somebody_is_there() and not click.confirm(_question(chosen), err=True):
        context.output.note("Nothing was dropped.")
        return Exit.DONE
    for operation in chosen:
        kept.drop(operation.number)
        perhaps = bool(operation.unknowns) or operation.state is State.UNKNOWN
        values = {**_values(context, operation), "dropped": True, "perhaps_done": perhaps}
        context.output.result(values, f"dropped: {operation.number}  {_line(context, operation)}")
    return Exit.DONE


def pages(kept: Outbox, *, everything: bool = False) -> Iterator[Operation]:
    """Every operation of the outbox, the oldest first, however many there are."""
    above = 0
    while page := kept.operations(everything=everything, above=above, limit=_PAGE):
        yield from page
        above = page[-1].number


def footer(counts: Counts) -> str:
    """How the outbox stands, in a sum that adds up."""
    if not counts.unfinished:
        return "Nothing waits in the outbox."
    parts = [
        f"{number} {words}"
        for number, words in (
            (counts.waiting, "waiting"),
            (counts.unconfirmed, "not confirmed"),
            (counts.needing, "need you" if counts.needing > 1 else "needs you"),
        )
        if number
    ]
    return f"{counts.unfinished} = {' + '.join(parts)}"


def _somebody_is_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _question(chosen: list[Operation]) -> str:
    numbers = ", ".join(str(operation.number) for operation in chosen)
    return f"Drop {'number' if len(chosen) == 1 else 'the numbers'} {numbers} for good?"


def _answered(operation: Operation) -> Problem:
    return Problem(
        "operation-answered",
        "Number {number} has its final answer ({state}), so that there is nothing to drop.",
        "List what waits with: enroll-app outbox list.",
        {"number": operation.number, "state": operation.state.value},
    )


def _values(context: Context, operation: Operation) -> dict[str, object]:
    values: dict[str, object] = {
        "outbox_id": operation.number,
        "state": operation.state.value,
        "purpose": operation.purpose.value,
        "identification": spelled(context, credential_of(operation.intent)),
        "key_id": key_of(operation),
        "person": person_values(operation.intent.person),
        "created_at": operation.created_at.isoformat(),
        "reader": operation.reader or None,
        "attempts": operation.attempts,
        "wait_s": round(operation.wait_s, 1),
        "held": str(operation.held) if operation.held else None,
        "error": str(operation.problem) if operation.problem else None,
        "pin": operation.secret.value,
    }
    if operation.owner:
        values |= {"owner": person_values(operation.owner), "overwritten": operation.overwritten}
    return values


def _line(context: Context, operation: Operation) -> str:
    card = spelled(context, credential_of(operation.intent)) or key_of(operation) or "a code"
    return f"{operation.purpose.value:8} {called(operation.intent.person)}, {card}"


def _words(context: Context, kept: Outbox, operation: Operation) -> str:
    made = operation.created_at.astimezone(context.desk().zone)
    successor = successor_of(kept, operation)
    state = "settled" if is_settled(operation) else operation.state.value
    lines = [f"{operation.number:4}  {state:14} {_line(context, operation)}  ({made:%Y-%m-%d %H:%M})"]
    if operation.held:
        lines.append(f"      Needs you: {operation.held}{_and_secret(operation)}")
    elif successor:
        lines.append(f"      Number {successor.number} stands in its place.")
    elif operation.problem:
        lines.append(f"      {operation.problem}")
    if operation.waiting and operation.attempts:
        times = "once" if operation.attempts == 1 else f"{operation.attempts} times"
        lines.append(f"      Tried {times}{_next_try(operation)}.")
    if operation.needs_somebody:
        lines.append(f"      What helps: {helping(context, operation)}")
    return "\n".join(lines)


def _and_secret(operation: Operation) -> str:
    """That the digits are needed too, where it is held for something else."""
    if operation.secret is not SecretState.MISSING or (operation.held and operation.held.field == "pin"):
        return ""
    what, _ = missing_secret(operation)
    return f" Its {what} could not be kept, and has to be given again."


def _next_try(operation: Operation) -> str:
    return f", next in {operation.wait_s:.0f} s" if operation.wait_s > 0 and not operation.held else ""
