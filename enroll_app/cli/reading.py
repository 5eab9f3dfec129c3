"""The commands `readers` and `read`."""

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.output import Output, read_values, read_words
from enroll_app.cli.taps import Taps
from enroll_app.services.desk import Desk
from enroll_app.services.typing_readers import split


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
    with Taps(desk, reader or _of_settings(desk, context.output), context.output) as cards:
        for _ in range(count):
            card = cards.next(timeout)
            context.output.result(read_values(card), read_words(card))
            if card.tap:
                desk.signal(card.tap)
    return Exit.DONE


def _of_settings(desk: Desk, output: Output) -> tuple[str, ...]:
    """The readers of the settings that a command can listen to; all of them where there is none such."""
    readers = split(desk.readers)
    if not readers.others:
        return desk.readers
    for typing in readers.typing:
        output.note(f"{typing} types into the window, so this command does not listen to it.")
    return readers.others
