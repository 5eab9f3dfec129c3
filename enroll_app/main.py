"""Which face is meant, and what it needs before it can show itself. The parts are joined in `enroll_app.composition`.

The window's way from here to its first paint loads nothing that it does not paint with; hence the imports inside.
"""

import builtins
import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from enroll_app import hardening

if TYPE_CHECKING:
    from pathlib import Path

    from enroll_app.services.desk import Desk

# What tells Qt on Linux where to draw.
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(arguments: Sequence[str]) -> int:
    """Run the window or a command and return the exit code."""
    hardening.at_once()
    window = _window_options(arguments)
    if window is None:
        from enroll_app.cli.app import run as run_command
        from enroll_app.composition import make_checkup, make_desk

        hardening.fully()
        return run_command(arguments, lambda: _logged(make_desk()), play_tour, make_checkup)
    training, exit_when_ready, readers = window
    if not _has_display(offscreen_will_do=exit_when_ready):
        sys.stderr.write(
            "There is no display to open the window on. "
            "Start it in a desktop session, or play the tour instead: enroll-app tour --shots pictures.\n"
        )
        return 2
    # What is loaded from here to the first paint stays: looking for garbage in it would take a twentieth of the time.
    gc.disable()
    import_plainly()
    code = _run_window(readers, training=training, exit_when_ready=exit_when_ready)
    # The memory goes with the process. Looking through it for garbage before takes longer than all else at the end.
    gc.freeze()
    return code


def _run_window(readers: tuple[str, ...], *, training: bool, exit_when_ready: bool) -> int:
    """Show the window until it is closed; return the exit code."""
    from enroll_app.ui.application import run_window

    def make_desk_later(for_training: bool) -> "Desk":  # noqa: FBT001  the one thing that there is to say
        from enroll_app.composition import kept_preferences, make_desk, training_desk

        hardening.fully()
        return training_desk(readers, kept_preferences()) if for_training else make_desk(readers)

    if training:
        return run_window(make_desk_later, training=True, exit_when_ready=exit_when_ready)
    from enroll_app.first_sight import first_sight, likely_home, likely_policy

    home = likely_home()
    sight = first_sight(home, likely_policy())
    if exit_when_ready:
        return run_window(make_desk_later, sight, exit_when_ready=True)
    from enroll_app.only_window import BESIDE, hold

    held = hold(home)
    if held is None:
        from enroll_app.ui.single_instance import raise_other

        held = raise_other(home)
    if held is None:
        if readers:
            sys.stderr.write("Enroll is open already and came to the front; --reader was not taken.\n")
        return 0
    # The file stays open, and with it the lock, as long as this process lives.
    return run_window(make_desk_later, sight, home, alone=held != BESIDE)


def import_plainly() -> None:
    """Load Qt's binding, and go on importing as Python does.

    The binding puts an import of its own in the place of Python's, which reads the source of each module from then on
    and looks whether it asks for other names of Qt's functions (`from __feature__ import snake_case`). None here does:
    it would cost 5 ms before the first paint, and the texts of a thousand modules kept in memory behind it.
    """
    own = builtins.__import__
    import PySide6.QtCore  # noqa: F401  what it does when it is loaded

    builtins.__import__ = own


def _logged(desk: "Desk") -> "Desk":
    """The desk of a command, whose errors go into the log and not on the screen."""
    from enroll_app.log import start_log

    start_log(desk.home, later=True)
    return desk


def _window_options(arguments: Sequence[str]) -> tuple[bool, bool, tuple[str, ...]] | None:
    """Whether the window is meant: --training, --exit-when-ready, --reader URI; None when a command is.

    Done by hand because the command line's library would cost the window a tenth of a second before its first paint.
    """
    rest, readers, flags = list(arguments), [], set()
    while rest:
        word = rest.pop(0)
        if word in ("--training", "--exit-when-ready"):
            flags.add(word)
        elif word == "--reader" and rest:
            readers.append(rest.pop(0))
        elif word.startswith("--reader="):
            readers.append(word.removeprefix("--reader="))
        else:
            return None
    return "--training" in flags, "--exit-when-ready" in flags, tuple(readers)


def play_tour(shots: "Path | None") -> tuple[dict[str, object], str]:
    """Play the wizard in training mode and save its pictures."""
    _has_display(offscreen_will_do=True)
    from enroll_app.composition import training_desk
    from enroll_app.ui.tour import play

    return play(training_desk(), shots)


def _has_display(*, offscreen_will_do: bool) -> bool:
    """Whether Qt finds something to draw on; without, it would abort the process with words of its own.

    offscreen_will_do: nobody has to see it, so that a display can always be had.
    """
    if sys.platform != "linux" or any(os.environ.get(name) for name in _DISPLAYS):
        return True
    if offscreen_will_do:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return offscreen_will_do
