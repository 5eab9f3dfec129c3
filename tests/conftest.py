import gc
import os
import sys

import pytest
from hypothesis import settings

from tests.taking_turns import TakingTurns

# Where nobody watches, Qt draws without a display; a developer's own choice of a platform stands.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Property tests tell the same every time, however busy the computer is.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

pytest_plugins = ["tests.hardware_doubles.fixtures"]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> TakingTurns:
    """Share the tests out."""
    return TakingTurns(config, log)


_between_tests = 0
# Looking through everything takes a tenth of a second; a test leaves little behind.
_TESTS_BETWEEN = 40


def pytest_configure() -> None:
    """Look for garbage between tests alone, on the main thread, as the window's program does (`ui/collecting.py`).

    Python looks for it on whichever thread has just made something; a widget that is deleted there holds a lock of
    Qt's while it waits for the interpreter, and the main thread waits for that lock.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Look now and then; for windows only after Qt has deleted those that were closed.

    A window that is found before is deleted by the binding, child by child and in no good order.
    """
    global _between_tests
    _between_tests += 1
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    gc.collect(2 if _between_tests % _TESTS_BETWEEN == 0 else 0)
