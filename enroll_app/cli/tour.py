"""The command `tour`."""

from pathlib import Path

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.domain.problems import InvalidInputError, Problem


@command()
@click.option(
    "--shots", type=click.Path(file_okay=False, path_type=Path), help="The folder to save a picture of every page in."
)
@json_option
@pass_context
def tour(context: Context, shots: Path | None) -> int:
    """Play the whole wizard by itself in training mode; works without a display."""
    if shots:
        _make(shots)
    values, words = context.play_tour(shots)
    context.output.result(values, words)
    return Exit.DONE


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(
            "folder-unusable",
            "The folder {path} cannot be made: {reason}.",
            "Name another with --shots.",
            {"path": str(folder), "reason": error.strerror or "no reason was given"},
        )
        raise InvalidInputError(problem) from error
