"""The program's own log: one rotating file in the desk's folder, private to the user, without secrets.

Modules log names and codes, never requests, drafts or answers; and no frame's variables are ever captured. What goes
wrong with that is struck here, at the handler: by what may be written (our own messages, plain values, places in
programs), and then by what must not (secrets that this process holds, what looks like one, any four digits).
"""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID

from enroll_app.domain.redaction import without_secrets
from enroll_app.domain.secret import live_secrets

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_BYTES, _FILES = 500_000, 3
_OURS = ("enroll_app", "drivers", "root", "__main__")
# What says all of itself in a few letters, and is no request, draft or answer.
_PLAIN = (str, int, float, bool, UUID, Path, type(None))
# Of errors that were raised by errors, and of their kinds that hold others: more tells nothing new.
_MOST_ERRORS = 20


class _Formatter(logging.Formatter):
    """Writes a record without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        # Never the record's own text of an error: another handler may have made it.
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name} {_clean(_words(record))}"]
        if record.exc_info and record.exc_info[1]:
            lines += _error_lines(record.exc_info[1])
        if record.stack_info:
            lines.append(_clean(record.stack_info))
        return "\n".join(lines)


class _PrivateHandler(RotatingFileHandler):
    """Makes every file of the log, those after a rotation too, readable by its owner alone."""

    def _open(self) -> TextIOWrapper:
        path = Path(self.baseFilename)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Private from its first moment, whatever the umask is; and made so, where an older version left it open.
        opened = open(path, self.mode, encoding=self.encoding, errors=self.errors, opener=_private)  # noqa: SIM115  closed later
        path.chmod(0o600)
        assert isinstance(opened, TextIOWrapper)
        return opened

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  logging's own name
        """Leave it: a desk works without its log, and the standard error would show the record as it is."""


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def start_log(folder: Path, *, later: bool = False) -> None:
    """Log to `enroll.log` in the folder; to nowhere when it cannot be written, for a desk works without its log.

    later: make the folder and the file with the first thing to write. Errors that nobody caught are logged from now
    on, on other threads and in finalizers too.
    """
    try:
        handler: logging.Handler = _PrivateHandler(
            folder / "enroll.log",
            maxBytes=_BYTES,
            backupCount=_FILES,
            encoding="utf-8",
            delay=later,
            errors="backslashreplace",
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Formatter())
    root = logging.getLogger()
    for before in [one for one in root.handlers if isinstance(one, _PrivateHandler)]:
        root.removeHandler(before)
        before.close()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    _log_uncaught()


def _log_uncaught() -> None:
    """See to it that errors which nobody caught are written by the log, not with their own words to stderr.

    Who has taken care of them already goes on to: the window does, for those on its own thread.
    """
    log = logging.getLogger(__name__)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit and args.exc_value:
            log.critical("an error of ours", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def in_finalizer(args: "UnraisableHookArgs") -> None:
        if args.exc_value:
            log.error("an error of ours", exc_info=(args.exc_type, args.exc_value, args.exc_traceback))

    def anywhere(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("an error of ours", exc_info=(kind, error, trace))
        sys.stderr.write(f"An error of ours: {kind.__name__}. Please report it, with what you did before.\n")

    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = in_thread
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = in_finalizer
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = anywhere


def _words(record: logging.LogRecord) -> str:
    """What is said: our own messages with plain values in them; of libraries, only where they said something."""
    if record.name.partition(".")[0] not in _OURS:
        return f"a library said something: {record.module}, line {record.lineno}"
    arguments = record.args
    if isinstance(arguments, tuple):
        arguments = tuple(_plain(one) for one in arguments)
    elif arguments:
        arguments = {name: _plain(one) for name, one in arguments.items()}
    message = record.msg if isinstance(record.msg, str) else str(_plain(record.msg))
    try:
        return message % arguments if arguments else message
    except (TypeError, ValueError, KeyError):
        return "a message that does not go with its values"


def _plain(value: object) -> object:
    return value if isinstance(value, _PLAIN) else type(value).__name__


def _clean(text: str) -> str:
    return without_secrets(text, live_secrets())


def _error_lines(error: BaseException) -> Iterator[str]:
    """An error, those behind it and those in it, the first cause first; without any frame's variables."""
    seen: set[int] = set()
    for one, how in reversed(list(_chain(error, "", seen))):
        if one.__traceback__:
            yield "Traceback (most recent call last):"
            for frame in traceback.extract_tb(one.__traceback__):
                yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
                if frame.line:
                    yield f"    {_clean(frame.line)}"
        yield _clean("".join(traceback.format_exception_only(one)).rstrip("\n"))
        if how:
            yield f"\n{how}\n"


def _chain(error: BaseException, how: str, seen: set[int]) -> Iterator[tuple[BaseException, str]]:
    """An error and what is behind it; how: what to say between it and the one that it led to."""
    if id(error) in seen or len(seen) >= _MOST_ERRORS:
        return
    seen.add(id(error))
    yield error, how
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from _chain(one, "It was one of several errors:", seen)
    if error.__cause__:
        yield from _chain(error.__cause__, "The above exception was the direct cause of the following exception:", seen)
    elif error.__context__ and not error.__suppress_context__:
        between = "During handling of the above exception, another exception occurred:"
        yield from _chain(error.__context__, between, seen)
