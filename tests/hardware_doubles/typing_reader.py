"""A reader that types, and a person who types: key presses on an X server by its XTEST extension, to the millisecond.

Keys are named by what they write on a US keyboard, as a reader's are, whatever layout the server has by now.
"""

import ctypes
import time
from collections.abc import Iterable
from typing import Self

# Keysyms of what has no character of its own (X11/keysymdef.h).
_NAMED = {
    "Enter": "Return",
    "Tab": "Tab",
    "Space": "space",
    "Left": "Left",
    "Down": "Down",
    "Shift": "Shift_L",
    "Ctrl": "Control_L",
    "Alt": "Alt_L",
}
_CHARACTERS = {"-": "minus", ".": "period", ",": "comma", " ": "space"}
_SHIFT = "Shift"

# One movement of a key: seconds from the begin, the key, whether it goes down.
Move = tuple[float, str, bool]


class TypingReader:
    """Moves keys on one display."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        opened = self._x.XOpenDisplay(display.encode())
        assert opened, f"no X server at {display}"
        self._display = ctypes.c_void_p(opened)
        characters = [*"0123456789abcdefghijklmnopqrstuvwxyz", *_CHARACTERS]
        self._codes = {one: self._code(_CHARACTERS.get(one, one)) for one in characters}
        self._codes |= {name: self._code(keysym) for name, keysym in _NAMED.items()}
        # The keypad's digits stand at the same places in every layout (xkeyboard-config keycodes/evdev).
        self._codes |= {f"KP_{digit}": code for digit, code in zip("0123456789", _KEYPAD, strict=True)}
        self._codes |= {"NumLock": 77, "CapsLock": 66, **{f"F{at}": 66 + at for at in range(1, 11)}}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._x.XCloseDisplay(self._display)

    def read(self, number: str, milliseconds: float, *, end: str = "Enter", keypad: bool = False) -> None:
        """Type a number as a reader does: each key is let go half-way to the next."""
        step = milliseconds / 1_000
        moves: list[Move] = []
        keys = [*([f"KP_{one}" for one in number] if keypad else number), *([end] if end else [])]
        for at, key in enumerate(keys):
            moves += self.strokes(key, at * step, step / 2)
        self.play(moves)

    def strokes(self, key: str, at: float, down: float) -> list[Move]:
        """A key going down and up, with Shift around it for a capital."""
        name = key.lower() if len(key) == 1 else key
        moves = [(at, name, True), (at + down, name, False)]
        if name != key:
            return [(at, _SHIFT, True), *moves, (at + down, _SHIFT, False)]
        return moves

    def press(self, *keys: str) -> None:
        """Press keys at the pace of a person; “Alt+n” is two together."""
        moves: list[Move] = []
        for at, together in enumerate(keys):
            *held, key = together.split("+")
            moves += [(at * 0.12, one, True) for one in held]
            moves += self.strokes(key, at * 0.12 + 0.001, 0.05)
            moves += [(at * 0.12 + 0.06, one, False) for one in held]
        self.play(moves)

    def play(self, moves: Iterable[Move]) -> None:
        """Move keys, each at its own time, and wait until the server has them all."""
        begin = time.perf_counter()
        for at, key, down in moves:
            left = at - (time.perf_counter() - begin)
            if left > 0:
                time.sleep(left)
            self._test.XTestFakeKeyEvent(self._display, self._codes[key], int(down), 0)
            self._x.XFlush(self._display)
        self._x.XSync(self._display, 0)

    def _code(self, keysym: str) -> int:
        number = ctypes.c_ulong(self._x.XStringToKeysym(keysym.encode()))
        code = int(self._x.XKeysymToKeycode(self._display, number)) & 0xFF
        assert code, f"no key writes {keysym}"
        return code


# KP_0 to KP_9: KEY_KP0 (82) and its neighbours of input-event-codes.h, and 8.
_KEYPAD = (90, 87, 88, 89, 83, 84, 85, 79, 80, 81)
