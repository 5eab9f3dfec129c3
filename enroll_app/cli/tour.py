"""The command `tour`."""

from pathlib import Path

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit


@command()
@click.option(
    "--shots", type=click.Path(file_okay=False, path_type=Path), help="The folder to save a picture of every page in."
)
@json_option
@pass_context
def tour(context: Context, shots: Path | None) -> int:
    """Play the whole wizard by itself in training mode; works without a display."""
    values, words = context.play_tour(shots)
    context.output.result(values, words)
    return Exit.DONE
