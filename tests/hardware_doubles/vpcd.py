"""A card for vpcd, the virtual reader driver of pcscd.

vpcd listens, one TCP port per slot; a connected client is a card on the reader. Each message, both ways, is two bytes
of length (big endian) and the rest. From the reader: 00 off, 01 on, 02 reset, 04 the ATR is wanted, anything longer
is a command to the card. Source: frankmorgner/vsmartcard, virtualsmartcard/src/vpcd.
"""

import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Self

FIRST_SLOT, SECOND_SLOT = 35963, 35964
# LudovicRousseau/pcsc-tools 3e819c6 smartcard_list.txt
CLASSIC_1K = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")
CLASSIC_4K = bytes.fromhex("3B8F8001804F0CA0000003060300020000000069")
ULTRALIGHT = bytes.fromhex("3B8F8001804F0CA0000003060300030000000068")
DESFIRE = bytes.fromhex("3B8180018080")

GET_UID = bytes.fromhex("FFCA000000")
GET_VERSION, MORE = bytes.fromhex("9060000000"), bytes.fromhex("90AF000000")
OK = b"\x90\x00"
# How long the reader may take to open its port, in seconds.
_CONNECT_S = 10.0

Answers = Mapping[bytes, bytes] | Callable[[bytes], bytes]


class VirtualCard:
    """A card that can be laid on the virtual reader and taken away, any number of times.

    uid: what it answers to GET DATA. answers: other answers, by command, or a function from command to answer.
    asked: the commands that came, in order.
    """

    def __init__(
        self, uid: bytes, atr: bytes = CLASSIC_1K, *, port: int = FIRST_SLOT, answers: Answers | None = None
    ) -> None:
        self.uid = uid
        self.asked: list[bytes] = []
        self._atr = atr
        self._port = port
        self._answers = answers or {}
        self._line: socket.socket | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.insert()
        return self

    def __exit__(self, *_: object) -> None:
        self.remove()

    def insert(self) -> None:
        """Lay the card on the reader."""
        self.remove()
        self._line = _connected(self._port)
        self._thread = threading.Thread(target=self._serve, args=(self._line,), name="virtual-card", daemon=True)
        self._thread.start()

    def remove(self) -> None:
        """Take the card away; nothing happens when it is not there."""
        if self._line is not None and self._thread is not None:
            with suppress(OSError):  # The reader may have closed it already.
                self._line.shutdown(socket.SHUT_RDWR)
            self._thread.join(5)
            self._line.close()
        self._line = self._thread = None

    def _serve(self, line: socket.socket) -> None:
        try:
            while (message := _message(line)) is not None:
                answer = self._answer(message)
                if answer is not None:
                    # One write: vpcd's 500 ms of patience do not survive Nagle and delayed ACK.
                    line.sendall(len(answer).to_bytes(2, "big") + answer)
        except OSError:
            return  # The reader closed the line: its service stopped.

    def _answer(self, message: bytes) -> bytes | None:
        if message == b"\x04":
            return self._atr
        if len(message) == 1:
            return None
        self.asked.append(message)
        if callable(self._answers):
            return self._answers(message)
        return self._answers.get(message, self.uid + OK if message == GET_UID else b"\x6d\x00")


def desfire(uid: bytes, *, port: int = FIRST_SLOT, kind: int = 0x01, version_uid: bytes | None = None) -> VirtualCard:
    """A DESFire EV1, which says so itself: example-a.com/answer/15381838 has the first frame.

    kind: its type in that frame. version_uid: the number in the last frame, when it is another one.
    """
    frames = [
        bytes([0x04, kind]) + bytes.fromhex("0101001805 91AF"),
        bytes([0x04, kind]) + bytes.fromhex("0101041805 91AF"),
        (uid if version_uid is None else version_uid) + bytes.fromhex("BA34567890 1613 9100"),
    ]
    following: list[bytes] = []

    def answer(command: bytes) -> bytes:
        if command == GET_UID:
            return uid + OK
        if command == GET_VERSION:
            following[:] = frames
        elif command != MORE or not following:
            return b"\x91\x1c"
        return following.pop(0)

    return VirtualCard(uid, DESFIRE, port=port, answers=answer)


def _connected(port: int) -> socket.socket:
    deadline = time.monotonic() + _CONNECT_S
    while True:
        try:
            line = socket.create_connection(("127.0.0.1", port), timeout=_CONNECT_S)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
            continue
        line.settimeout(None)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return line


def _message(line: socket.socket) -> bytes | None:
    head = _exactly(line, 2)
    return None if head is None else _exactly(line, int.from_bytes(head, "big"))


def _exactly(line: socket.socket, count: int) -> bytes | None:
    data = b""
    while len(data) < count:
        # vpcd writes length and message apart: an immediate ACK spares 40 ms each.
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        piece = line.recv(count - len(data))
        if not piece:
            return None
        data += piece
    return data
