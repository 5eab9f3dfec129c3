"""Judges a station after its crashes: what it told, what its file says and what the service has must agree.

Knows the file and the journal of the service alone, by the standard library: nothing of the product is imported, so
that no fault of the product can hide itself here. What was to be enrolled (`Meant`) and what a person was told (`acks`,
written to a file outside the station's folder) come from whoever ran the station.
"""

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.torture.key_book import card_of

_DONE = frozenset({"accepted", "applied", "partly-applied", "not-applied", "failed"})
_GENESIS = "0" * 64
# The columns that an entry's hash covers, as the history's documentation has them: every one but the hashes.
_HASHES = ("before", "hash")


@dataclass(frozen=True, slots=True)
class Meant:
    """One enrollment as it was given to the station. token: stands in the row as its reader.

    foreign: the card was somebody else's at the service before; "known" where the station had heard so, else "new";
    "taken" where it was taken from them on purpose; empty where it was nobody's.
    """

    token: str
    identification: str
    pin: str
    first_name: str
    last_name: str
    levels: tuple[str, ...] = ()
    valid_to: str | None = None
    foreign: str = ""


FOR_A_PERSON = "earlier-try-perhaps-done"
"""What was refused after a try without an answer: a person has to look in the access-control system what came of it."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    token: str
    state: str
    card: str
    key_id: str | None
    body: bytes
    overwritten: bool
    kind: str
    held: str


@dataclass(frozen=True, slots=True)
class _Station:
    rows: tuple[_Row, ...]
    history: tuple[dict[str, Any], ...]
    head: tuple[int, str]
    integrity: str
    numbers_in_history: frozenset[int]
    register: dict[str, set[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Service:
    """sent: bodies that arrived. keys: as they are now, by card. made: ids of keys that were ever made for a card.

    persons: ids by name; every name is one person's. touched: cards whose keys were changed.
    """

    sent: tuple[bytes, ...]
    keys: dict[str, list[dict[str, Any]]]
    made: dict[str, set[str]]
    persons: dict[str, set[str]]
    touched: frozenset[str]


def judge(
    store: Path,
    journal: Path,
    meant: Sequence[Meant],
    acks: Sequence[tuple[str, int]],
    told: Sequence[tuple[str, int, str]] = (),
    *,
    settled: bool = True,
) -> list[str]:
    """What is wrong; empty where nothing is.

    acks: the token and the number that a person was told to be saved. told: these, and a state that a person saw.
    settled: nothing is under way any more, so that nothing may wait without a person.
    """
    try:
        station = _station(store)
    except sqlite3.Error as error:
        return [f"6: the file cannot be read: {error}"]
    service, by_token = _service(journal), {one.token: one for one in meant}
    return [
        *_integrity(station),
        *_acknowledged(station, acks),
        *_kept_word(station, told),
        *_finished(station, service, by_token, settled=settled),
        *_never_journaled(station, service, by_token),
        *_doubles(station, service),
        *_foreign(station, service, meant),
        *_chain(station),
    ]


def _station(store: Path) -> _Station:
    with closing(sqlite3.connect(store)) as file:
        file.row_factory = sqlite3.Row
        integrity = "; ".join(row[0] for row in file.execute("PRAGMA integrity_check"))
        rows = tuple(
            _Row(
                row["id"],
                row["reader"],
                row["state"],
                card_of(row["identification"]) if row["identification"] else "",
                json.loads(row["answer"] or "{}").get("id"),
                row["body"] or b"",
                bool(row["overwritten"]),
                row["kind"],
                json.loads(row["held"] or "{}").get("code", ""),
            )
            for row in file.execute("SELECT * FROM operations ORDER BY turn")
        )
        history = tuple(dict(row) for row in file.execute("SELECT * FROM history ORDER BY seq"))
        head = file.execute("SELECT seq, hash FROM history_head").fetchone()
        register = defaultdict(set)
        for key in file.execute("SELECT * FROM keys WHERE removed_at IS NULL AND identification IS NOT NULL"):
            register[card_of(key["identification"])].add((key["key_id"], key["owner_id"]))
    numbers = frozenset(entry["number"] for entry in history if entry["number"])
    return _Station(rows, history, (head[0], head[1]), integrity, numbers, dict(register))


def _service(journal: Path) -> _Service:
    sent: list[bytes] = []
    keys: dict[str, dict[str, Any]] = {}
    made: dict[str, set[str]] = defaultdict(set)
    persons: dict[str, set[str]] = defaultdict(set)
    touched = set()
    for line in journal.read_text("utf-8").splitlines():
        event = json.loads(line)
        if event["what"] == "got":
            sent.append(event["raw"].encode("latin-1"))
        elif event["what"] == "removed":
            keys.pop(event["id"])
        else:
            key = event["key"]
            card = card_of(key["key"]["identification"])
            keys[key["id"]] = key
            made[card].add(key["id"])
            person = key["person"]
            persons[f"{person['first_name']} {person['last_name']}"].add(person["id"])
            if event["what"] == "applied":
                touched.add(card)
    by_card = defaultdict(list)
    for key in keys.values():
        by_card[card_of(key["key"]["identification"])].append(key)
    return _Service(tuple(sent), dict(by_card), made, persons, frozenset(touched))


def _integrity(station: _Station) -> Iterator[str]:
    if station.integrity != "ok":
        yield f"6: integrity_check says {station.integrity[:200]}"


def _acknowledged(station: _Station, acks: Sequence[tuple[str, int]]) -> Iterator[str]:
    """Every row that a person was told of is there, and in the history."""
    rows = {row.number: row.token for row in station.rows}
    for token, number in acks:
        if rows.get(number) != token:
            yield f"1: {token} was acknowledged as {number} and is not there"
        elif number not in station.numbers_in_history:
            yield f"1: {token} was acknowledged as {number} and the history does not know it"


def _kept_word(station: _Station, told: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """What a person was told to be final stays so."""
    rows = {row.number: row.state for row in station.rows}
    for token, number, state in told:
        now = rows.get(number, "not there")
        if (state in _DONE and now not in _DONE) or (state == "rejected" and now != state):
            yield f"2: {token} was told to be {state}, and {number} is {now}"


def _finished(station: _Station, service: _Service, meant: dict[str, Meant], *, settled: bool) -> Iterator[str]:
    """Done is what the service has, and what the service has of ours is done; of several, the latest counts."""
    latest: dict[str, _Row] = {}
    for row in station.rows:
        if settled and row.state in ("saved", "sending", "unknown") and row.held != FOR_A_PERSON:
            yield f"2: {row.number} ({row.token}) is still {row.state}"
        if row.state in _DONE:
            latest[row.card] = row
    for card, row in latest.items():
        found = service.keys.get(card, [])
        if row.kind == "removal":
            if found:
                yield f"2: {row.number} ({row.token}) is {row.state}, and the service still has the key"
        elif len(found) != 1:
            yield f"2: {row.number} ({row.token}) is {row.state}, and the service has {len(found)} keys for its card"
        else:
            yield from _like(row, meant[row.token], found[0])
            if station.register.get(card) != {(found[0]["id"], found[0]["person"]["id"])}:
                yield f"2: {row.number} ({row.token}) is {row.state}, and the register does not know its key"
    foreign = {card_of(one.identification) for one in meant.values() if one.foreign in ("known", "new")}
    for card in service.touched - foreign - latest.keys():
        if settled and card in service.keys:
            states = [row.state for row in station.rows if row.card == card]
            yield f"2: the service has a key for the card {card}, of which the station says {states}"


def _like(row: _Row, meant: Meant, key: dict[str, Any]) -> Iterator[str]:
    """Whether the service's key is just what was meant. Never shows a PIN."""
    pairs = {
        "PIN": (meant.pin, key["pin"]),
        "levels": (sorted(meant.levels), sorted(key["access_levels"])),
        "last day": (meant.valid_to, key["valid_to_date"]),
        "person": ((meant.first_name, meant.last_name), (key["person"]["first_name"], key["person"]["last_name"])),
        "id": (row.key_id, key["id"]),
    }
    for what, (own, theirs) in pairs.items():
        if own != theirs:
            yield f"2: {row.number} ({row.token}) is {row.state}, and the service has another {what}"


