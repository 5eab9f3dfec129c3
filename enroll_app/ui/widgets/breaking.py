"""Long names of readers and files, broken where they have no place to be broken at."""

import re

# U+200B: a line may be broken there, and nothing is seen of it.
ZERO_WIDTH = "\u200b"
# Longer pieces than this may be wider than a narrow page; shorter ones stay as they are, for whoever copies them.
_LONGEST = 40
_BREAK_AFTER = re.compile(r"(?<=[_.:,=])(?=\w)")


def breakable(words: str, longest: int = _LONGEST) -> str:
    """The words, with places to break a line in every piece that is too long for one. longest: in letters."""
    piece = re.compile(rf"[^\s/\-{ZERO_WIDTH}]{{{longest + 1},}}")
    return piece.sub(lambda found: _broken(found.group(), longest), words)


def _broken(piece: str, longest: int) -> str:
    return ZERO_WIDTH.join(
        part[at : at + longest] for part in _BREAK_AFTER.split(piece) for at in range(0, len(part), longest)
    )
