"""The enrollment that was not finished, in a small file of its own.

One file for a home. The first program that works there holds a lock on it for as long as it lives; a second one beside
it keeps no draft, rather than writing over the first one's. The operating system takes the lock back from a program
that has died.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import UUID

from enroll_app.domain.cards import Card, Technology
from enroll_app.domain.draft import Draft
from enroll_app.domain.dual import join
from enroll_app.domain.identification import Identification
from enroll_app.domain.memory import UNCHOSEN, KeptDraft
from enroll_app.domain.pin import PinRule
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap, understand
from enroll_app.store.atomic_file import write_atomically
from enroll_app.store.json_values import moment, person_json, person_of, storable, time_text

if TYPE_CHECKING:
    from filelock import FileLock

_FILE, _LOCK = "unfinished.json", "unfinished.lock"
_VERSION = 1
# A draft is some hundred bytes; what is longer is none of ours.
_MOST_BYTES = 1_000_000
_PRIVATE_FOLDER, _PRIVATE_FILE = 0o700, 0o600
_TEXTS = ("first_name", "last_name", "person_id", "valid_from", "valid_to")
_LOG = logging.getLogger(__name__)


class DraftFile:
    """The port DraftStore. Usable from any thread."""

    def __init__(self, home: Path) -> None:
        self._path = home / _FILE
        self._turn = Lock()
        self._lock_path = home / _LOCK
        self._owned: FileLock | None = None
        self._told = False
        self._later = False

    def load(self) -> KeptDraft | None:
        """The one that is kept. A file that cannot be read is said in the log.

        One that is damaged gives way to the next draft; one of a later version is that version's, and no draft is kept
        beside it.
        """
        with self._turn:
            if not self._is_ours():
                return None
            try:
                with self._path.open("rb") as file:
                    content = file.read(_MOST_BYTES + 1)
                return _kept_of(content)
            except FileNotFoundError:
                return None
            except _LaterVersionError:
                self._later = True
                _LOG.warning("an unfinished enrollment of a later version is left as it is; no other one is kept")
                return None
            except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                _LOG.warning("an unfinished enrollment could not be read: %s", type(error).__name__)
                return None

    def keep(self, draft: KeptDraft) -> None:
        """Keep this one, in place of the one before. Raises StoreError, also where it is another program's to keep."""
        with self._turn:
            if self._later or not self._is_ours():
                raise StoreError(_not_ours(self._path))
            try:
                write_atomically(self._path, json.dumps(_json_of(draft)))
            except OSError as error:
                raise StoreError(_unwritten(self._path, error)) from error

    def forget(self) -> None:
        """There is nothing to be offered any more. Raises StoreError."""
        with self._turn:
            if self._later or not self._is_ours():
                return
            try:
                self._path.unlink(missing_ok=True)
            except OSError as error:
                raise StoreError(_unwritten(self._path, error)) from error

    def _is_ours(self) -> bool:
        """Whether no other program works here; where that cannot be seen, nothing is kept."""
        from filelock import FileLock, Timeout

        if self._owned is None:
            # is_singleton: a desk that is opened anew in the same program has the same lock.
            self._owned = FileLock(
                self._lock_path, mode=_PRIVATE_FILE, thread_local=False, is_singleton=True, fallback_to_soft=False
            )
        if self._owned.is_locked:
            return True
        try:
            self._path.parent.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            self._owned.acquire(timeout=0)
        except (Timeout, OSError, NotImplementedError) as error:
            if not self._told:
                self._told = True
                _LOG.warning("no unfinished enrollment is kept by this window: %s", type(error).__name__)
            return False
        return True


def _json_of(kept: KeptDraft) -> dict[str, object]:
    """All of it but a PIN and the digits of a code: no field has room for these."""
    draft = kept.draft
    return {
        "version": _VERSION,
        "at": time_text(kept.at),
        "had_pin": kept.had_pin,
        "clear_pin": draft.pin is PinRule.CLEAR,
        "role": storable(kept.role),
        "holder": person_json(kept.holder) if kept.holder else None,
        "levels": [storable(level) for level in draft.levels],
        "sides": [_side_json(side) for side in kept.tap.sides] if kept.tap else [],
        "raw": storable(kept.tap.raw) if kept.tap else "",
        "handed_over": str(kept.handed_over) if kept.handed_over else None,
        "unchosen": list(kept.unchosen),
        "from_last": kept.from_last,
        **{name: storable(getattr(draft, name)) for name in _TEXTS},
    }


def _side_json(card: Card) -> dict[str, object]:
    return {
        "uid": card.uid.hex(),
        "technology": card.technology.value,
        "reader": storable(card.reader),
        "iso14443_4": card.iso14443_4,
        "phone": card.phone,
        "low_frequency": card.low_frequency,
    }


def _kept_of(content: bytes) -> KeptDraft:
    """Raises ValueError, TypeError, KeyError and AttributeError for what this version did not write."""
    if len(content) > _MOST_BYTES:
        raise ValueError("length")
    found: Mapping[str, Any] = json.loads(content.decode("utf-8"))
    version = found["version"]
    if isinstance(version, int) and version > _VERSION:
        raise _LaterVersionError
    if version != _VERSION:
        raise ValueError("version")
    at = moment(_text(found["at"]))
    if at is None:
        raise ValueError("at")
    tap = _tap_of([_side_of(side) for side in found["sides"]], _text(found["raw"]))
    credential: Identification | None = tap.identification if tap else None
    draft = Draft(
        credential=credential,
        pin=PinRule.CLEAR if found["clear_pin"] is True else PinRule.LEAVE,
        levels=tuple(_text(level) for level in found["levels"]),
        **{name: _text(found[name]) for name in _TEXTS},
    )
    holder = person_of(found["holder"]) if found["holder"] else None
    # What an earlier version wrote has none.
    handed_over = UUID(_text(found["handed_over"])) if found.get("handed_over") else None
    kept = KeptDraft(draft, tap, at, found["had_pin"] is True, _text(found["role"]), holder, handed_over)
    unchosen = tuple(name for name in map(_text, found.get("unchosen", ())) if name in UNCHOSEN)
    return replace(kept, unchosen=unchosen, from_last=found.get("from_last") is True)


def _side_of(found: Mapping[str, Any]) -> Card:
    flags = {name: found[name] is True for name in ("iso14443_4", "phone", "low_frequency")}
    return Card(bytes.fromhex(found["uid"]), Technology(found["technology"]), _text(found["reader"]), **flags)


def _tap_of(sides: list[Card], raw: str) -> Tap | None:
    """The card as it was read; what is to be said of it is judged anew."""
    if not sides:
        return None
    if len(sides) == 1:
        return understand(sides[0], raw)
    one, other = sides
    return join(understand(one), understand(other))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return value


class _LaterVersionError(Exception):
    """A later version of this program wrote the file."""


def _not_ours(path: Path) -> Problem:
    return Problem(
        "draft-of-another-program",
        "The enrollment that was begun is not kept: {path} is another program's.",
        "Finish it before the window is closed.",
        {"path": str(path)},
    )


def _unwritten(path: Path, error: OSError) -> Problem:
    return Problem(
        "draft-unwritten",
        "The enrollment that was begun could not be kept in {path} ({reason}).",
        "Finish it before the window is closed.",
        {"path": str(path), "reason": error.strerror or type(error).__name__},
    )
