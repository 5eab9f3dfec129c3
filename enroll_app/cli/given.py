"""What was given to `enroll` on the command line, and its check before anybody is asked for a card."""

import secrets
import sys
from dataclasses import dataclass, field, replace

import click

from enroll_app.cli.output import Output
from enroll_app.domain.draft import Draft, faults
from enroll_app.domain.enrollment import Code, Credential
from enroll_app.domain.identification import Identification, parse_code, parse_identification
from enroll_app.domain.pin import PinOrder, PinRule, random_pin
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.tap import understand_number
from enroll_app.services.desk import Desk

# Far more than a PIN has.
_LONGEST_LINE = 1000


@dataclass(frozen=True)
class Options:
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


def checked_draft(options: Options, desk: Desk, output: Output) -> Draft:
    """The options as a draft, without a credential where a reader is to read it.

    Raises InvalidInputError with the faults of every field at once, the card's among them.
    """
    if sum((options.card is not None, bool(options.reader), options.code is not None)) != 1:
        raise click.UsageError("Say what to enroll with exactly one of --card, --reader and --code.")
    if sum((options.pin is not None, options.random_pin, options.clear_pin)) > 1:
        raise click.UsageError("Give one of --pin, --random-pin and --clear-pin, not several.")
    pin = _typed_pin(options)
    problems: list[Problem] = []
    credential: Credential | None = None
    try:
        credential = _typed_credential(options, output)
    except InvalidInputError as error:
        problems.extend(error.problems)
    draft = Draft(
        credential,
        options.first_name,
        options.last_name,
        options.person_id,
        pin,
        options.valid_from,
        options.valid_to,
        options.level,
    )
    problems += [problem for problem in faults(draft, desk.zone) if problem.field != "card"]
    if problems:
        raise InvalidInputError(*problems)
    return draft


def _typed_credential(options: Options, output: Output) -> Credential | None:
    if options.code is not None:
        return Code(parse_code(options.code) if options.code else "")
    if options.card is None:
        return None
    identification = _typed_card(options.card)
    verdicts = [tap.verdict for tap in understand_number(identification)]
    for verdict in verdicts:
        output.problems(verdict.warnings)
    refused = [verdict.refused for verdict in verdicts if verdict.refused]
    if refused:
        raise InvalidInputError(*refused)
    return identification


def _typed_card(text: str) -> Identification:
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


def _typed_pin(options: Options) -> str | PinOrder:
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
