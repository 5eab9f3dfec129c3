"""The words by which a name is found: whatever its case, accents, hyphens and apostrophes.

The same folding stands on both sides, what is kept and what is typed, so that no script is left out: letters that
Unicode does not take apart (ø, ł) are put beside the plain ones that people type for them.
"""

import re
import unicodedata
from collections.abc import Iterator

from enroll_app.domain.person import Person

# Letters with a stroke or a twin that Unicode's decomposition leaves whole, and what is typed for them.
_PLAIN = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "ɓ": "b", "ɖ": "d", "ɗ": "d", "ƙ": "k", "ŋ": "n", "ĸ": "k", "ȷ": "j",
    }
)  # fmt: skip
# A name of these scripts is written without spaces, so that a given name may begin at any letter of it; of Korean, at
# each first consonant of a syllable, for Unicode takes its syllables apart.
_RUNNING = (("\u1100", "\u1112"), ("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
# The accents of Latin, Greek and Cyrillic letters, which are taken off much faster than they are asked for their kind.
_COMMON_MARKS = re.compile("[\u0300-\u036f]+")
# How many letters of a word count: the service's names have 32 at the most, but its answers are not ours.
_MOST_TYPED = 500
_MOST_LETTERS = 64
_MOST_WORDS = 64


def _folded(text: str) -> str:
    # Twice: the lower case of a few letters (İ) comes with an accent of its own.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text[:_MOST_TYPED]).casefold())
    return apart.translate(_PLAIN)


def _parts(word: str) -> list[str]:
    """What stands between the hyphens, apostrophes and other signs of a word. Accents and joiners are no signs."""
    parts = [""]
    for letter in word:
        kind = unicodedata.category(letter)
        if kind[0] in "LN" or kind in ("Mc", "So"):
            parts[-1] += letter
        elif kind not in ("Mn", "Me", "Cf"):
            parts.append("")
    return [part[:_MOST_LETTERS] for part in parts if part]


def _endings(part: str) -> Iterator[str]:
    yield part
    for at in range(1, len(part)):
        if any(first <= part[at] <= last for first, last in _RUNNING):
            yield part[at:]


def words_of(*people: Person) -> tuple[str, ...]:
    """The words that the names of these people are found by: each part, and a word with signs as one, too.

    They consist of letters, digits and pictures alone: no space, no quote, no sign.
    """
    found: dict[str, None] = {}
    for person in people:
        for word in _folded(f"{person.first_name} {person.last_name}").split():
            parts = _parts(word)
            for part in (*parts, "".join(parts)[:_MOST_LETTERS]):
                found.update(dict.fromkeys(_endings(part)))
    found.pop("", None)
    return tuple(found)


def wanted_words(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What somebody typed to find a name: for each word of it, it as one, and its parts where it has several.

    A name matches a word that is the beginning of one of its words, or of which every part is.
    """
    wanted: dict[tuple[str, tuple[str, ...]], None] = {}
    for word in _folded(text).split():
        parts = _parts(word)
        if parts:
            wanted[("".join(parts)[:_MOST_LETTERS], tuple(parts) if len(parts) > 1 else ())] = None
    return tuple(wanted)[:_MOST_WORDS]


def plain(text: str) -> str:
    """A text as it is compared when somebody searches in it: in lower case, without accents, spaces as they are."""
    if text.isascii():
        return text.casefold()
    folded = _COMMON_MARKS.sub("", _folded(text))
    return folded if folded.isascii() else "".join(one for one in folded if unicodedata.category(one) != "Mn")
