"""The commands `enroll` and `levels`."""

import secrets
import sys
import time
from dataclasses import dataclass, field, replace
from typing import Any

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.taps import taps
from enroll_app.domain.draft import Draft, cautions, faults
from enroll_app.domain.enrollment import Code, Credential, KeyStatus, Outcome, State
from enroll_app.domain.identification import parse_code, parse_identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.service_errors import ServiceError
from enroll_app.domain.tap import Tap, understand_number
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller

# How long `enroll` waits for the door systems, in seconds, unless told not to.
_FOLLOW_S = 10.0
_CARD_TIMEOUT_S = 60.0
_GENERATED = ""
# Far more than a PIN has.
_LONGEST_LINE = 1000


@command()
@json_option
@pass_context
def levels(context: Context) -> int:
    """List the access levels of every door system."""
    known = context.desk().enroller().levels()
    for level in known:
        values = {"id": str(level.level_id), "name": level.name, "system_id": level.system_id}
        context.output.result(values, f"{level.level_id}  {level.system_id:16} {level.name}")
    if not known:
        context.output.note("The service has no access levels yet. Make some in the access-control system first.")
    return Exit.DONE


@command()
@click.option("--card", metavar="NUMBER", help="The card's number: 0x00499602d2, 0001234567890 or EM:1234567890.")
@reader_option
@click.option(
    "--code",
    is_flag=False,
    flag_value=_GENERATED,
    default=None,
    metavar="[DIGITS]",
    help="A code typed at the door instead of a card; without digits the service makes one.",
)
@click.option("--first-name", default="", help="At most 32 letters.")
@click.option("--last-name", default="", help="At most 32 letters.")
@click.option("--person-id", default="", metavar="UUID", help="An existing person at the service.")
@click.option("--pin", metavar="DDDD", help="Four digits; - reads them from standard input.")
@click.option("--random-pin", is_flag=True, help="Draw a PIN and print it once.")
@click.option("--clear-pin", is_flag=True, help="Take the PIN away.")
@click.option("--valid-from", default="", metavar="DATE", help="A day or a moment by the desk's clock; else at once.")
@click.option("--valid-to", default="", metavar="DATE", help="A day (to its end) or a moment; else for ever.")
@click.option("--level", "level", multiple=True, metavar="NAME-OR-UUID", help="May be given several times.")
@click.option("--no-wait", is_flag=True, help="Do not wait for the door systems.")
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=_CARD_TIMEOUT_S, show_default=True, help="Seconds for the card."
)
@json_option
@pass_context
def enroll(context: Context, **given: Any) -> int:
    """Enroll a card: save it, send it, and say what the doors made of it."""
    options = _Options(**given)
    desk = context.desk()
    # Everything that can be wrong without the card is told before anybody is asked to tap one.
    draft = _checked_draft(options, desk)
    enroller = desk.enroller()
    prepared = enroller.prepare(replace(draft, credential=Code()), desk.zone)
    credential, read_by = _credential(context, desk, options)
    order = replace(prepared, credential=credential)
    context.output.problems(cautions(order, desk.now()))
    outcome = enroller.enroll(order, read_by)
    status = None
    if outcome.state is State.ACCEPTED and not options.no_wait:
        status = _follow(context, enroller, outcome)
    _say(context, outcome, status, shown_pin=order.pin if options.random_pin else None)
    return OF_STATE[status.state if status else outcome.state]


@dataclass(frozen=True)
class _Options:
    """What was given on the command line, by the options' names."""

    card: str | None
    reader: tuple[str, ...]
    code: str | None
    first_name: str
    last_name: str
    person_id: str
    pin: str | None = field(repr=False)
    random_pin: bool
    clear_pin: bool
    valid_from: str
    valid_to: str
    level: tuple[str, ...]
    no_wait: bool
    timeout: float


def _checked_draft(options: _Options, desk: Desk) -> Draft:
    if sum((options.card is not None, bool(options.reader), options.code is not None)) != 1:
        raise click.UsageError("Say what to enroll with exactly one of --card, --reader and --code.")
    if sum((options.pin is not None, options.random_pin, options.clear_pin)) > 1:
        raise click.UsageError("Give one of --pin, --random-pin and --clear-pin, not several.")
    pin = _typed_pin(options)
    draft = Draft(
        None,
        options.first_name,
        options.last_name,
        options.person_id,
        pin,
        options.valid_from,
        options.valid_to,
        options.level,
    )
    problems = [problem for problem in faults(draft, desk.zone) if problem.field != "card"]
    if problems:
        raise InvalidInputError(*problems)
    return draft


