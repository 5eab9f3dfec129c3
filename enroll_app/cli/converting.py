"""The commands `convert` and `formats`: from numbers that readers and people write to the service's spellings."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.domain.cards import Technology
from enroll_app.domain.formats import FORMATS, NumberFormat, number_format
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.number_problems import NO_PADDING, refusal
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import CSN_BYTES
from enroll_app.domain.profile_problems import no_csn

_STDIN = "-"
_UNCLEAR = "card-number-unclear"
_NAME_FORMAT = "If a reader wrote it, name its format with --format."
# A line of more than these many bytes holds no number; it is refused, and its rest is passed over.
_LONGEST_LINE = 1000
# What Windows' programs put before their first line.
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# How an EM card is shown in each format by `formats`: b0 to b4 are 01 10 18 5C 5B.
_EXAMPLE = bytes.fromhex("0110185C5B")


@command()
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--format", "format_name", metavar="NAME", help="How the number is written; `formats` lists the names.")
@click.option(
    "--technology",
    type=click.Choice([technology.value for technology in Technology]),
    help="The kind of card, which says how long its number is.",
)
@json_option
@pass_context
def convert(context: Context, numbers: tuple[str, ...], format_name: str | None, technology: str | None) -> int:
    """Convert card numbers to the service's spellings, in their order.

    - reads one number a line from standard input. Without --format a number must carry its size: 0x00499602d2,
    0001234567890 or EM:1234567890. What cannot be converted is told in its place, and the others still are.
    """
    number_form = number_format(format_name) if format_name is not None else None
    kind = Technology(technology) if technology else None
    code = Exit.DONE
    for text in _given(numbers):
        try:
            identification = _identified(text, number_form, kind)
        except InvalidInputError as error:
            # In its place among the results, and to a person beside them.
            if context.output.as_json:
                context.output.result({"error": str(error)}, "")
            context.output.note(str(error))
            code = Exit.INVALID
        else:
            context.output.result(_values(identification), _words(identification))
    return code


@command()
@json_option
@pass_context
def formats(context: Context) -> int:
    """List the known number formats."""
    for known in FORMATS:
        example = known.write(_EXAMPLE)
        values = {"name": known.name, "partial": known.partial, "words": known.words, "example": example}
        context.output.result(values, f"{known.name:13} {known.words}{' (a part only)' if known.partial else ''}")
    context.output.note(
        "-reversed, -bitrev, -nibble and -inverted may be joined in this order, as in hex-reversed-bitrev."
    )
    return Exit.DONE


def _given(numbers: Iterable[str]) -> Iterator[str]:
    """The numbers one at a time, those of standard input as they come."""
    for number in numbers:
        if number == _STDIN:
            yield from _lines_of_stdin()
        else:
            yield number


def _lines_of_stdin() -> Iterator[str]:
    if sys.stdin is None:
        return
    # Read as bytes: what is not in the terminal's encoding is no number, and no reason to fall over.
    stream, mark = sys.stdin.buffer, _BYTE_ORDER_MARK
    while line := stream.readline(_LONGEST_LINE):
        text = line.removeprefix(mark).decode("utf-8", errors="replace").rstrip("\r\n")
        mark = b""
        cut = rest = len(line) == _LONGEST_LINE and not line.endswith(b"\n")
        while rest:
            more = stream.readline(_LONGEST_LINE)
            rest = bool(more) and not more.endswith(b"\n")
        yield f"{text}…" if cut else text


def _identified(text: str, number_form: NumberFormat | None, kind: Technology | None) -> Identification:
    """The identification that a number stands for. Raises InvalidInputError."""
    if kind is Technology.HID_PROX:
        raise InvalidInputError(no_csn())
    if "|" in text:
        raise refusal(
            "composite-number",
            text,
            "“{text}” joins the numbers of several sides of a card, and each of them is a number by itself.",
            "Give each side on its own.",
        )
    size = CSN_BYTES.get(kind) if kind else None
    if number_form:
        return Identification((number_form.read(text, size),))
    identification = _self_sized(text)
    [uid] = identification.parts
    if size and kind and len(uid) != size:
        raise refusal(
            "number-of-other-size",
            text,
            "“{text}” is a number of {bits} bits; that of a card of the technology {technology} has {expected}.",
            NO_PADDING,
            bits=8 * len(uid),
            technology=kind.value,
            expected=8 * size,
        )
    return identification


def _self_sized(text: str) -> Identification:
    try:
        return parse_identification(text)
    except InvalidInputError as error:
        raise InvalidInputError(
            *(
                replace(problem, remedy=f"{problem.remedy} {_NAME_FORMAT}") if problem.code == _UNCLEAR else problem
                for problem in error.problems
            )
        ) from None


def _values(identification: Identification) -> dict[str, object]:
    [uid] = identification.parts
    return {
        "uid": uid.hex().upper(),
        "bits": 8 * len(uid),
        "decimal": identification.decimal,
        "hex": identification.hex,
        "specifier": identification.specifier,
    }


def _words(identification: Identification) -> str:
    [uid] = identification.parts
    specifier = f"  {identification.specifier}" if identification.specifier else ""
    return f"{uid.hex().upper()}  {8 * len(uid)} bits  {identification.hex}  {identification.decimal}{specifier}"
