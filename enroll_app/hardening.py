"""Keeps the memory of this process, with the keys and PINs in it, out of crash dumps and from other programs' eyes.

An administrator can still read it. What the systems do by themselves:

* Linux: `at_once` forbids core files and leaves every part of the memory out of what a crash handler is piped (core(5):
  a handler is started whatever the limit on core files is). `fully` makes the process undumpable besides
  (PR_SET_DUMPABLE, prctl(2)): no program of the same user may attach to it or read its memory, and no handler gets
  anything. It costs 7 ms for loading ctypes, so the window does it after its first paint.
* Windows: local dumps (LocalDumps) are off unless an administrator turned them on. WerAddExcludedApplication would
  write into the user's registry for good, and SetErrorMode would hide other programs' faults in the same process, so
  neither is called; doctor says nothing of them.
* macOS: core files are off by default; the limit is set all the same.
"""

import sys
from contextlib import suppress

# core(5), /proc/PID/coredump_filter: one bit for each kind of memory; none is dumped. Inherited by child processes.
_NOTHING = b"0x0"
# prctl(2), linux/prctl.h.
_PR_SET_DUMPABLE = 4


def at_once() -> None:
    """What costs next to nothing (0.1 ms), before anything secret is in memory. Never raises."""
    if sys.platform == "win32":
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # A kernel without core dumps has no such file.
        with suppress(OSError), open("/proc/self/coredump_filter", "wb", buffering=0) as kinds:  # noqa: PTH123  cheaper
            kinds.write(_NOTHING)


def fully() -> bool:
    """What costs some milliseconds; before the first secret is read. Whether the process is undumpable now."""
    if sys.platform != "linux":
        return False
    try:
        import ctypes

        library = ctypes.CDLL(None)
        return bool(library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
    except (ImportError, OSError, AttributeError):
        # A Python without ctypes, a C library without prctl: what was done at once has to do.
        return False
