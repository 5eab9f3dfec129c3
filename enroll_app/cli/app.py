"""The program's commands, and one way out of them."""

import json
import logging
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from enroll_app import __version__
from enroll_app.cli.changing import change, remove
from enroll_app.cli.context import Context, PlayTour
from enroll_app.cli.converting import convert, formats
from enroll_app.cli.doctor import doctor
from enroll_app.cli.enrolling import enroll
from enroll_app.cli.events import events
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.history import history
from enroll_app.cli.keys import key
from enroll_app.cli.learning import learn_command
from enroll_app.cli.levels import levels
from enroll_app.cli.outbox import outbox
from enroll_app.cli.output import NobodyListensError, drop_rest, prepare_stdout, say
from enroll_app.cli.profiles import profiles
from enroll_app.cli.reading import read, readers
from enroll_app.cli.replacing import replace_card
from enroll_app.cli.sending import send
from enroll_app.cli.settling import settle
from enroll_app.cli.status import status
from enroll_app.cli.tour import tour
from enroll_app.cli.training import training_server
from enroll_app.services.desk import Desk

if TYPE_CHECKING:
    from enroll_app.services.checkup import Checkup

_INTERRUPTED_LATER = "Interrupted; what was written down before is told by: enroll-app outbox list."
_log = logging.getLogger(__name__)
# Where no log was started yet, Python would write the error to the standard error as it is.
_log.addHandler(logging.NullHandler())


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="enroll-app")
def root() -> None:
    """Enroll access cards: read them, name their holders, and tell the service.

    Without a command the window opens: enroll-app [--training] [--reader URI] [--exit-when-ready].
    """


for _command in (
    readers,
    read,
    convert,
    formats,
    profiles,
    learn_command,
    enroll,
    change,
    replace_card,
    remove,
    status,
    events,
    outbox,
    history,
    levels,
    key,
    tour,
    training_server,
    doctor,
):
    root.add_command(_command)
for _command in (send, settle):
    outbox.add_command(_command)


def run(
    arguments: Sequence[str],
    make_desk: Callable[[], Desk],
    play_tour: PlayTour,
    make_checkup: "Callable[[], Checkup]",
) -> int:
    """Run a command and return its exit code; wrong usage is told like every other failure."""
    context = Context(make_desk, play_tour, make_checkup)
    prepare_stdout()
    try:
        return _run(arguments, context)
    except BrokenPipeError:
        # Such as `| head -1`: who reads has had enough, and there is nobody to tell.
        drop_rest()
        return Exit.OUR_ERROR
    except NobodyListensError as error:
        click.echo(error, err=True)
        return Exit.OUR_ERROR
    finally:
        context.close()


def _our_error(error: Exception) -> Exception:
    """The error for the eye: its own words may hold anything, and go into the log, which strikes secrets."""
    _log.critical("an error of ours", exc_info=error)
    return RuntimeError(f"An error of ours: {type(error).__name__}. Please report it, with what you did before.")


def _run(arguments: Sequence[str], context: Context) -> int:
    try:
        code = root.main(list(arguments), prog_name="enroll-app", standalone_mode=False, obj=context)
    except click.ClickException as error:
        if "--json" in arguments:
            say(json.dumps({"error": error.format_message()}))
        error.show(sys.stderr)
        return Exit.INVALID
    except (click.Abort, KeyboardInterrupt):
        if context.may_send:
            context.output.note(_INTERRUPTED_LATER if context.attempted else "Interrupted; nothing was sent.")
        return Exit.INTERRUPTED
    except (BrokenPipeError, NobodyListensError):
        raise
    except Exception as error:  # noqa: BLE001  the program's last line of defence: a sentence instead of a traceback
        return context.output.failure(_our_error(error))
    return int(code or Exit.DONE)
