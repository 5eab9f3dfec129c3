"""Looks for secrets in the files of a folder. Standard library only.

Forms: plain, UTF-16, base64 (at each of its three positions), hexadecimal digits, percent signs, and SHA-256 of it.
Four digits stand in a hash or a fraction of a second by chance, too: plain ones count only where no other letter or
digit of hexadecimal notation is next to them, and base64 only where it fixes five characters or more.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_LEAST_BASE64 = 5
_SHORT = 8
_NEIGHBORS = b"0123456789abcdefABCDEF-"


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret in a file, without the secret. which: its place in what was looked for."""

    path: Path
    which: int
    form: str

    def __str__(self) -> str:
        return f"secret {self.which} in {self.path.name} ({self.form})"


def leaks(folder: Path, secrets: Iterable[str]) -> list[Leak]:
    """Where secrets are in the files under a folder."""
    forms = [(which, form, what) for which, secret in enumerate(secrets) for form, what in _forms(secret)]
    return [
        Leak(path, which, form)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for data in (path.read_bytes(),)
        for which, form, what in forms
        if _within(data, what, alone=form == "plain" and len(what) <= _SHORT)
    ]


def _forms(secret: str) -> Iterator[tuple[str, bytes]]:
    plain = secret.encode()
    yield "plain", plain
    yield "utf-16", secret.encode("utf-16-le")
    yield "hexadecimal", plain.hex().encode()
    yield "HEXADECIMAL", plain.hex().upper().encode()
    yield "percent", "".join(f"%{byte:02X}" for byte in plain).encode()
    digest = hashlib.sha256(plain)
    yield "sha-256", digest.digest()
    yield "sha-256 in hexadecimal", digest.hexdigest().encode()
    for before in range(3):
        fixed = _base64_core(plain, before)
        if len(fixed) >= _LEAST_BASE64:
            yield f"base64 after {before}", fixed


def _base64_core(plain: bytes, before: int) -> bytes:
    """The characters that are the same whatever stands before and behind."""
    first = -(-before * 8 // 6)
    last = (before + len(plain)) * 8 // 6
    return base64.b64encode(b"\0" * before + plain + b"\0\0\0")[first:last]


def _within(data: bytes, what: bytes, *, alone: bool) -> bool:
    if not alone:
        return what in data
    return what in data and any(
        not (set(data[max(0, at - 1) : at]) | set(data[at + len(what) : at + len(what) + 1])) & set(_NEIGHBORS)
        for at in (found.start() for found in re.finditer(re.escape(what), data))
    )
