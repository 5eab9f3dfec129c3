"""Long names of readers and files, broken where they have no place to be broken at."""

import re

# U+200B: a line may be broken there, and nothing is seen of it.
ZERO_WIDTH = "\u200b"
# Longer pieces than this may be wider than a narrow page; shorter ones stay as they are, for whoever copies them.
_LONGEST = 40
_PIECE = re.compile(rf"[^\s/\-{ZERO_WIDTH}]{{{_LONGEST + 1},}}")
_BREAK_AFTER = re.compile(r"(?<=[_.:,=])(?=\w)")


def breakable(words: str) -> str:
    """The words, with places to break a line in every piece that is too long for one."""
    return _PIECE.sub(lambda found: _broken(found.group()), words)


def _broken(piece: str) -> str:
    return ZERO_WIDTH.join(
        part[at : at + _LONGEST] for part in _BREAK_AFTER.split(piece) for at in range(0, len(part), _LONGEST)
    )
