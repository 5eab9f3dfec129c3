"""The command `training-server`."""

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.domain.problems import InvalidInputError, Problem


@command("training-server")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes any that is free.")
@click.option("--until-stdin-closes", is_flag=True, help="End when the program that started it ends.")
@json_option
@pass_context
def training_server(context: Context, port: int, until_stdin_closes: bool) -> int:  # noqa: FBT001  click's form
    """Run the stand-in for the service alone; prints its URL and its key."""
    from enroll_app.training.server import PortTaken, serve

    def say(url: str, key: str) -> None:
        context.output.result(
            {"url": url, "key": key}, f"export ENROLL_APP_API_URL={url}\nexport ENROLL_APP_API_KEY={key}"
        )
        context.output.note("The training server is running; nothing in it is real. Ctrl-C ends it.")

    try:
        serve(port, None, say, stop_when_stdin_closes=until_stdin_closes)
    except PortTaken as error:
        raise InvalidInputError(_unusable("port-taken", "Port {port} is in use by another program.", port)) from error
    except OSError as error:
        # Systems keep the low ports to themselves.
        cause = "Port {port} cannot be used: {reason}."
        raise InvalidInputError(_unusable("port-unusable", cause, port, error.strerror or "")) from error
    return Exit.DONE


def _unusable(code: str, cause: str, port: int, reason: str = "") -> Problem:
    return Problem(code, cause, "Name another with --port, or leave it out.", {"port": port, "reason": reason})
