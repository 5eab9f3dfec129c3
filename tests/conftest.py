import gc
import os
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.scheduler import LoadScopeScheduling

# Where nobody watches, Qt draws without a display; a developer's own choice of a platform stands.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Property tests tell the same every time, however busy the computer is.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

pytest_plugins = ["tests.hardware_doubles.fixtures"]


# Fixtures that use the one smart-card service of this machine.
_SERVICE = re.compile(r"\b(?:own_pcscd|pcscd|lay_card|lay|pcsc_hands)\b *[:,)]")


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    """Tests of files that use the smart-card service run one after the other, on one of the workers.

    By hand, for pytest 9.2 does not let pytest-xdist 3.8 see its own mark for groups.
    """
    return _Turns(config, log)


class _Turns(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "smart-card service" if _uses_the_service(path) else nodeid


@cache
def _uses_the_service(path: str) -> bool:
    return bool(_SERVICE.search((Path(__file__).parents[1] / path).read_text("utf-8")))


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
    """Look now and then."""
    global _between_tests
    _between_tests += 1
    gc.collect(2 if _between_tests % _TESTS_BETWEEN == 0 else 0)
