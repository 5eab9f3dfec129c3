"""The desk's own password, which opens a locked window and leaves the full screen; kept as a hash alone."""

import base64
import hashlib
import hmac
import secrets
import unicodedata

from enroll_app.domain.problems import InvalidInputError, Problem

SHORTEST = 8
"""In letters: what NIST SP 800-63B (3.1.1.2) asks of a password that a person chooses, where nothing else is asked."""
LONGEST = 256
"""In letters. A choice of ours: nobody types more, and a hash of megabytes would take the window's time."""

# OWASP Password Storage Cheat Sheet, "scrypt": N = 2^17, r = 8 (1 KiB × 128 = 128 MiB), p = 1.
_N, _R, _P = 2**17, 8, 1
_SALT_BYTES, _HASH_BYTES = 16, 32
# What scrypt needs is 128 × N × r bytes; OpenSSL wants to be allowed a little more. Hashes that ask for more than
# four times of ours are not ours, and are not computed.
_MOST_MEMORY = 4 * 128 * _N * _R + 2**20


def make(password: str) -> str:
    """The hash of a new password, with its salt and its parameters, for the settings. Takes about half a second.

    Raises InvalidInputError for one that is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            Problem(
                "password-length",
                "A password has {shortest} to {longest} letters.",
                "Several words make a good one.",
                {"shortest": SHORTEST, "longest": LONGEST},
                field="password",
            )
        )
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"scrypt${_N}${_R}${_P}${_text(salt)}${_text(_scrypt(password, salt, _N, _R, _P))}"


def fits(kept: str, password: str) -> bool:
    """Whether this is the password behind a hash; False for a hash that is none. Takes as long as `make`."""
    try:
        kind, n, r, p, salt, wanted = kept.split("$")
        if kind != "scrypt" or len(password) > LONGEST:
            return False
        found = _scrypt(password, base64.b64decode(salt, validate=True), int(n), int(r), int(p))
        return hmac.compare_digest(found, base64.b64decode(wanted, validate=True))
    except (ValueError, MemoryError, OverflowError):
        return False


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    # What two keyboards compose in two ways is one password (RFC 8265, OpaqueString: NFC).
    text = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=_HASH_BYTES)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
