"""Frames as the readers' data sheets make them; the sheets are named in the parsers."""

from drivers.frames_7941 import AROUND
from drivers.framing import xor_of


def em_frame(uid: bytes, *, crlf: bool = False) -> bytes:
    """RDM6300, and ID-12 with `crlf`."""
    return b"\x02" + (uid + bytes([xor_of(uid)])).hex().upper().encode() + (b"\r\n" if crlf else b"") + b"\x03"


def frame_7941(type_: int, data: bytes) -> bytes:
    """7941D/E/W."""
    body = bytes([len(data) + AROUND, type_]) + data
    return b"\x02" + body + bytes([xor_of(body)]) + b"\x03"


def idteck_frame(text: str) -> bytes:
    """Idteck SR10; the manual prints no example."""
    body = b"\x02" + text.encode() + b"\x03"
    return body + bytes([xor_of(body)])


def inditag_line(digits: str) -> bytes:
    """Elatec in IndiTag mode."""
    return f":{digits}{-sum(bytes.fromhex(digits)) % 256:02X}\r\n".encode()
