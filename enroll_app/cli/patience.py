"""Saying what is waited for, where it takes a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from enroll_app.cli.output import Output

# After so many seconds it is said what is waited for.
_SLOW_S = 2.0


@contextmanager
def waiting_for(what: str, output: Output) -> Iterator[None]:
    """Say once what is waited for, unless it is over soon. what: such as "the service"."""
    slow = Timer(_SLOW_S, output.note, [f"Waiting for {what} …"])
    slow.daemon = True
    slow.start()
    try:
        yield
    finally:
        slow.cancel()
