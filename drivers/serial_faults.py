"""Why a serial port cannot be used, in words. pyserial tells it by `errno`, and on Windows only in its text."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from drivers.reader import State

_ABSENT = {errno.ENOENT, errno.ENODEV, errno.ENXIO}
_REFUSED = {errno.EACCES, errno.EPERM}
# EAGAIN: somebody else holds the lock that `exclusive` takes; EBUSY: or has set TIOCEXCL.
_BUSY = {errno.EAGAIN, errno.EBUSY}
# What opening a port without hardware says: ENOTTY for what is no port at all, EIO for a ttyS without a chip.
_NO_HARDWARE = (f"({errno.ENOTTY},", f"({errno.EIO},")


@contextmanager
def faults_of_the_system() -> Iterator[None]:
    """Raise as OSError what `termios` raises of a port that was pulled while pyserial opened it."""
    if sys.platform == "win32":
        yield
        return
    import termios

    try:
        yield
    except termios.error as exc:
        raise OSError(*exc.args) from exc


def why_closed(exc: Exception, port: str) -> tuple[State, str]:
    """The state that `exc` puts the reader in, and a hint of one or two sentences."""
    number = getattr(exc, "errno", None)
    text = str(exc)
    # Windows says “access denied” for a port that another program has open, and sets no errno.
    if number in _BUSY or (sys.platform == "win32" and "PermissionError" in text):
        return State.BUSY, f"Another program is using {port}. Close it, and it will be tried again."
    if number in _REFUSED:
        return State.REFUSED, refused_hint(port)
    if port.lower().startswith("hwgrep://") and number is None:
        return State.ABSENT, f"No port matches {port} now. Attach the reader, or name its port."
    # By its name, since pyserial is loaded only when a port is opened.
    if type(exc).__name__ == "SerialTimeoutException":
        return State.ABSENT, f"The device at {port} takes no bytes. Check the cable and the reader's protocol."
    if "://" in port:
        return State.ABSENT, f"{port} does not answer. Check the address, the network and the device's power."
    if "Could not configure port" in text and any(code in text for code in _NO_HARDWARE):
        return State.ABSENT, f"{port} is not a serial port with a device. Name another port."
    if number in _ABSENT or "FileNotFoundError" in text:
        return State.ABSENT, f"There is no port {port} now. Attach the reader, or name another port."
    return State.ABSENT, f"The connection to {port} broke off. Check the cable; it will be tried again."


def refused_hint(port: str) -> str:
    """What to do when the system forbids a port. The group: pyserial documentation/appendix.rst."""
    if sys.platform == "win32":
        return f"Windows refuses {port}. Ask the administrator of this computer."
    return (
        f"This account may not use {port}. Add it to the group dialout "
        "(sudo usermod -a -G dialout NAME; on Arch the group is uucp), then sign out and in again."
    )
