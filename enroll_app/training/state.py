"""The records of the training server. In memory only; thread-safe; the clock is passed in.

Where apidocs.intserv.se is silent, this server chooses, and says so here:

- an update leaves as they are the dates and levels that it omits;
- the person of a removed key stays, and can be given another key by id;
- a key written again is pending anew in every system of its levels;
- an unknown key is 404, an unknown person or level 400;
- events: both ends of the time range belong to it.
"""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import RLock
from uuid import uuid4

from . import seed
from .identification import Code, Identification, parse_code, parse_proximity
from .propagation import Spread, spread
from .records import EVENT_TYPES, Event, Key, KeyType, Level, Person, Refused
from .requests import Add, Filter, KeySpec, PersonSpec, Which
from .rules import read_add

Clock = Callable[[], datetime]

EVENTS_SINCE = timedelta(days=7)
"""How far back events are listed when no start is given (apidocs.intserv.se, /events/list)."""


class State:
    """Levels, persons, keys and events. `clock` tells the time, in UTC; `scale` stretches the delays (0: at once)."""

    def __init__(self, clock: Clock, *, scale: float = 1.0, seeded: bool = True) -> None:
        self._clock = clock
        self._lock = RLock()
        self._levels = {level.id: level for level in seed.LEVELS}
        self._persons: dict[str, Person] = {}
        self._keys: dict[str, Key] = {}
        self._ids: dict[object, str] = {}
        self._events: list[Event] = []
        self._errors: dict[str, str] = {}
        self.delays_s = {system: seconds * scale for system, seconds in seed.DELAYS_S.items()}
        if seeded:
            self._plant()

    @property
    def levels(self) -> tuple[Level, ...]:
        """All access levels."""
        return tuple(self._levels.values())

    @property
    def persons(self) -> tuple[Person, ...]:
        """All persons, also those without a key."""
        with self._lock:
            return tuple(self._persons.values())

    @property
    def keys(self) -> tuple[Key, ...]:
        """All keys."""
        with self._lock:
            return tuple(self._keys.values())

    @property
    def recorded(self) -> tuple[Event, ...]:
        """All events, oldest first."""
        with self._lock:
            return tuple(self._events)

    def key(self, which: str) -> Key | None:
        """Find a key by its id, or by any spelling of its card, or by its code; PIN included. For tests."""
        with self._lock:
            ids = (which, *(self._ids.get(found.identity, "") for found in _readings(which)))
            return next((self._keys[found] for found in ids if found in self._keys), None)

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock()

    def add(self, request: Add) -> Key:
        """Create or update a key. Raises Refused."""
        with self._lock:
            unknown = [level for level in request.access_levels or () if level not in self._levels]
            if unknown:
                raise Refused(400, "unknown_level", f"there is no access level {unknown[0]}")
            old = self._existing(request)
            key = self._created(request) if old is None else self._updated(old, request)
            if key.valid_from and key.valid_to and key.valid_to < key.valid_from:
                raise Refused(400, "date_order", "valid_to_date is before valid_from_date")
            self._persons[key.person.id] = key.person
            self._keys[key.id] = key
            self._ids[key.identification.identity] = key.id
            return key

    def remove(self, which: Which) -> None:
        """Forget a key. Raises Refused (404)."""
        with self._lock:
            found = which.id
            if found is None and which.identification is not None:
                found = self._ids.get(which.identification.identity)
            key = self._known(found or "")
            del self._keys[key.id]
            del self._ids[key.identification.identity]

    def status(self, key_id: str) -> Spread:
        """Say how far the latest change of a key has come. Raises Refused (404)."""
        with self._lock:
            key = self._known(key_id)
            systems = dict.fromkeys(self._levels[level].system_id for level in key.access_levels)
            return spread(systems, key.changed_at, self.now(), self.delays_s, self._errors)

    def fail_system(self, system_id: str, error_type: str | None = "CodeNotEnabled") -> None:
        """Let every change fail in a system from now on; None heals it. `CodeNotEnabled` is the vendor's sample."""
        with self._lock:
            if error_type is None:
                self._errors.pop(system_id, None)
            else:
                self._errors[system_id] = error_type

    def record_event(
        self,
        type: int = 201,  # noqa: A002  the vendor's word for it
        identification: str | None = seed.STRANGER,
        *,
        system_id: str = seed.SYSTEM_MAIN,
        door_name: str = "Entrance",
        event_time: datetime | None = None,
    ) -> Event:
        """Let something happen at a door: a card or code seen, or None. Raises ValueError for an unknown type."""
        if type not in EVENT_TYPES:
            raise ValueError(f"{type} is no event type")
        with self._lock:
            key = None if identification is None else self.key(identification)
            seen = None if identification is None else _parsed(identification)
            kind: KeyType | None = None if seen is None else "code" if isinstance(seen, Code) else "proximity"
            event = Event(
                sequence_id=len(self._events) + 1,
                event_time=event_time or self.now(),
                type=type,
                system_id=system_id,
                door_name=door_name,
                key_id=key.id if key else None,
                key_type=kind,
                identification=seen,
                person=key.person if key else None,
            )
            self._events.append(event)
            return event

    def events(self, wanted: Filter) -> tuple[tuple[Event, ...], bool]:
        """List the events asked for, oldest first, and whether there are more."""
        with self._lock:
            now = self.now()
            start, end = wanted.from_date or now - EVENTS_SINCE, wanted.to_date or now
            found = [
                event
                for event in self._events[wanted.after :]
                if start <= event.event_time <= end
                and (wanted.systems is None or event.system_id in wanted.systems)
                and (wanted.granted == wanted.denied or (event.type < 200) == wanted.granted)
            ]
            return tuple(found[: wanted.limit]), len(found) > wanted.limit

    def _plant(self) -> None:
        for body in seed.KEYS:
            self.add(read_add(body))
        self.record_event(102, "0x0a0b0c0d0e", event_time=self.now() - timedelta(hours=2))
        self.record_event(201, seed.STRANGER, event_time=self.now() - timedelta(minutes=5))

    def _known(self, key_id: str) -> Key:
        key = self._keys.get(key_id)
        if key is None:
            raise Refused(404, "unknown_key", "there is no such access key")
        return key

    def _existing(self, request: Add) -> Key | None:
        if request.id is not None:
            return self._known(request.id)
        if request.key is None or request.key.identification is None:
            return None
        return self._keys.get(self._ids.get(request.key.identification.identity, ""))

    def _updated(self, old: Key, request: Add) -> Key:
        # The person of the request is not used: the vendor's rule for updates.
        sent = request.key.identification if request.key and request.id is None else None
        return replace(
            old,
            identification=sent or old.identification,
            pin=old.pin if request.pin is None else request.pin or None,
            valid_from=request.valid_from or old.valid_from,
            valid_to=request.valid_to or old.valid_to,
            access_levels=old.access_levels if request.access_levels is None else request.access_levels,
            changed_at=self.now(),
        )

    def _created(self, request: Add) -> Key:
        assert request.key is not None  # rules: id or key, and an id was looked up before
        return Key(
            id=str(uuid4()),
            type=request.key.type,
            identification=self._identification(request.key),
            pin=request.pin or None,
            valid_from=request.valid_from,
            valid_to=request.valid_to,
            access_levels=request.access_levels or (),
            person=self._holder(request.person),
            changed_at=self.now(),
        )

    def _identification(self, key: KeySpec) -> Identification:
        while key.identification is None:
            code = Code(f"{secrets.randbelow(1_000_000):06}")
            if code.identity not in self._ids:
                return code
        return key.identification

    def _holder(self, wanted: PersonSpec) -> Person:
        if wanted.id is None:
            return Person(str(uuid4()), wanted.first_name or _name(), wanted.last_name or _name())
        person = self._persons.get(wanted.id)
        if person is None:
            raise Refused(400, "unknown_person", f"there is no person {wanted.id}")
        return person


def _name() -> str:
    """Seven letters and digits, as in the vendor's sample (xk561bv)."""
    return secrets.token_hex(4)[:7]


def _readings(text: str) -> Iterable[Identification]:
    for parse in (parse_proximity, parse_code):
        try:
            yield parse(text)
        except ValueError:
            continue


def _parsed(text: str) -> Identification:
    for found in _readings(text):
        return found
    raise ValueError(f"{text!a} is no identification")