def _never_journaled(station: _Station, service: _Service, meant: dict[str, Meant]) -> Iterator[str]:
    """All that arrived is, byte for byte, what a row says, with the digits that were given with it."""
    bodies = {
        row.body.replace(b"@pin@", meant[row.token].pin.encode()).replace(b"@key@", (row.key_id or "").encode())
        for row in station.rows
        if row.token in meant
    }
    strange = sum(body not in bodies for body in service.sent)
    if strange:
        yield f"3: {strange} requests are in no row"


def _doubles(station: _Station, service: _Service) -> Iterator[str]:
    """A card has one key, unless it was removed in between; a name is one person's."""
    removed = {row.card for row in station.rows if row.kind == "removal"}
    for card, ids in service.made.items():
        if len(ids) > 1 and card not in removed:
            yield f"4: {card} got {len(ids)} keys"
    for name, persons in service.persons.items():
        if len(persons) > 1:
            yield f"4: {name} became {len(persons)} persons"


def _foreign(station: _Station, service: _Service, meant: Sequence[Meant]) -> Iterator[str]:
    states = defaultdict(list)
    for row in station.rows:
        states[row.token].append(row)
    for one in meant:
        card = card_of(one.identification)
        if one.foreign not in ("known", "new"):
            continue
        if one.foreign == "known" and card in service.touched:
            yield f"5: {one.token}: the card was known to be somebody's, and was touched"
        rows = states[one.token]
        for row in rows:
            if row.state != "conflict":
                yield f"5: {one.token}: the card is somebody's, and the row says {row.state}"
        # A crash before the first byte may make an alarm of nothing; but none may be missing.
        if card in service.touched and not any(row.overwritten for row in rows):
            yield f"5: {one.token}: the card is somebody's, was touched, and no row says so"


def _chain(station: _Station) -> Iterator[str]:
    """Each hash covers the entry and the hash before it; no entry is missing."""
    before, last = None, None
    for entry in station.history:
        fields = {name: value for name, value in entry.items() if name not in _HASHES}
        text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        expected = before if before is not None else _GENESIS if entry["seq"] == 1 else entry["before"]
        digest = hashlib.sha256(f"{expected}\n{text}".encode("ascii")).hexdigest()
        if entry["before"] != expected or entry["hash"] != digest or (last is not None and entry["seq"] != last + 1):
            yield f"7: the history is broken at {entry['seq']}"
            return
        before, last = digest, entry["seq"]
    if (last or 0, before or _GENESIS) != station.head:
        yield "7: the history does not end where its head says"
