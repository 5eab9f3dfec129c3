"""The register: which keys there are and whose they are, as the service said, a key's id being what names it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from enroll_app.domain.acquaintance import LOW_BYTES
from enroll_app.domain.enrollment import NOBODY_NAMED, KeyRecord, Order
from enroll_app.domain.identification import Identification, parse_identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.operations import Change, Intent, Removal
from enroll_app.domain.person import Person
from enroll_app.domain.truth import levels_at, validity_at
from enroll_app.domain.validity import Validity
from enroll_app.store.database import Database
from enroll_app.store.json_values import (
    known_of,
    known_text,
    moment,
    optional_time,
    person_json,
    time_text,
    uuid_of,
    uuids_of,
    uuids_text,
    validity_of,
)
from enroll_app.store.ledger import Ledger
from enroll_app.store.lines import join
from enroll_app.store.queries import Row, first, run, value
from enroll_app.store.tables import FIRST_LOW, LAST_LOW

_MOST_RELATIVES = 20

_BY_CARD = "SELECT * FROM keys WHERE identification = :card AND removed_at IS NULL ORDER BY heard DESC LIMIT 1"
_BY_ID = "SELECT * FROM keys WHERE key_id = :key_id"
# Two searches of one index each, and then the latest of both.
_RELATIVES = (
    f"SELECT identification FROM ("  # noqa: S608
    f"SELECT identification, heard FROM keys WHERE {LAST_LOW} IN (:a, :b, :c) AND removed_at IS NULL UNION "
    f"SELECT identification, heard FROM keys WHERE {FIRST_LOW} IN (:a, :b, :c) AND removed_at IS NULL"
    f") GROUP BY identification ORDER BY max(heard) DESC LIMIT {_MOST_RELATIVES}"
)
_COLUMNS = (
    "key_id",
    "identification",
    "owner_first_name",
    "owner_last_name",
    "owner_id",
    "named_first_name",
    "named_last_name",
    "named_id",
    "valid_from",
    "valid_to",
    "levels",
    "since",
    "changed_at",
    "last_good",
)
_LEARN = (
    f"INSERT INTO keys ({', '.join(_COLUMNS)}, removed_at, heard) "  # noqa: S608
    f"VALUES ({', '.join(f':{name}' for name in _COLUMNS)}, NULL, (SELECT coalesce(max(heard), 0) + 1 FROM keys)) "
    f"ON CONFLICT (key_id) DO UPDATE SET removed_at = NULL, heard = excluded.heard, "
    f"{', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)
# A card has one key at a time: of an earlier one the service says nothing any more.
_ONE_KEY_A_CARD = (
    "UPDATE keys SET removed_at = :at WHERE identification = :card AND key_id <> :key_id AND removed_at IS NULL"
)
_BEFORE = "SELECT before FROM operations WHERE id = :number"
_LEVELS = "SELECT id, name, system_id FROM levels ORDER BY system_id, name"
_NO_LEVELS = "DELETE FROM levels"
_LEVEL = "INSERT INTO levels (id, name, system_id) VALUES (?, ?, ?)"
_FORGET_ID = "UPDATE keys SET removed_at = :at WHERE key_id = :key_id AND removed_at IS NULL"
_FORGET_CARD = "UPDATE keys SET removed_at = :at WHERE identification = :card AND removed_at IS NULL"


class SqlRegister:
    """The port `KeyRegister` on the database. Usable from any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_card(self, identification: Identification) -> KnownKey | None:
        """The key that a card has, as last heard."""
        with self._database.reading() as connection:
            return known_by_card(connection, identification)

    def by_id(self, key_id: UUID) -> KnownKey | None:
        """The key of this id, as last heard."""
        with self._database.reading() as connection:
            row = _row(connection, key_id)
        return known_of_row(row) if row and row["removed_at"] is None else None

    def relatives_of(self, identification: Identification) -> tuple[Identification, ...]:
        """Cards known here of which a side ends with the same 24 bits; of three technologies the middle one is not."""
        lows = [part[-LOW_BYTES:].hex() for part in identification.parts]
        asked = dict(zip("abc", (*lows, lows[0], lows[0]), strict=False))
        with self._database.reading() as connection:
            found = [row[0] for row in run(connection, _RELATIVES, asked)]
        return tuple(parse_identification(one) for one in found)

    def heard(self, key: KnownKey, at: datetime) -> None:
        """Learn of a key from an event at a door, which may be older than what is known: then it is no news.

        key.changed_at: the moment of the event, where it is known.
        """
        now = self._database.now()
        with self._database.writing() as connection:
            _hear(connection, key, at)
            join(Ledger(self._database, connection, at, now), key.key_id, card_of(connection, key.key_id))

    def before_conflict(self, number: int) -> KnownKey | None:
        """What was known of a conflict's key from before it was overwritten."""
        with self._database.reading() as connection:
            return known_of(value(connection, _BEFORE, number=number))

    def remember_levels(self, levels_listed: tuple[AccessLevel, ...]) -> None:
        """Keep the list of levels in place of the one before."""
        unique = {level.level_id: level for level in levels_listed}.values()
        with self._database.writing() as connection:
            run(connection, _NO_LEVELS)
            for level in unique:
                run(connection, _LEVEL, (str(level.level_id), level.name, level.system_id))

    def known_levels(self) -> tuple[AccessLevel, ...]:
        """The levels as the service last listed them; empty when it never did."""
        with self._database.reading() as connection:
            rows = run(connection, _LEVELS).fetchall()
        return tuple(AccessLevel(UUID(level_id), name, system_id) for level_id, name, system_id in rows)


