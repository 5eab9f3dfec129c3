"""A serial port in the network that vanishes without a word: switched off, or its cable pulled."""

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from serial import Serial

# A line that was silent for so long is asked whether the other end is there, and so often again, so many times. By
# default Linux asks after two hours. Choices of ours, in seconds.
_IDLE_S, _AGAIN_S, _TIMES = 5, 2, 3
# By the names of Python's `socket`, which has those of its platform: TCP_KEEPALIVE is how macOS calls TCP_KEEPIDLE,
# and TCP_USER_TIMEOUT, in milliseconds, the same limit for what was sent and not confirmed (tcp(7)).
_OPTIONS = {
    "TCP_KEEPIDLE": _IDLE_S,
    "TCP_KEEPALIVE": _IDLE_S,
    "TCP_KEEPINTVL": _AGAIN_S,
    "TCP_KEEPCNT": _TIMES,
    "TCP_USER_TIMEOUT": 1000 * (_IDLE_S + _AGAIN_S * _TIMES),
}


def notice_its_end(port: "Serial") -> None:
    """Let a port in the network fail once the other end is silent for too long. Does nothing to other ports."""
    line = getattr(port, "_socket", None)
    if not isinstance(line, socket.socket):
        return
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _OPTIONS.items():
        option = getattr(socket, name, None)
        if option is not None:
            line.setsockopt(socket.IPPROTO_TCP, option, value)