def _typed_pin(options: _Options) -> str | PinOrder:
    if options.random_pin:
        return random_pin(secrets.randbelow)
    if options.clear_pin:
        return PinRule.CLEAR
    if options.pin == "-":
        return _line_of_stdin()
    return PinRule.LEAVE if options.pin is None else options.pin


def _line_of_stdin() -> str:
    if sys.stdin is None:
        return ""
    # Read as bytes: what is not in the terminal's encoding is no PIN, and no reason to fall over.
    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode("utf-8", errors="replace").strip()


def _credential(context: Context, desk: Desk, options: _Options) -> tuple[Credential, str]:
    """What to enroll, and the name of the reader that read it (empty where none did)."""
    if options.code is not None:
        return Code(parse_code(options.code) if options.code else ""), ""
    if options.card is not None:
        identification = parse_identification(options.card)
        for tap in understand_number(identification):
            _refuse_trap(context, tap)
        return identification, ""
    reader = desk.open_readers(options.reader)
    context.output.note("Hold the card to the reader.")
    tap = next(taps(reader, options.timeout, context.output))
    _refuse_trap(context, tap)
    assert tap.identification is not None
    return tap.identification, tap.card.reader


def _refuse_trap(context: Context, tap: Tap) -> None:
    context.output.problems(tap.verdict.warnings)
    if tap.verdict.refused:
        raise InvalidInputError(tap.verdict.refused)


def _follow(context: Context, enroller: Enroller, outcome: Outcome) -> KeyStatus | None:
    """The last status that was heard within the time, None where the service told none."""
    end = time.monotonic() + _FOLLOW_S

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return time.monotonic() >= end

    status = None
    try:
        for heard in enroller.follow(outcome, wait):
            status = heard
    except ServiceError as error:
        context.output.note(f"The key was created; its way to the doors cannot be followed: {error}")
    return status


def _say(context: Context, outcome: Outcome, status: KeyStatus | None, *, shown_pin: PinOrder | None) -> None:
    record, order = outcome.record, outcome.order
    state = status.state if status else outcome.state
    person = record.person if record and record.person and outcome.state is not State.CONFLICT else order.person
    credential = (record.credential if record else None) or order.credential
    values: dict[str, object] = {
        "state": state.value,
        "key_id": str(record.key_id) if record else None,
        "identification": _identification(order.credential, record.identification if record else ""),
        "person": _person(person),
        "outbox_id": outcome.outbox_id,
    }
    if outcome.owner:
        values |= {"owner": _person(outcome.owner), "overwritten": outcome.overwritten}
    if outcome.problem:
        values["error"] = str(outcome.problem)
    if isinstance(credential, Code) and credential.digits:
        values["code"] = credential.digits
    if status:
        values["systems"] = [
            {"system_id": one.system_id, "state": one.state.value, "error_type": one.error_type or None}
            for one in status.systems
        ]
    if isinstance(shown_pin, Pin):
        values["pin"] = shown_pin.digits
    context.output.result(values, _words(values, person))
    if outcome.problem:
        context.output.note(str(outcome.problem))
    if isinstance(order.pin, Pin) and OF_STATE[outcome.state] is Exit.SAVED:
        same = (
            "the same command, with --pin and this PIN in the place of --random-pin,"
            if shown_pin
            else "the same command"
        )
        context.output.note(f"The PIN is not kept on disk; run {same} again to send the enrollment with it.")
    if isinstance(order.credential, Code) and order.credential.digits and OF_STATE[outcome.state] is Exit.SAVED:
        context.output.note("The code is not kept on disk; run the same command again to send it.")


def _identification(credential: Credential, answered: str) -> str | None:
    if isinstance(credential, Code):
        return credential.digits or answered or None
    return credential.hex


def _person(person: Person) -> dict[str, str | None]:
    return {
        "id": str(person.person_id) if person.person_id else None,
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
    }


def _words(values: dict[str, object], person: Person) -> str:
    lines = [f"{values['state']}: {person.full_name or person.person_id or 'no name given'}"]
    if values["identification"]:
        lines[0] += f", {values['identification']}"
    if values["key_id"]:
        lines.append(f"  key {values['key_id']}")
    if "code" in values:
        lines.append(f"  code {values['code']}")
    if "pin" in values:
        lines.append(f"  PIN {values['pin']} (shown this once)")
    systems = values.get("systems")
    if isinstance(systems, list):
        lines.extend(f"  {one['system_id']}: {one['state']} {one['error_type'] or ''}".rstrip() for one in systems)
    return "\n".join(lines)
