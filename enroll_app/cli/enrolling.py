"""The commands `enroll` and `levels`."""

import time
from dataclasses import replace
from threading import Timer
from typing import Any

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.given import Options, checked_draft
from enroll_app.cli.output import Output
from enroll_app.cli.taps import NoCardError, Taps
from enroll_app.domain.draft import Draft, cautions
from enroll_app.domain.dual import DUAL_MOMENT_S, SECOND_SIDE_MISSING, are_sides, join
from enroll_app.domain.enrollment import NOBODY_NAMED, Code, Credential, KeyStatus, Order, Outcome, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin, PinOrder
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.domain.tap import Tap
from enroll_app.services.desk import Desk
from enroll_app.services.enroll import Enroller, Interrupted
from enroll_app.services.tapping import Read

# How long `enroll` waits for the door systems, in seconds, unless told not to.
_FOLLOW_S = 10.0
_CARD_TIMEOUT_S = 60.0
# After this many seconds it is said what is waited for.
_SLOW_S = 2.0
_GENERATED = ""


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
    options = Options(**given)
    desk = context.desk()
    # Everything that can be wrong without the card is told before anybody is asked to tap one.
    draft = checked_draft(options, desk, context.output)
    enroller = desk.enroller()
    order, read_by = _prepared(context, desk, enroller, draft), ""
    if draft.credential is None:
        credential, read_by = _tapped(context, desk, options)
        order = replace(order, credential=credential)
    context.output.problems(cautions(order, desk.now()))
    _say_what_is_known(context, enroller, order)
    status, interrupted = None, False
    try:
        outcome = enroller.enroll(order, read_by)
    except Interrupted as interruption:
        outcome, interrupted = interruption.outcome, True
    try:
        if outcome.state is State.ACCEPTED and not options.no_wait:
            status = _follow(context, enroller, outcome)
    except KeyboardInterrupt:
        interrupted = True
    _say(context, outcome, status, shown_pin=order.pin if options.random_pin else None)
    return Exit.INTERRUPTED if interrupted else OF_STATE[status.state if status else outcome.state]


def _prepared(context: Context, desk: Desk, enroller: Enroller, draft: Draft) -> Order:
    slow = Timer(_SLOW_S, context.output.note, ["Asking the service for its access levels …"])
    slow.daemon = True
    slow.start()
    try:
        return enroller.prepare(replace(draft, credential=draft.credential or Code()), desk.zone)
    finally:
        slow.cancel()


def _tapped(context: Context, desk: Desk, options: Options) -> tuple[Credential, str]:
    """The card that is held to the reader, and the reader's name."""
    with Taps(desk, options.reader, context.output) as cards:
        context.output.note("Hold the card to the reader.")
        tap = _understood(cards.next(options.timeout))
        if desk.dual:
            tap = _with_other_side(tap, cards, context.output)
    desk.signal(tap)
    context.output.problems(tap.verdict.warnings)
    if tap.verdict.refused:
        raise InvalidInputError(tap.verdict.refused)
    assert tap.identification is not None
    return tap.identification, tap.card.reader


def _understood(read: Read) -> Tap:
    """The card. Raises InvalidInputError with the reason where its serial number cannot be had from what was read."""
    if read.tap is None:
        raise InvalidInputError(*([read.problem] if read.problem else []))
    return read.tap


def _with_other_side(tap: Tap, cards: Taps, output: Output) -> Tap:
    """The card with its other side, where it is tapped within a moment; else the side that was read, and a note.

    Raises InvalidInputError where another card is tapped, for nobody can say which of the two is meant.
    """
    if tap.other_side or tap.verdict.refused:
        return tap
    output.note("Now the other side of the card.")
    end = time.monotonic() + DUAL_MOMENT_S
    other = tap
    while tap.has(other.card):
        try:
            other = _understood(cards.next(max(0.0, end - time.monotonic())))
        except NoCardError:
            output.problems([SECOND_SIDE_MISSING])
            return tap
    if other.verdict.refused:
        return other
    if not are_sides(tap, other):
        raise InvalidInputError(_two_cards(tap, other))
    return join(tap, other)


def _two_cards(one: Tap, other: Tap) -> Problem:
    return Problem(
        "two-cards",
        "Two cards were tapped, {one} and {other}, which are not the two sides of one card.",
        "Tap the two sides of one card, and no other card.",
        {"one": one.card.uid.hex().upper(), "other": other.card.uid.hex().upper()},
        "card",
    )


def _say_what_is_known(context: Context, enroller: Enroller, order: Order) -> None:
    """Say what this station knows of the card.

    An order that names nobody changes the key that is there; whose that is must not go without saying.
    """
    if not isinstance(order.credential, Identification):
        return
    known = enroller.acquaintance(order.credential)
    context.output.problems(known.cautions())
    if order.person == NOBODY_NAMED and known.owner:
        name = known.owner.full_name or known.owner.person_id
        context.output.note(f"Note: This card belongs to {name}; that key is changed.")


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
    if outcome.problem and outcome.state is State.ACCEPTED:
        # The key is there, so that nothing failed; what is to be looked at is told beside it.
        context.output.problems([outcome.problem])
    elif outcome.problem:
        values["error"] = str(outcome.problem)
    if context.output.warnings:
        values["warnings"] = context.output.warnings
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
    if "error" in values:
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
