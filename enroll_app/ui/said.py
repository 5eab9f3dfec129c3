"""Sentences that come filled in from the layers below, in the window's language.

Drivers and stores say what is wrong in English, with its facts in it already. Which sentences there are is known
(`resources/translations/templates.json`, made from the code by `scripts/translations.py`), so that one that is met is
recognized by the words around its facts, and said in the window's language with the same facts. What is not recognized
stays English: a fact that is wrong would be worse.
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from string import Formatter

from PySide6.QtCore import QCoreApplication

from enroll_app.resource_files import RESOURCES

CONTEXT = "templates"
# A fact may be a sentence with facts; deeper than this no sentence of ours goes.
_DEEPEST = 4
# Where one sentence ends and the next begins.
_BETWEEN = re.compile(r"(?<=[.?!:;]) ")


def said(text: str, _depth: int = 0) -> str:
    """The text in the window's language, sentence by sentence, as far as they are known."""
    if not text or not _other_language():
        return text
    whole = _recognized(text, _depth)
    if whole is not None:
        return whole
    if "\n" in text:
        return "\n".join(said(line, _depth) for line in text.split("\n"))
    # The longest beginning that is known, then the rest.
    for gap in reversed(list(_BETWEEN.finditer(text))):
        first = _recognized(text[: gap.start()], _depth)
        if first is not None:
            return f"{first} {said(text[gap.end() :], _depth)}"
    return text


def get_ready() -> None:
    """Load the sentences, for any thread: it takes a tenth of a second, which nobody is to feel."""
    _templates()


@dataclass(frozen=True, slots=True)
class _Template:
    """text: the English one, its fields open. pieces: what stands between them. own: so many letters are words."""

    text: str
    pieces: tuple[str, ...]
    own: int

    def facts_in(self, text: str) -> dict[str, str] | None:
        """The facts that stand in its fields where this text is this sentence; None where it is not."""
        at = 0
        # Few texts have all the pieces, and to make a pattern takes a thousand times as long as to look for them.
        for piece in self.pieces:
            found = text.find(piece, at)
            if found < 0:
                return None
            at = found + len(piece)
        whole = _pattern(self.text).fullmatch(text)
        return whole.groupdict() if whole else None


def _recognized(text: str, depth: int) -> str | None:
    translated = QCoreApplication.translate(CONTEXT, text)
    if translated != text and "{" not in text:
        return translated
    if depth >= _DEEPEST:
        return None
    for template in _templates():
        found = template.facts_in(text)
        words = QCoreApplication.translate(CONTEXT, template.text) if found is not None else ""
        if found is not None and words != template.text:
            facts = {name[1:]: said(fact, depth + 1) for name, fact in found.items()}
            numbered = [facts[name] for name in sorted(filter(str.isdigit, facts), key=int)]
            return words.format(*numbered, **facts)
    return None


@cache
def _templates() -> tuple[_Template, ...]:
    """The sentences with fields, those with the most words of their own first."""
    texts: list[str] = json.loads((RESOURCES / "translations" / "templates.json").read_text("utf-8"))
    made = [_template(text) for text in texts if "{" in text]
    # One that is all fact would recognize everything.
    return tuple(sorted((one for one in made if one.own), key=lambda one: -one.own))


def _template(text: str) -> _Template:
    pieces = tuple(literal for literal, _name, _spec, _conversion in Formatter().parse(text))
    return _Template(text, pieces, sum(len(piece.strip(" .,:;“”")) for piece in pieces))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """What recognizes a sentence of this template."""
    pattern, seen = "", set[str]()
    for literal, name, _spec, _conversion in Formatter().parse(text):
        pattern += re.escape(literal)
        if name is not None:
            # The same fact twice has to be the same both times.
            pattern += f"(?P=f{name})" if name in seen else f"(?P<f{name}>.+?)"
            seen.add(name)
    return re.compile(pattern, re.DOTALL)


def _other_language() -> bool:
    """Whether the window speaks something else than English: then this much has a translation."""
    return QCoreApplication.translate(CONTEXT, "Use another card.") != "Use another card."
