"""The commands `readers` and `read`."""

from itertools import islice

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.output import tap_values, tap_words
from enroll_app.cli.taps import taps


@command()
@json_option
@pass_context
def readers(context: Context) -> int:
    """List the readers found now."""
    found = context.desk().find_readers()
    for info in found:
        values = {"uri": info.uri, "kind": info.kind, "name": info.name, "state": info.state.value, "hint": info.hint}
        line = f"{info.state.value:16} {info.name}  {info.uri}"
        context.output.result(values, f"{line}\n  {info.hint}" if info.hint else line)
    if not found:
        context.output.note("No card reader is attached. Attach one; it is found within seconds.")
    return Exit.DONE


@command()
@reader_option
@click.option("--count", type=click.IntRange(min=1), default=1, show_default=True, help="How many cards to read.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    help="Seconds to wait for each card; without it, for ever. A reader must be there at the start.",
)
@json_option
@pass_context
def read(context: Context, reader: tuple[str, ...], count: int, timeout: float | None) -> int:
    """Print each card that is presented."""
    desk = context.desk()
    source = desk.open_readers(reader or desk.readers)
    for tap in islice(taps(source, timeout, context.output), count):
        context.output.result(tap_values(tap), tap_words(tap))
    return Exit.DONE
