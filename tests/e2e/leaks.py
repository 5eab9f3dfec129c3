"""Looks for secrets in all that a program left behind: every file, the members of archives, in every usual spelling.

An API key or a code of many digits is found wherever it stands, or it is not there. Four digits are not so: the time
"10:00:00.864213" holds 8642 and tells nobody a PIN. So a plain PIN is looked for after what has digits of its own has
been blanked: ids, moments, hashes, addresses, and the numbers of a spreadsheet's cells. In a database values stand side
by side without anything between them, so that its hashes are asked of it first, and blanked as the very texts that they
are. What is left of a station's files has so few digits that a hit is a leak. In every other spelling (UTF-16, hex,
base64, a digest) four digits are at least eight bytes long, and chance does not write them (2**-64 a place): these are
looked for in the whole content.

What this cannot find: a PIN that was encrypted, or hashed together with something else.
"""

import base64
import binascii
import hashlib
import io
import re
import sqlite3
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

_DIGESTS = ("md5", "sha1", "sha256")
# What has digits of its own: ids, moments (also as a log and an HTTP header write them), hashes and ids in hexadecimal,
# addresses of this test, cells of a spreadsheet, sizes and checksums of a bundle's manifest.
_OWN_DIGITS = re.compile(
    rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
    rb"|[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.,]+"
    rb"|\b[0-9a-f]{16,64}\b|\b[0-9a-f]{32}(?=\W)"
    rb"|(127\.0\.0\.1|localhost):[0-9]+|/pytest-[^ \"]*?/"
    rb"|<v>[0-9.]+</v>|\"bytes\": [0-9]+|\"(took_ms|free_mb)\": [0-9]+"
)
# Shorter, a piece of base64 is found in anything. In letters.
_SHORTEST_PIECE = 5


@dataclass(frozen=True)
class Canaries:
    """What must not be found. words: long enough to be found anywhere. pins: four digits each."""

    words: tuple[str, ...]
    pins: tuple[str, ...]


def leaks(places: Iterable[tuple[str, bytes]], canaries: Canaries) -> list[str]:
    """Where a secret stands, and in which spelling, with what is around it."""
    looked_at = list(places)
    hashes = {one for _, content in looked_at for one in _hashes_of_database(content)}
    return [f"{place}: {what}" for place, content in looked_at for what in _in_content(content, canaries, hashes)]


def _hashes_of_database(content: bytes) -> Iterator[bytes]:
    """The values of a database that are hashes or ids in hexadecimal: far too long for a PIN."""
    if not content.startswith(b"SQLite format 3\0"):
        return
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(content)
            tables = [name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for table in tables:
                for row in database.execute(f'SELECT * FROM "{table}"'):  # noqa: S608  a name that it gave itself
                    texts = (value for value in row if isinstance(value, str))
                    yield from (text.encode() for text in texts if re.fullmatch("[0-9a-f]{32,}", text))
        except sqlite3.DatabaseError:
            return  # a damaged one, as some tests make them: then by its look alone


def everything(*folders: Path, but: Iterable[Path] = ()) -> Iterator[tuple[str, bytes]]:
    """Every file, with the members of those that are archives; and the names of all."""
    left_out = {path.resolve() for path in but}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield "a name", str(path.relative_to(folder)).encode()
            if path.is_file() and path.resolve() not in left_out:
                yield from unpacked(str(path), path.read_bytes())


def unpacked(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file and, if it is an archive, what is in it."""
    yield name, content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}!{member}", archive.read(member))


def _in_content(content: bytes, canaries: Canaries, hashes: Collection[bytes]) -> Iterator[str]:
    for word in canaries.words:
        for spelling, form in _forms(word):
            yield from _hits(content, form, f"{spelling} of a word")
    blanked = content
    for one in hashes:
        blanked = blanked.replace(one, b" ")
    blanked = _OWN_DIGITS.sub(b" ", blanked)
    for pin in canaries.pins:
        yield from _hits(blanked, pin.encode(), "a plain PIN")
        for spelling, form in _forms(pin):
            if len(form) > len(pin) + 2:
                yield from _hits(content, form, f"{spelling} of a PIN")
    for decoded in _decoded(content):
        for pin in canaries.pins:
            for encoding in ("ascii", "utf-16-le", "utf-16-be"):
                yield from _hits(decoded, pin.encode(encoding), "base64 of a PIN")
    for digest in re.findall(
        rb"(?<![0-9A-Fa-f])(?:[0-9A-Fa-f]{32}|[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64})(?![0-9A-Fa-f])", content
    ):
        if binascii.unhexlify(digest) in _digests_of_all_pins():
            yield f"a digest of four digits: {digest!r}"


def _decoded(content: bytes) -> Iterator[bytes]:
    """What every run of letters would be as base64: a piece as short as a PIN's is not looked for by its letters."""
    for run in re.findall(rb"[A-Za-z0-9+/_-]{8,}", content):
        letters = run.translate(bytes.maketrans(b"-_", b"+/"))
        for skipped in range(4):
            whole = letters[skipped : skipped + (len(letters) - skipped) // 4 * 4]
            rest = letters[skipped + len(whole) :]
            yield base64.b64decode(whole) + (base64.b64decode(rest.ljust(4, b"A"))[:-1] if len(rest) > 1 else b"")


def _hits(content: bytes, form: bytes, what: str) -> Iterator[str]:
    at = content.find(form)
    if at >= 0:
        yield f"{what} at {at}: {content[max(0, at - 40) : at + len(form) + 40]!r}"


@cache
def _forms(secret: str) -> tuple[tuple[str, bytes], ...]:
    """The spellings of a secret, by name."""
    found: list[tuple[str, bytes]] = []
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        text = secret.encode(encoding)
        found.append((encoding, text))
        found += [(f"hex of {encoding}", text.hex().encode()), (f"HEX of {encoding}", text.hex().upper().encode())]
        found += [(f"base64 of {encoding}", piece) for piece in _base64_pieces(text)]
        digests = [hashlib.new(name, text, usedforsecurity=False).digest() for name in _DIGESTS]
        for digest in digests:
            found += [("digest", digest), ("digest", digest.hex().encode()), ("digest", base64.b64encode(digest)[:-4])]
    found += [
        ("percent code", "".join(f"%{byte:02X}" for byte in secret.encode()).encode()),
        ("URL form", quote(secret, safe="").encode()),
        ("JSON escapes", "".join(f"\\u{ord(letter):04x}" for letter in secret).encode()),
        ("XML references", "".join(f"&#{ord(letter)};" for letter in secret).encode()),
    ]
    return tuple(found)


def _base64_pieces(text: bytes) -> Iterator[bytes]:
    """What stays the same of a text's base64 whatever is before and behind it, for each of its three places."""
    for before in range(3):
        letters = base64.b64encode(bytes(before) + text).rstrip(b"=")
        # The first letters mix with what is before, the last one with what is behind.
        first = (before * 8 + 5) // 6
        last = (before + len(text)) * 8 // 6
        for piece in (letters[first:last], letters[first:last].translate(bytes.maketrans(b"+/", b"-_"))):
            if len(piece) >= _SHORTEST_PIECE:
                yield piece


@cache
def _digests_of_all_pins() -> frozenset[bytes]:
    """A hash of four digits is the four digits: all of them are tried in no time."""
    return frozenset(
        hashlib.new(name, f"{pin:04}".encode(), usedforsecurity=False).digest()
        for name in _DIGESTS
        for pin in range(10_000)
    )
