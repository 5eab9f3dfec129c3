#!/usr/bin/env python3
"""Exit code 0 when a window can be shown here: `make run` opens one then, and else takes the tour's pictures."""

import ctypes
import os
import sys
from pathlib import Path


def x11_answers() -> bool:
    """Whether the X server that DISPLAY names takes connections (a variable left over from elsewhere does not)."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    return int(xcb.xcb_connection_has_error(xcb.xcb_connect(None, None))) == 0


def wayland_answers() -> bool:
    """Whether there is a Wayland compositor's socket."""
    return (Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / os.environ["WAYLAND_DISPLAY"]).is_socket()


def main() -> int:
    """Say it with the exit code."""
    if sys.platform in {"darwin", "win32"}:
        return 0
    if os.environ.get("WAYLAND_DISPLAY") and wayland_answers():
        return 0
    return 0 if os.environ.get("DISPLAY") and x11_answers() else 1


if __name__ == "__main__":
    sys.exit(main())
