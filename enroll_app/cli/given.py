"""What was given on the command line, and its check before anything is sent or anybody is asked for a card."""

import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import click

from enroll_app.cli.output import Output
from enroll_app.domain.draft import Draft, cautions, faults
from enroll_app.domain.enrollment import Code, Credential, Order
from enroll_app.domain.identification import Identification, parse_code, parse_identification
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.pin import Pin, PinOrder, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import understand_number
from enroll_app.domain.validity import parse_end, parse_start
from enroll_app.services.desk import Desk

# Far more than a PIN has.
_LONGEST_LINE = 1000
STDIN = "-"
NEVER = "never"

CARD_WORDS = "The card's number: 0x00499602d2, 0001234567890 or EM:1234567890."
_PIN_OPTIONS = (
    click.option("--pin", metavar="DDDD", help="Four digits; - reads them from standard input."),
    click.option("--random-pin", is_flag=True, help="Draw a PIN and print it once."),
    click.option("--clear-pin", is_flag=True, help="Take the PIN away."),
)
level_option = click.option(
    "--level", "level", multiple=True, metavar="NAME-OR-UUID", help="May be given several times."
)
no_wait_option = click.option("--no-wait", is_flag=True, help="Do not wait for the door systems.")

Decorated = Callable[..., Any]


def pin_options(function: Decorated) -> Decorated:
    """The three ways to say what becomes of the PIN."""
    return _with(function, _PIN_OPTIONS)


def validity_options(start: str = "at once", end: str = "for ever") -> Callable[[Decorated], Decorated]:
    """When the key is valid. start, end: what holds where nothing is given, in words."""
    from_help, to_help = "A day or a moment by the desk's clock; else {}.", "A day (to its end) or a moment; else {}."
    options = (
        click.option("--valid-from", default="", metavar="DATE", help=from_help.format(start)),
        click.option("--valid-to", default="", metavar="DATE", help=to_help.format(end)),
    )
    return lambda function: _with(function, options)


def _with(function: Decorated, options: Sequence[Callable[[Decorated], Decorated]]) -> Decorated:
    for option in reversed(options):
        function = option(function)
    return function


@dataclass(frozen=True)
class Options:
    """What was given to `enroll`, by the options' names."""

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
    on_conflict: str
    no_wait: bool
    timeout: float


def checked_draft(options: Options, desk: Desk, output: Output) -> Draft:
    """The options as a draft, without a credential where a reader is to read it.

    Raises InvalidInputError with the faults of every field at once, the card's among them.
    """
    if sum((options.card is not None, bool(options.reader), options.code is not None)) != 1:
        raise click.UsageError("Say what to enroll with exactly one of --card, --reader and --code.")
    draft = Draft(
        None,
        options.first_name,
        options.last_name,
        options.person_id,
        pin_given(options.pin, random=options.random_pin, clear=options.clear_pin),
        options.valid_from,
        options.valid_to,
        options.level,
    )
    return checked(draft, lambda: _typed_credential(options, output), desk)


def checked(draft: Draft, credential: Callable[[], Credential | None], desk: Desk) -> Draft:
    """The draft with its credential. Raises InvalidInputError with the faults of both at once."""
    problems: list[Problem] = []
    try:
        draft = replace(draft, credential=credential())
    except InvalidInputError as error:
        problems.extend(error.problems)
    problems += [problem for problem in faults(draft, desk.zone) if problem.field != "card"]
    if problems:
        raise InvalidInputError(*problems)
    return draft


def _typed_credential(options: Options, output: Output) -> Credential | None:
    if options.code is not None:
        return Code(parse_code(options.code) if options.code else "")
    return None if options.card is None else new_card(options.card, output)


def new_card(text: str, output: Output) -> Identification:
    """A card that is to become somebody's, with what is to be said of its number. Raises InvalidInputError."""
    identification = typed_card(text)
    verdicts = [tap.verdict for tap in understand_number(identification)]
    for verdict in verdicts:
        output.problems(verdict.warnings)
    refused = [verdict.refused for verdict in verdicts if verdict.refused]
    if refused:
        raise InvalidInputError(*refused)
    return identification


def typed_card(text: str) -> Identification:
    """A card's number in any of the service's spellings. Raises InvalidInputError."""
    try:
        return parse_identification(text)
    except InvalidInputError as error:
        # Of a number that ends with its joint, the faulty part is nothing that could be quoted.
        whole = {"text": text.strip()[:60]}
        raise InvalidInputError(
            *(
                problem if problem.facts.get("text") else replace(problem, facts={**problem.facts, **whole})
                for problem in error.problems
            )
        ) from None


def typed_key_id(text: str) -> UUID:
    """The id of a key at the service. Raises InvalidInputError."""
    try:
        return parse_uuid(text)
    except ValueError:
        raise InvalidInputError(
            Problem(
                "key-id-not-uuid",
                "“{text}” is not the id of a key; the service's ids look like 0f8fad5b-d9cb-469f-a165-70867728950e.",
                "Copy the id from enroll-app history, or name the card instead.",
                {"text": text.strip()[:60]},
                "key_id",
            )
        ) from None


def span(since: str | None, until: str | None, desk: Desk) -> tuple[datetime | None, datetime | None]:
    """The span that --since and --until name, each a day or a moment by the desk's clock. Raises InvalidInputError."""
    start = parse_start(since, desk.zone) if since else None
    end = parse_end(until, desk.zone) if until else None
    if start and end and end < start:
        raise InvalidInputError(Problem("span-reversed", "The span ends before it begins.", "Exchange the two dates."))
    return start, end


def pin_given(pin: str | None, *, random: bool, clear: bool) -> str | PinOrder:
    """What is to become of the PIN: digits as they were typed, or a rule."""
    if sum((pin is not None, random, clear)) > 1:
        raise click.UsageError("Give one of --pin, --random-pin and --clear-pin, not several.")
    if random:
        return random_pin(secrets.randbelow)
    if clear:
        return PinRule.CLEAR
    return PinRule.LEAVE if pin is None else typed_secret(pin)


def drawn(pin: PinOrder, *, random: bool) -> Pin | None:
    """A PIN that was drawn, which has to be told once; None for one that was given."""
    return pin if random and isinstance(pin, Pin) else None


def already_expired(order: Order, now: datetime) -> list[Problem]:
    """What is to be said of a given end that lies in the past."""
    return [caution for caution in cautions(order, now) if caution.code == "already-expired"]


def is_never(end: str) -> bool:
    """Whether a key is to have no end; only a new one can."""
    return end.strip().lower() == NEVER


def typed_secret(text: str) -> str:
    """What was given, or the line on standard input where - was given."""
    return _line_of_stdin() if text == STDIN else text


def _line_of_stdin() -> str:
    if sys.stdin is None:
        return ""
    # Read as bytes: what is not in the terminal's encoding is no PIN, and no reason to fall over.
    line = sys.stdin.buffer.readline(_LONGEST_LINE)
    return line.decode("utf-8", errors="replace").strip()
