"""What each reader does to a number: the profiles that are known, and which reader has which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from threading import Lock

from drivers.pcsc_names import base_name
from drivers.reader import CardSeen, NumberSeen
from drivers.uri import TEXT_PROTOCOLS, KeyboardUri, PcscUri, Protocol, ReaderUri, SerialUri
from enroll_app.domain.cards import Technology
from enroll_app.domain.formats import number_format
from enroll_app.domain.ports import ProfileStore
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile


class ProfileBook:
    """Usable from any thread. Reads files at the first question, so not on a window's own thread before it painted.

    Every method may raise InvalidInputError (a file of profiles is broken) and StoreError.
    """

    def __init__(self, store: ProfileStore) -> None:
        self._store = store
        self._lock = Lock()
        self._known: _Known | None = None

    def all(self) -> tuple[Profile, ...]:
        """Every profile, in the order of their names."""
        return tuple(self._loaded().profiles.values())

    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with profiles of this station's own that are left out for it."""
        return self._store.faults()

    def named(self, name: str) -> Profile:
        """The profile of this name. Raises InvalidInputError when there is none, with what is wrong with its file."""
        found = self._loaded().profiles.get(name)
        if found is None:
            faults = [fault for fault in self.faults() if Path(str(fault.facts.get("path", ""))).stem == name]
            raise InvalidInputError(*(faults or [_unknown(name, self._loaded().profiles)]))
        return found

    def of(self, reader: str) -> Profile | None:
        """The profile that was chosen for a reader; None where it tells numbers as they are.

        reader: its name; the numbers that the system appends to it do not count, for they change.
        """
        choices = self._loaded().choices
        name = choices.get(reader) or choices.get(base_name(reader))
        return self.named(name) if name else None

    def choose(self, reader: str, name: str | None) -> None:
        """Remember a reader's profile; None forgets it."""
        if name is not None:
            self.named(name)
        self._store.choose(base_name(reader), name)
        self._load()

    def save(self, profile: Profile) -> None:
        """Keep a profile of this station's own."""
        self._store.save(profile)
        self._load()

    def resolved(self, address: ReaderUri) -> ReaderUri:
        """The address with what its profile knows of the line; the address itself goes before the profile.

        Raises InvalidInputError where it names a profile or a number format that is not known.
        """
        if isinstance(address, SerialUri | KeyboardUri) and address.number_format:
            number_format(address.number_format)
        if isinstance(address, SerialUri):
            return self._resolved_line(address)
        if isinstance(address, PcscUri | KeyboardUri) and address.profile:
            self.named(address.profile)
        return address

    def _resolved_line(self, address: SerialUri) -> SerialUri:
        profile = self.named(address.profile) if address.profile else None
        if profile is None and address.protocol in TEXT_PROTOCOLS and not address.number_format:
            profile = self.of(address.port)
        if profile is None and address.number_format:
            profile = _of_address(address.number_format, address.technology)
        if profile is None:
            return address
        # The default protocol of an address with a profile is a line of text; the profile may know better.
        protocol = address.protocol
        if protocol not in (*TEXT_PROTOCOLS, Protocol.AUTO) and not is_of_bytes(profile):
            raise InvalidInputError(_for_text_only(profile.name, protocol))
        if protocol is Protocol.LINE and profile.protocol:
            protocol = Protocol(profile.protocol)
        digits = address.digits or (profile.length if protocol in TEXT_PROTOCOLS else 0)
        return replace(address, protocol=protocol, baud=address.baud or profile.baud, digits=digits)

    def for_event(self, seen: CardSeen | NumberSeen) -> Profile | None:
        """The profile for what a reader told: its address's, else the one that was chosen for it.

        Bytes from a serial line are serial numbers by their protocol: what was chosen for a reader that wrote text on
        the same port before says nothing of them. PC/SC readers are known by the answer to reset that they give.
        """
        if isinstance(seen, NumberSeen):
            return self.for_typing(seen, seen.reader)
        if seen.profile:
            return self.named(seen.profile)
        return self.of(seen.reader) if seen.atr else None

    def for_typing(self, said: NumberSeen | KeyboardUri, reader: str) -> Profile | None:
        """The profile of a reader that writes text. said: what its address says of it."""
        if said.profile:
            return self.named(said.profile)
        if said.number_format:
            return _of_address(said.number_format, said.technology)
        return self.of(reader)

    def _loaded(self) -> "_Known":
        return self._known or self._load()

    def _load(self) -> "_Known":
        """Read both files anew. What cannot be read whole is not known at all: half of it would make other numbers."""
        with self._lock:
            self._known = None
            profiles = {one.name: one for one in sorted(self._store.profiles(), key=lambda one: one.name)}
            self._known = known = _Known(profiles, dict(self._store.choices()))
            return known


@dataclass(frozen=True, slots=True)
class _Known:
    """The profiles by their names, and the names of those that were chosen by the readers' names."""

    profiles: Mapping[str, Profile]
    choices: Mapping[str, str]


def is_of_bytes(profile: Profile) -> bool:
    """Whether the profile can be about a reader that gives bytes: their hexadecimal digits were written by nobody."""
    return profile.number_format.startswith("hex") and profile.kind in ("", "pcsc")


def _of_address(format_name: str, technology: str) -> Profile:
    """The profile that an address describes by itself, with format= and perhaps technology=."""
    kind = Technology(technology) if technology else Technology.UNKNOWN
    return Profile(name="", title=f"format={format_name}", number_format=format_name, technology=kind)


def _for_text_only(name: str, protocol: Protocol) -> Problem:
    return Problem(
        "profile-of-text",
        "The profile {name} is about a reader that writes its numbers as text, and the protocol {protocol} gives the "
        "bytes themselves.",
        "Leave out protocol, or the profile.",
        {"name": name, "protocol": str(protocol)},
    )


def _unknown(name: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(name, known, n=3)
    return Problem(
        "profile-unknown",
        "There is no reader profile “{name}”.",
        f"Did you mean {' or '.join(f'“{one}”' for one in near)}?"
        if near
        else "Choose one of those that the Readers page and enroll-app profiles list, or learn it from a known card.",
        {"name": name},
    )
