#!/usr/bin/env python3
"""The measurements: ratios against a baseline of the same run, in pairs, so that a noisy machine slows both.

start  the window in training mode until its first page is painted and takes input, against a bare PySide6 window
       with a QWizard on the same interpreter: wall time and peak memory of the whole process. Both find their modules
       compiled, as an installation has them, in a folder of this run.

Exit code 1 when a ratio is above its bound.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWizard, QWizardPage

class Window(QWizard):
    painted = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, QApplication.quit)

application = QApplication(sys.argv)
window = Window()
page = QWizardPage()
page.setTitle("Card")
column = QVBoxLayout(page)
column.addWidget(QLabel("Hold the card to the reader"))
column.addWidget(QLineEdit())
window.addPage(page)
window.show()
sys.exit(application.exec())
"""
_PRODUCT = ["-m", "enroll_app", "--training", "--exit-when-ready"]
_WALL_BOUND, _MEMORY_BOUND = 1.4, 1.5
_KIB = 1024


@dataclass(frozen=True)
class Run:
    """One finished process. wall_s: seconds from start to end; peak_mib: its largest resident set."""

    wall_s: float
    peak_mib: float


def measure(arguments: list[str]) -> Run:
    """Run a program to its end. Raises RuntimeError when it fails: a failed run is not a quick one."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdin=subprocess.DEVNULL)  # noqa: S603  our own program
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return Run(wall, usage.ru_maxrss / _KIB)


def main() -> int:
    """Print the ratios and say whether they hold."""
    parser = argparse.ArgumentParser(description="Measure the start of the window against a bare one.")
    parser.add_argument("--pairs", type=int, default=15, help="how many pairs of runs (15)")
    pairs = parser.parse_args().pairs
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="enroll-bench-") as compiled:
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        bare, product = ["-c", _BARE], _PRODUCT
        measure(bare), measure(product)
        runs = [(measure(product), measure(bare)) for _ in range(pairs)]
    bare_ms = statistics.median(other.wall_s for _, other in runs) * 1000
    product_ms = statistics.median(own.wall_s for own, _ in runs) * 1000
    wall = statistics.median(own.wall_s / other.wall_s for own, other in runs)
    memory = statistics.median(own.peak_mib / other.peak_mib for own, other in runs)
    own_mib = statistics.median(own.peak_mib for own, _ in runs)
    say(f"start, {pairs} pairs: product {product_ms:.0f} ms, bare window {bare_ms:.0f} ms (medians)")
    say(f"  wall time  {wall:.2f} times the bare window's (bound {_WALL_BOUND})")
    say(f"  memory     {memory:.2f} times the bare window's (bound {_MEMORY_BOUND}), {own_mib:.0f} MiB at its peak")
    return 0 if wall <= _WALL_BOUND and memory <= _MEMORY_BOUND else 1


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
