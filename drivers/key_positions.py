"""Which character a key would write on a US keyboard: readers that type send the places of keys on one. Pure tables.

Keys are numbered as Linux does (torvalds/linux include/uapi/linux/input-event-codes.h). X11 and Wayland add 8 to that;
the scan codes that Windows gives are the same for the main block and the keypad, with 0x100 added for the keys that
stand twice, such as the arrows beside the keypad. macOS has numbers of its own (HIToolbox Events.h, kVK_ANSI_…).
"""

from collections.abc import Mapping

# What X11 and Wayland add to the numbers of Linux.
X_OFFSET = 8
# Enter, Tab, the keypad's Enter; both Shift keys; Ctrl, Alt and the system's key, left and right.
END_KEYS = frozenset({28, 15, 96})
SHIFT_KEYS = frozenset({42, 54})
COMMAND_KEYS = frozenset({29, 97, 56, 100, 125, 126})
# Caps Lock, Num Lock, Scroll Lock.
LOCK_KEYS = frozenset({58, 69, 70})

# The first key of a row, and what the row writes alone and with Shift.
_ROWS = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
# The keypad as it writes with Num Lock; Shift does not matter to a reader that types on it.
_KEYPAD = {71 + at: character for at, character in enumerate("789-456+1230.")} | {55: "*", 98: "/"}

_PLAIN = {first + at: one for first, plain, _ in _ROWS for at, one in enumerate(plain)} | _KEYPAD
_SHIFTED = {first + at: one for first, _, shifted in _ROWS for at, one in enumerate(shifted)} | _KEYPAD

# The number that macOS has for a key, by the character of that key; only what numbers are made of.
_MAC_DIGITS = (0x1D, 0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19)
_MAC_KEYPAD = (0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5B, 0x5C)
_MAC_LETTERS = {0x00: "a", 0x0B: "b", 0x08: "c", 0x02: "d", 0x0E: "e", 0x03: "f"}
_MAC: Mapping[int, str] = {
    code: str(digit) for codes in (_MAC_DIGITS, _MAC_KEYPAD) for digit, code in enumerate(codes)
} | _MAC_LETTERS


def us_character(code: int, *, shifted: bool) -> str:
    """What the key with this number of Linux writes on a US keyboard; empty for one that writes nothing."""
    return (_SHIFTED if shifted else _PLAIN).get(code, "")


def us_character_of_mac(code: int, *, shifted: bool) -> str:
    """The same for a number of macOS: digits and the letters A to F; empty for all else."""
    character = _MAC.get(code, "")
    if not shifted or code in _MAC_KEYPAD:
        return character
    return character.upper() if character.isalpha() else ""
