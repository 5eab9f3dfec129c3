"""The computer's own count of time, which nobody can set."""

import sys
import time
from functools import cache
from pathlib import Path

from enroll_app.domain.uptime import Instant

# Linux makes one up at each start (random(4), "boot_id"); other systems have no such thing.
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def system_uptime() -> Instant:
    """The present moment, time in suspend included where the system counts it (CLOCK_BOOTTIME on Linux)."""
    if sys.platform == "linux":
        return Instant(_boot(), time.clock_gettime(time.CLOCK_BOOTTIME))
    else:  # noqa: RET505  mypy takes what follows a return for unreachable
        return Instant("", time.monotonic())


@cache
def _boot() -> str:
    try:
        return _BOOT_ID.read_text("ascii").strip()
    except OSError:  # not mounted, as in some containers
        return ""
