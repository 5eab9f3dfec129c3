"""What the other side wrote, made safe to show: no control, no HTML, no secret, no endless length."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from enroll_app.api.strict_json import NotJsonError, parse
from enroll_app.domain import redaction
from enroll_app.domain.secret import Secret

LONGEST = 200
"""Characters of a foreign text that are shown."""

# General categories of what is not seen or reorders what is seen: controls, format characters with the bidirectional
# ones, halves of characters, private use, unassigned.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = "\u200c\u200d"  # zero width, but part of how some names are spelled
_MARKUP = re.compile(r"<\s*[A-Za-z!/?]")
# What names a key of the API's, and what looks like one: a long run of the letters of tokens (RFC 6750, 2.1) with a
# digit in it, that is no id.
_OF_KEYS = re.compile(r"(?i)key|token|bearer|authori[sz]|credential|secret|password")
_LIKE_KEY = re.compile(r"(?=[A-Za-z._~+/=-]*[0-9])[A-Za-z0-9._~+/=-]{20,}")
_ID = re.compile(r"\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b")

# Where services put their sentence: plain {"error": "…"}, RFC 9457 (detail, title), OAuth, ASP.NET and FastAPI.
_TELLING = ("message", "detail", "error_description", "description", "msg", "error", "errors", "title", "reason")
_DEEPEST = 6
_MOST_SENTENCES = 3


def tidy(text: str, secrets: Iterable[Secret] = ()) -> str:
    """A name of the other side's in one line, without what is not seen, at most LONGEST characters.

    secrets: are struck out of it.
    """
    spaced = " ".join(text.split())
    seen = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN or c in _JOINERS)
    return struck(seen, (one.reveal() for one in secrets))[:LONGEST]


def may_tell_key(text: str) -> bool:
    """Whether words of the other side's may tell a key that this computer does not know, and so cannot strike."""
    return bool(_OF_KEYS.search(text) or _LIKE_KEY.search(_ID.sub("", text)))


def said(body: bytes, content_type: str, secrets: Iterable[str]) -> str:
    """What an error's body says, in one line; empty where it says nothing that may be shown.

    secrets: texts that are struck out, however they are mixed with what is not seen.
    """
    sentences = list(dict.fromkeys(filter(None, (_clean(text) for text in _sentences(body, content_type)))))
    return struck("; ".join(sentences[:_MOST_SENTENCES]), secrets)[:LONGEST]


def struck(text: str, secrets: Iterable[str]) -> str:
    """The text with every secret in it replaced, whatever its case and however it is escaped."""
    for secret in secrets:
        text = redaction.struck(text, secret)
    return text


def _clean(text: str) -> str:
    """One line without markup or unseen characters, in compatibility form, so that no disguise survives."""
    if _MARKUP.search(text):
        return ""
    plain = unicodedata.normalize("NFKC", " ".join(text.split()))
    return "".join(c for c in plain if unicodedata.category(c) not in _UNSEEN).strip()


def _sentences(body: bytes, content_type: str) -> Iterator[str]:
    try:
        value = parse(body)
    except NotJsonError:
        if content_type.lower().startswith("text/plain"):
            yield body.decode("utf-8", "ignore")
        return
    yield from _texts(value, _DEEPEST)


def _texts(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for item in value[:_MOST_SENTENCES]:
            yield from _texts(item, depth - 1)
    elif isinstance(value, dict) and depth:
        named = {str(name).lower(): item for name, item in value.items()}
        telling = [named[name] for name in _TELLING if name in named]
        # Below the top, an object may be {field: [sentences]}, as ASP.NET's "errors" is.
        for item in telling or (list(named.values()) if depth < _DEEPEST else []):
            yield from _texts(item, depth - 1)
