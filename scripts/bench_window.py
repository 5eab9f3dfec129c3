#!/usr/bin/env python3
"""How long the window keeps anybody waiting: a heartbeat in its event loop while the rest of the program is at work.

stalls  the longest time between two beats, less that of an empty event loop in the same process: while everything is
        loaded behind the first paint, with ten taps a second, at a service that never answers, with 50,000 enrollments
        that wait and are sent, and scrolling through a million entries of the history. Each in a process of its own,
        twice; the better one counts, for what the machine does to a process does not come again.
tap     from the card at the reader to its number on the screen, at the 95th percentile.

Exit code 1 when a figure is above its bound.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from enroll_app.main import import_plainly

STALL_BOUND_MS, TAP_BOUND_MS = 50.0, 30.0
ENTRIES = 1_000_000


def _one(name: str, entries: int, *, where: bool) -> None:
    """Play one scenario and print its figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # As the program itself does before its first paint.
    gc.disable()
    import_plainly()
    import tests.ui.window_bench as plays
    from enroll_app.ui.application import make_application

    if where:
        os.environ[plays.WHERE] = "1"
    application = make_application()
    application.setQuitOnLastWindowClosed(False)
    baseline = plays.longest(2.0)
    known: dict[str, Callable[[], float | list[float]]] = {
        "start": plays.start,
        "taps": plays.taps,
        "silence": plays.silence,
        "draining": plays.draining,
        "history": lambda: plays.history(entries),
        "tap": plays.tap_to_paint,
    }
    say(json.dumps([baseline, known[name]()]))
    # Whatever still waits for an answer that never comes is not waited for.
    sys.stdout.flush()
    os._exit(0)


def _played(name: str, entries: int) -> tuple[float, float | list[float]]:
    command = [sys.executable, __file__, "--one", name, "--entries", str(entries)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=600)  # noqa: S603  our own
    baseline, figure = json.loads(done.stdout.splitlines()[-1])
    return baseline, figure


def stalls(name: str, words: str, entries: int) -> bool:
    """Print the longest stall of a scenario, and return whether it is within its bound."""
    runs = [_played(name, entries) for _ in range(2)]
    baseline, longest = min(runs, key=lambda run: float(run[1] if isinstance(run[1], float) else 0) - run[0])
    assert isinstance(longest, float)
    held = longest - baseline <= STALL_BOUND_MS
    say(f"  {words}: {longest:.0f} ms; an empty loop {baseline:.0f} ms{'' if held else ' TOO LONG'}")
    return held


def tap() -> bool:
    """Print how long a number takes to the screen, and return whether it is within its bound."""
    baseline, took = _played("tap", 0)
    assert isinstance(took, list)
    late = statistics.quantiles(took, n=20)[-1]
    say(f"tap, {len(took)} cards: painted within {late:.1f} ms at the 95th percentile (bound {TAP_BOUND_MS:.0f} ms)")
    say(f"  median {statistics.median(took):.1f} ms, the slowest {max(took):.1f} ms; an empty loop {baseline:.0f} ms")
    return late <= TAP_BOUND_MS


def main() -> int:
    """Print the figures and say whether they hold."""
    parser = argparse.ArgumentParser(description="Measure how long the window keeps anybody waiting.")
    parser.add_argument("--entries", type=int, default=ENTRIES, help=f"how long the history is ({ENTRIES})")
    parser.add_argument("--where", action="store_true", help="tell where the window's thread was in each stall")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        _one(given.one, given.entries, where=given.where)
    import tests.ui.window_bench as plays

    if given.where:
        os.environ[plays.WHERE] = "1"
    with tempfile.TemporaryDirectory(prefix="enroll-bench-") as compiled:
        # The first of all runs compiles the modules, which an installation has compiled from the start.
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        say(f"stalls, longest beat of the window's event loop (bound {STALL_BOUND_MS:.0f} ms beyond an empty loop's)")
        held = [
            stalls("start", "loading behind the first paint", given.entries),
            stalls("taps", "ten taps a second", given.entries),
            stalls("silence", "a service that never answers", given.entries),
            stalls("draining", f"{plays.ROWS} that wait and are sent", given.entries),
            stalls("history", f"scrolling through {given.entries} entries", given.entries),
            tap(),
        ]
    return 0 if all(held) else 1


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
