"""What every command shares: the desk, --json, and one way to fail."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from enroll_app.cli.exit_codes import EXPECTED
from enroll_app.cli.output import Output
from enroll_app.cli.wording import key_set
from enroll_app.domain.problems import InvalidInputError
from enroll_app.services.desk import Desk
from enroll_app.services.station import Station

if TYPE_CHECKING:
    from enroll_app.services.checkup import Checkup

# The commands that send something that they were told to: to say so, or that nothing was sent, when interrupted.
_SENDING = ("enroll", "change", "replace", "remove", "settle")
PlayTour = Callable[[Path | None], tuple[dict[str, object], str]]


class Context:
    """What the program hands to its commands.

    desk: makes the desk when a command needs it, so that `--help` works without settings. play_tour: the window's
    own tour, which saves its pictures in the folder and returns what it did, as values and as words.
    make_checkup: makes a checkup of the desk, also of one that cannot be made.
    """

    def __init__(
        self, make_desk: Callable[[], Desk], play_tour: PlayTour, make_checkup: "Callable[[], Checkup]"
    ) -> None:
        self._make_desk = make_desk
        self.play_tour = play_tour
        self.make_checkup = make_checkup
        self.output = Output(as_json=False)
        self._desk: Desk | None = None
        self._notices_told = False
        # Whether something may have been written down to be sent; an interruption before says that nothing was.
        self.attempted = False
        self.may_send = False

    def desk(self) -> Desk:
        """The desk as it is set. Raises InvalidInputError."""
        self._desk = self._desk or self._make_desk()
        return self._desk

    def station(self) -> Station:
        """What works with the service and the records. Raises as `Desk.station`."""
        try:
            return self._told(self.desk().station())
        except InvalidInputError as error:
            vault = self.desk().vault
            raise InvalidInputError(*(key_set(problem, vault) for problem in error.problems)) from None

    def records(self) -> Station:
        """The same to look at the records, also where no service can be asked. Raises StoreError."""
        return self._told(self.desk().records())

    def _told(self, station: Station) -> Station:
        """The station, after what has to be said of its records was said, once."""
        if not self._notices_told:
            self._notices_told = True
            self.output.problems(self.desk().notices())
        return station

    def close(self) -> None:
        """Let go of what the desk opened."""
        if self._desk:
            self._desk.close()


def _use_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001  click's form
    context.find_object(Context).output = Output(as_json=value)  # type: ignore[union-attr]  # set by the root command


json_option = click.option(
    "--json",
    is_flag=True,
    expose_value=False,
    callback=_use_json,
    is_eager=True,
    help="One object a line on stdout; messages for people on stderr.",
)

reader_option = click.option(
    "--reader",
    multiple=True,
    metavar="URI",
    help="The reader's address, such as pcsc: or serial:/dev/ttyUSB0?protocol=rdm6300. May be given several times.",
)


def pass_context(function: Callable[..., int]) -> Callable[..., Any]:
    """Hand the shared context to a command, and turn an expected failure into its sentence and exit code."""

    @click.pass_context
    @functools.wraps(function)
    def run(click_context: click.Context, *arguments: Any, **options: Any) -> None:
        shared = click_context.find_object(Context)
        assert shared is not None
        shared.may_send = click_context.command.name in _SENDING
        try:
            code = function(shared, *arguments, **options)
        except EXPECTED as error:
            code = shared.output.failure(error)
        click_context.exit(code)

    return run


def command(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of the program."""
    return click.command(name)
