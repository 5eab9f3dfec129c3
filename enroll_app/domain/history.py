"""The history: what this station did, when, by whom, what was meant and what was answered. Never a PIN or its hash.

Each entry's hash covers the entry and the hash before it, so that nothing can be changed, left out or put in between
without every later hash being wrong. Who owns the file can rewrite all of it: the gateway's log, which is told the
head at each call, is the outside witness.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from types import MappingProxyType
from uuid import UUID

from enroll_app.domain.enrollment import NOBODY_NAMED, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person

GENESIS = "0" * 64
"""What stands in the place of the hash before the first entry."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, before it has its place in the chain.

    state: where the operation stood then; None for what is no operation's (retention). number: its outbox id.
    meant, answered: JSON values, names as on the wire ("valid_to_date", "access_levels", "pin": "set" or "clear").
    """

    at: datetime
    operator: str
    desk: str
    reader: str
    purpose: Purpose
    state: State | None
    number: int | None = None
    identification: Identification | None = None
    key_id: UUID | None = None
    person: Person = NOBODY_NAMED
    owner: Person = NOBODY_NAMED
    meant: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    answered: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A happening in its place. seq: counts up from 1 without a gap. hash, before: 64 hexadecimal digits."""

    seq: int
    happening: Happening
    before: str
    hash: str


def chained(before: str, fields: Mapping[str, object]) -> str:
    """The hash of an entry: SHA-256 over the hash before it and the entry's fields as canonical JSON.

    fields: every column of the entry but the hashes, of JSON types alone.
    """
    return hashlib.sha256(f"{before}\n{_CANONICAL.encode(fields)}".encode("ascii")).hexdigest()


# Made once: a million entries are checked with it.
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True, slots=True)
class Query:
    """Which entries. person: words of a name, whatever case and accents, each the beginning of a part of it.

    since, until: both ends belong to it. below: only entries with a lower seq (the next page).
    """

    identification: Identification | None = None
    key_id: UUID | None = None
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    below: int | None = None


class Aid(Enum):
    """What is kept beside the entries. The chain does not cover it, and it can be made again from them.

    INDEX: of names, cards and keys. DATES: between which times entries lie. GUARDS: what keeps them from being changed.
    """

    INDEX = "index"
    DATES = "dates"
    GUARDS = "guards"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of checking the history. broken_at: the first entry that is not as it was written; None for none.

    entries: how many were checked. head: the hash of the last one. since: the seq of the first entry that is kept;
    what was before was forgotten by retention, and the chain begins at the hash that was written down then.
    wrong: what does not agree with the entries, so that searches may leave some out; only looked at where every entry
    is as it was written.
    """

    entries: int
    head: str
    since: int = 1
    broken_at: int | None = None
    wrong: tuple[Aid, ...] = ()
