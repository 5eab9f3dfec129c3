"""StrongLink SL025 and SL032 on a serial line. Pure.

`BA len command data checksum` is answered by `BD len command status data checksum`; `len` counts from the command to
the checksum, which is the XOR of all before it. Sources: SL025M user manual (manualshive.com stronglink/sl025m p. 5
and 7), SL032 V3.1 user manual (manualshelf.com sl032 p. 8); that F0 asks for the version and that a command that is
not known is answered by status F1: SL025M p. 11 and SL030 V3.1 p. 8 (not verified for SL032).
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import xor
from typing import Literal

from drivers.iso14443a import DOUBLE, SINGLE, SIZES
from drivers.polling import TWO_CARDS, Asker, Framer, Question, no_answer
from drivers.readings import Absent, Number, Reading, Unread

Model = Literal["sl025", "sl032"]

_HOST, _READER = 0xBA, 0xBD
_SELECT, _VERSION = 0x01, 0xF0
_DONE, _NO_TAG, _COLLISION, _DAMAGED = 0x00, 0x01, 0x0A, 0xF0
# `len` of the shortest answer (command, status, checksum), and more than that of any answer to what is asked here.
_SHORTEST, _LONGEST = 3, 64

# The codes of card types: the technology, and the bytes of the serial number where the manual fixes them. A DESFire
# with its random ID on has four bytes, of which the manuals do not speak. The codes differ between the two models.
_CLASSIC_4, _CLASSIC_7 = ("mifare-classic", (SINGLE,)), ("mifare-classic", (DOUBLE,))
_ULTRALIGHT, _DESFIRE = ("mifare-ultralight", (DOUBLE,)), ("mifare-desfire", (SINGLE, DOUBLE))
_TYPES: Mapping[str, Mapping[int, tuple[str, tuple[int, ...]]]] = {
    "sl025": {1: _CLASSIC_4, 2: _CLASSIC_7, 3: _ULTRALIGHT, 4: _CLASSIC_4, 5: _CLASSIC_7, 6: _DESFIRE},
    "sl032": {
        1: _CLASSIC_4,
        2: _CLASSIC_7,
        3: _CLASSIC_4,
        4: _CLASSIC_7,
        5: _CLASSIC_4,
        6: _CLASSIC_7,
        7: _ULTRALIGHT,
        9: _DESFIRE,
    },
}
# Mifare Plus in security level 0 or 3, of which the manual says that they answer like each other up to their ATS: they
# speak ISO/IEC 14443-4.
_PLUS_SL3 = {"sl025": (), "sl032": (0x31, 0x32, 0x33, 0x34)}

OTHER_MODEL = Unread(
    "The reader names a kind of card that does not go with the length of its number.",
    "Choose the other model in the reader's address: protocol=sl025 or protocol=sl032.",
)


def frame(start: int, body: bytes) -> bytes:
    """A frame around `body`, which begins with the command."""
    head = bytes([start, len(body) + 1]) + body
    return head + bytes([reduce(xor, head)])


def _measure(data: bytes) -> int | None:
    if len(data) < 2:
        return None
    if not _SHORTEST <= data[1] <= _LONGEST:
        return 0
    size = 2 + data[1]
    if len(data) < size:
        return None
    return 0 if reduce(xor, data[:size]) else size


class StrongLinkPoller(Asker):
    """Asks for the version, then for a card.

    The version is asked again after a question without an answer, so that the late answer to it is not taken for a
    card that lies there now. A module that has never told its version is asked for a card all the same.
    """

    def __init__(self, *, model: Model) -> None:
        super().__init__(no_answer(f"an {model.upper()}", "its speed is set by resistors on it"))
        self._model = model
        self._framer = Framer(_READER, 2 + _LONGEST, _measure)
        self._greeted = self._tells_version = False
        self._command = _VERSION

    def _question(self) -> Question:
        self._framer.clear()
        self._command = _SELECT if self._greeted else _VERSION
        return Question(frame(_HOST, bytes([self._command])))

    def _restart(self) -> None:
        self._greeted = self._command == _VERSION and not self._tells_version

    def _frames(self, chunk: bytes) -> Iterator[bytes]:
        yield from self._framer.cut(chunk)

    def _hear(self, frame: bytes) -> Iterator[Reading]:
        command, status, data = frame[2], frame[3], frame[4:-1]
        if command != self._command:
            return
        if status == _DAMAGED:
            yield from self._misunderstood()
        elif command == _VERSION:
            self._greeted = self._tells_version = True
            self._answered(more=True)
        elif status == _DONE:
            yield from self._found(data)
        elif status == _NO_TAG:
            self._answered()
            yield Absent()
        elif status == _COLLISION:
            self._answered()
            yield TWO_CARDS
        else:
            yield from self._refused(_refusal(status))

    def _found(self, data: bytes) -> Iterator[Reading]:
        """`data`: the serial number and the type."""
        uid, kind = data[:-1], data[-1:]
        if len(uid) not in SIZES:
            yield from self._misunderstood()
            return
        self._answered()
        technology, sizes = _TYPES[self._model].get(kind[0], ("unknown", SIZES))
        if len(uid) in sizes:
            yield Number(uid, technology, iso14443_4=technology == "mifare-desfire" or kind[0] in self._plus)
        else:
            yield OTHER_MODEL

    @property
    def _plus(self) -> tuple[int, ...]:
        return _PLUS_SL3[self._model]


def _refusal(status: int) -> Unread:
    return Unread(
        f"The reader answers with status {status:02X} in place of a card.",
        "Take the card away and lay it down again; if it stays so, check the model in the reader's address.",
    )
