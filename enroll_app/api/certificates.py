"""The files of certificates and keys, looked at before ssl is given them: it names none of their faults.

Importing this loads cryptography (25 ms): only where there is such a file. Nothing of its errors is passed on, for
their tracebacks hold the passphrase.
"""

import stat
import sys
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret

CERTIFICATE, KEY, CA = "client_certificate", "client_key", "ca"
"""The settings that name the files."""

_WHAT = {
    CERTIFICATE: "this computer's certificate",
    KEY: "the key of this computer's certificate",
    CA: "the authority's certificate",
}
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_VAULT = "into this computer's vault: enroll-app key set --help says how."
_FAULTS = {
    "certificate-file-unreadable": (
        "The file {path} with {what} cannot be read: {reason}.",
        "Put the file there, or correct {field} in the settings.",
    ),
    "certificate-unreadable": (
        "The file {path} holds no certificate that can be read.",
        "Take the PEM file that begins with -----BEGIN CERTIFICATE-----.",
    ),
    "own-certificate-expired": (
        "In {path}, {what} has expired on {day}.",
        "Have a new one made on the gateway. If the date is wrong, set this computer's clock.",
    ),
    "own-certificate-not-yet-valid": (
        "In {path}, {what} is not valid before {day}.",
        "Check this computer's date and time.",
    ),
    "certificate-unusable": (
        "{path} with {what} cannot be used.",
        "It may be too weak for today's rules: have a new one made on the gateway.",
    ),
    "client-key-open": (
        "The key in {path} can be read or changed by others on this computer.",
        "Take that away from them: chmod 600 {path}.",
    ),
    "client-key-unreadable": (
        "The file {path} holds no private key that can be read.",
        "Take the PEM file that was made together with the certificate.",
    ),
    "client-key-locked": ("The key in {path} is protected by a passphrase, and none is set.", f"Put it {_VAULT}"),
    "client-key-passphrase-wrong": (
        "The passphrase that is set does not open the key in {path}.",
        f"Put the right one {_VAULT}",
    ),
    "client-key-other": (
        "The key in {path} does not belong to this computer's certificate.",
        "Take the key and the certificate that were made together.",
    ),
}


def fault(code: str, path: Path, field: str, **facts: str) -> InvalidInputError:
    """What is wrong with a file. field: the setting that names it."""
    cause, remedy = _FAULTS[code]
    known = {"path": str(path), "what": _WHAT[field], "field": field}
    return InvalidInputError(Problem(code, cause, remedy, {**known, **facts}, field))


def ends(path: Path, field: str) -> datetime:
    """When the first of a file's certificates ends, in UTC. Raises InvalidInputError."""
    return min(one.not_valid_after_utc for one in _certificates(path, field))


def check_authorities(path: Path, now: datetime) -> None:
    """Raise InvalidInputError unless a certificate in the file is valid now; beside it may stand its predecessor."""
    faults = [_untimely(one, path, CA, now) for one in _certificates(path, CA)]
    if all(faults) and faults[-1]:
        raise faults[-1]


def check_own(certificate: Path, key: Path, passphrase: Secret | None, now: datetime) -> None:
    """Raise InvalidInputError unless the certificate is valid now, and the key is its own and nobody else's to read."""
    own = _certificates(certificate, CERTIFICATE)[0]
    if untimely := _untimely(own, certificate, CERTIFICATE, now):
        raise untimely
    data = _read(key, KEY)
    # Windows keeps its access lists elsewhere.
    if sys.platform != "win32" and key.stat().st_mode & _OTHERS:
        raise fault("client-key-open", key, KEY)
    if wrong := _key_fault(data, own, passphrase):
        raise fault(wrong, key, KEY)


def _read(path: Path, field: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        reason = "there is no such file"
    except OSError as error:
        reason = error.strerror or type(error).__name__
    raise fault("certificate-file-unreadable", path, field, reason=reason)


def _certificates(path: Path, field: str) -> list[x509.Certificate]:
    data = _read(path, field)
    try:
        return x509.load_pem_x509_certificates(data)
    except ValueError:
        pass
    raise fault("certificate-unreadable", path, field)


def _untimely(certificate: x509.Certificate, path: Path, field: str, now: datetime) -> InvalidInputError | None:
    begin, end = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if now > end:
        return fault("own-certificate-expired", path, field, day=f"{end:%Y-%m-%d}")
    if now < begin:
        return fault("own-certificate-not-yet-valid", path, field, day=f"{begin:%Y-%m-%d}")
    return None


def _key_fault(data: bytes, own: x509.Certificate, passphrase: Secret | None) -> str:
    """Why a key cannot be used, as the code of a fault; empty where it can."""
    encrypted = b"ENCRYPTED" in data
    if encrypted and not passphrase:
        return "client-key-locked"
    try:
        key = load_pem_private_key(data, passphrase.reveal().encode() if encrypted and passphrase else None)
        return "" if key.public_key() == own.public_key() else "client-key-other"
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return "client-key-passphrase-wrong" if encrypted else "client-key-unreadable"
