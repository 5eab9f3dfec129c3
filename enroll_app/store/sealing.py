"""Seals the PINs and code digits that wait on disk: AES-256-GCM under a data key that lies in the vault.

Not a hash, not Fernet: a hash of four digits is the four digits, and Fernet tells the time and refuses to open what
was sealed "in the future", which a clock that was put back makes of everything.
"""

import base64
import binascii
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from enroll_app.domain.ports import Vault, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.secret import DATA_KEY, Secret
from enroll_app.store import vault_problems
from enroll_app.store.atomic_file import write_atomically
from enroll_app.store.vault import DATA_KEY_ID_FILE, StationVault
from enroll_app.store.vault_file import locked

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# What is sealed: version (1 byte), the key's id, the nonce, ciphertext and tag of the padded text.
_VERSION = 1
_KEY_BYTES, _ID_BYTES, _NONCE_BYTES, _TAG_BYTES = 32, 8, 12, 16
# One byte of length and the text, filled up: a PIN is not told from a code by its size.
_PADDED_BYTES = 32
_SEALED_BYTES = 1 + _ID_BYTES + _NONCE_BYTES + _PADDED_BYTES + _TAG_BYTES


class Sealer:
    """Seals and opens secrets. From any thread, and by several processes of a station at once.

    Each call may block for as long as the vault does (a minute, where it asks a person to unlock it), and so has no
    place within a transaction; once the key is known, it does not. Raises NoVaultError and VaultError.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lock = Lock()
        self._keys: dict[bytes, bytes] = {}

    def seal(self, secret: Secret, bound_to: str) -> bytes:
        """The secret as 69 bytes that only `open` with the same `bound_to` makes sense of.

        bound_to: whose secret it is, so that it cannot be moved to another row. Raises ValueError for a secret of
        more than 31 bytes.
        """
        text = secret.reveal().encode()
        if len(text) >= _PADDED_BYTES:
            raise ValueError("a secret of more than 31 bytes")
        padded = (bytes([len(text)]) + text).ljust(_PADDED_BYTES, b"\0")
        key_id, key = self._current()
        nonce = os.urandom(_NONCE_BYTES)
        return bytes([_VERSION]) + key_id + nonce + _cipher(key).encrypt(nonce, padded, _bound(bound_to, key_id))

    def open(self, sealed: bytes, bound_to: str) -> Secret:
        """What was sealed. Raises VaultError `pin-unreadable` where it is another row's, damaged, or of a lost key."""
        from cryptography.exceptions import InvalidTag

        if len(sealed) != _SEALED_BYTES or sealed[0] != _VERSION:
            raise _unreadable()
        key_id, nonce, rest = _cut(sealed)
        key = self._keys.get(key_id) or self._loaded().get(key_id)
        if key is None:
            raise _unreadable()
        try:
            padded = _cipher(key).decrypt(nonce, rest, _bound(bound_to, key_id))
        except InvalidTag:
            raise _unreadable() from None
        return Secret(padded[1 : 1 + padded[0]].decode())

    def _current(self) -> tuple[bytes, bytes]:
        """The id and the key that are in use now."""
        path = self._id_file()
        if path and (key := self._keys.get(key_id := _written_id(path))):
            return key_id, key
        with self._alone():
            key = _decoded(self._first())
            key_id = _id_of(key)
            self._keys[key_id] = key
            if path and _written_id(path) != key_id:
                _write(path, key_id.hex())
            return key_id, key

    def _first(self) -> Secret:
        """The key as the vault has it, made where there is none."""
        if isinstance(self._vault, StationVault):
            return self._vault.put_first(DATA_KEY, _new_key)
        found = self._vault.get(DATA_KEY)
        if found is None:
            self._vault.put(DATA_KEY, _new_key())
            found = self._vault.get(DATA_KEY)
        if found is None:
            raise _bad_key()
        return found

    def _loaded(self) -> dict[bytes, bytes]:
        """The keys that are known, once the vault was asked again."""
        if (kept := self._vault.get(DATA_KEY)) is not None:
            key = _decoded(kept)
            self._keys[_id_of(key)] = key
        return self._keys

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Against the other threads, and the other processes of the station."""
        with self._lock, locked(self._vault.home) if isinstance(self._vault, StationVault) else nullcontext():
            yield

    def _id_file(self) -> Path | None:
        return self._vault.home / DATA_KEY_ID_FILE if isinstance(self._vault, StationVault) else None


def _cipher(key: bytes) -> "AESGCM":
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _new_key() -> Secret:
    return Secret(base64.b64encode(os.urandom(_KEY_BYTES)).decode())


def _decoded(kept: Secret) -> bytes:
    try:
        key = base64.b64decode(kept.reveal().strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise _bad_key()
    return key


def _id_of(key: bytes) -> bytes:
    """A name for a key; of 32 random bytes a hash tells nothing."""
    return hashlib.sha256(b"enroll data key" + key).digest()[:_ID_BYTES]


def _bound(bound_to: str, key_id: bytes) -> bytes:
    return f"{bound_to}|{key_id.hex()}".encode()


def _cut(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    """The key's id, the nonce, and the rest."""
    nonce_at = 1 + _ID_BYTES
    rest_at = nonce_at + _NONCE_BYTES
    return sealed[1:nonce_at], sealed[nonce_at:rest_at], sealed[rest_at:]


def _written_id(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError):
        return b""


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text)
    except OSError as error:
        raise vault_problems.file_unwritable(path, (error.strerror or type(error).__name__).lower()) from error


def _unreadable() -> VaultError:
    return VaultError(
        Problem(
            "pin-unreadable",
            "The PIN or code that waited on this computer cannot be opened any more: the key it was sealed with is "
            "another, or it was changed.",
            "Give the PIN again, or drop the operation and enroll anew.",
        )
    )


def _bad_key() -> VaultError:
    return VaultError(
        Problem(
            "data-key-bad",
            "What the vault keeps as this station's data key is not 32 bytes in base64.",
            "Forget it with enroll-app key forget --for data; PINs that wait have to be given again.",
        )
    )