def known_by_card(connection: Connection, identification: Identification) -> KnownKey | None:
    """The key that a card has, as last heard."""
    row = first(connection, _BY_CARD, card=identification.hex)
    return known_of_row(row) if row else None


def learn(connection: Connection, intent: Order | Change, record: KeyRecord, at: datetime, *, overwrote: bool) -> None:
    """Take over an answer. overwrote: it told that the key is somebody else's, so that it is not as it was meant."""
    row = _row(connection, record.key_id)
    before = known_of_row(row) if row else KnownKey(record.key_id, None)
    answered = record.credential if isinstance(record.credential, Identification) else None
    card = answered or before.identification
    if card is None and isinstance(intent.credential, Identification):
        card = intent.credential
    told = record.person if record.person and record.person != NOBODY_NAMED else None
    named = before.named
    # Whom it was enrolled for is known also where the answer names nobody: the next person's card it is not.
    nobody_known = named == NOBODY_NAMED
    if isinstance(intent, Order) and not overwrote and (told or nobody_known):
        named = intent.person
    last_good = _good(row) if overwrote and row else None
    known = replace(
        before,
        identification=card,
        owner=told or before.owner,
        named=named,
        validity=validity_at(intent, record, before.validity),
        levels=levels_at(intent, record, before.levels),
        since=before.since or at,
        changed_at=at,
    )
    _write(connection, known, at, last_good)


def snapshot(connection: Connection, intent: Intent, record: KeyRecord | None) -> KnownKey | None:
    """What is known of the key that a conflict is about, from before anything overwrote it; None where nothing is."""
    if record:
        row = _row(connection, record.key_id)
        return known_of(_good(row)) if row and row["removed_at"] is None else None
    credential = intent.credential
    return known_by_card(connection, credential) if isinstance(credential, Identification) else None


def forget(connection: Connection, removal: Removal, at: datetime) -> None:
    """Take over that a key was removed.

    Not that it was not found: an address that is wrong says the same, and a card whose owner was forgotten for it would
    be taken from them without a word.
    """
    if removal.key_id:
        run(connection, _FORGET_ID, {"at": time_text(at), "key_id": str(removal.key_id)})
    elif removal.identification:
        run(connection, _FORGET_CARD, {"at": time_text(at), "card": removal.identification.hex})


def card_of(connection: Connection, key_id: UUID) -> Identification | None:
    """The card of a key that was ever heard of."""
    row = _row(connection, key_id)
    return parse_identification(row["identification"]) if row and row["identification"] else None


def _hear(connection: Connection, key: KnownKey, at: datetime) -> None:
    row = _row(connection, key.key_id)
    when = key.changed_at or at
    if row and row["removed_at"] is not None:
        return
    other = known_by_card(connection, key.identification) if key.identification else None
    if other and other.key_id != key.key_id and other.changed_at and other.changed_at > when:
        return
    before = known_of_row(row) if row else KnownKey(key.key_id, None)
    news = before.changed_at is None or when >= before.changed_at
    known = replace(
        before,
        identification=before.identification or key.identification,
        owner=key.owner if key.owner != NOBODY_NAMED and (news or before.owner == NOBODY_NAMED) else before.owner,
        named=key.named if before.named == NOBODY_NAMED else before.named,
        validity=key.validity if key.validity != Validity() and news else before.validity,
        levels=before.levels if key.levels is None or not news else key.levels,
        since=before.since or key.since or when,
        changed_at=when if before.changed_at is None else max(when, before.changed_at),
    )
    _write(connection, known, at, row["last_good"] if row else None)


def _write(connection: Connection, key: KnownKey, at: datetime, last_good: str | None) -> None:
    card = key.identification.hex if key.identification else None
    values: Mapping[str, object] = {
        "key_id": str(key.key_id),
        "identification": card,
        **_names("owner", key.owner),
        **_names("named", key.named),
        "valid_from": optional_time(key.validity.start),
        "valid_to": optional_time(key.validity.end),
        "levels": uuids_text(key.levels),
        "since": optional_time(key.since),
        "changed_at": optional_time(key.changed_at),
        "last_good": last_good,
    }
    run(connection, _LEARN, values)
    if card:
        run(connection, _ONE_KEY_A_CARD, {"at": time_text(at), "card": card, "key_id": str(key.key_id)})


def _names(which: str, person: Person) -> dict[str, object]:
    found = person_json(person)
    return {f"{which}_{name}": part for name, part in found.items()}


def _row(connection: Connection, key_id: UUID) -> Row | None:
    return first(connection, _BY_ID, key_id=str(key_id))


def _good(row: Row) -> str | None:
    """The key as it was before conflicts, if the last word about it was one; else as it is."""
    good: str | None = row["last_good"]
    return good or known_text(known_of_row(row))


def known_of_row(row: Row) -> KnownKey:
    """What is known of a key, of its row."""
    return KnownKey(
        UUID(row["key_id"]),
        parse_identification(row["identification"]) if row["identification"] else None,
        Person(row["owner_first_name"], row["owner_last_name"], uuid_of(row["owner_id"])),
        Person(row["named_first_name"], row["named_last_name"], uuid_of(row["named_id"])),
        validity_of(row["valid_from"], row["valid_to"]),
        uuids_of(row["levels"]),
        moment(row["since"]),
        moment(row["changed_at"]),
    )
