"""Looks a desk over, from its settings to the service: every check has a deadline, and none keeps another waiting."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from drivers.reader import ReaderInfo
from drivers.reader_state import state_of
from enroll_app.domain.checkup import Area, Check, CheckState, Fact, Sounding
from enroll_app.domain.operations import Counts
from enroll_app.domain.ports import Vault, VaultError
from enroll_app.domain.problems import Problem
from enroll_app.domain.redaction import struck
from enroll_app.domain.secret import API_KEY, Secret
from enroll_app.services.desk_checks import disk_checks, settings_checks, time_zone_checks
from enroll_app.services.reader_checks import StateOf, reader_checks
from enroll_app.services.secret_checks import Cautions, certificate_checks, outbox_checks, secret_checks
from enroll_app.services.service_checks import service_checks
from enroll_app.services.versions import versions

# How long each group of checks may take, in seconds: choices of ours. The service's is longer than the probe's own two
# deadlines together (enroll_app/api/probe.py).
QUICK_S, DISK_S, READERS_S, SERVICE_S = 2.0, 4.0, 6.0, 13.5
# Longer than a vault may be silent (enroll_app/store/vault_system.py), unless it asks a person for its password.
SECRETS_S = 12.0


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a checkup looks at.

    home: the folder of settings and data. settings_file: where the settings are, or would be. faults: what is wrong
    with them. key: the API key, if the environment has one. readers: the addresses that the desk listens to.
    zone: the desk's time zone; raises InvalidInputError where it is not known. now: the present moment in UTC.
    find_readers: lists the readers attached now. sound: asks the service one harmless question, and raises nothing;
    None where the settings that name its address cannot be read.
    vault: where the desk's secrets lie; None for not looking. key_needed: whether requests carry the API key.
    certificate: what to warn of about the client certificate; None where there is none. outbox: how the outbox
    stands; None for not looking. policy_file: what the machine's administrator fixes, where that may be.
    """

    home: Path
    settings_file: Path
    faults: tuple[Problem, ...]
    key: Secret | None
    readers: tuple[str, ...]
    zone: Callable[[], tzinfo]
    now: Callable[[], datetime]
    find_readers: Callable[[], Sequence[ReaderInfo]]
    sound: Callable[[], Sounding] | None
    vault: Vault | None = None
    key_needed: bool = True
    certificate: Cautions | None = None
    outbox: Callable[[], Counts] | None = None
    policy_file: Path | None = None


class Checkup:
    """One look at a desk. `found`: the readers that were found, once `checks` has gone past them."""

    def __init__(
        self,
        surroundings: Surroundings,
        *,
        state_of: StateOf = state_of,
        deadline_s: float = SERVICE_S,
    ) -> None:
        """state_of: whether an address can be used now. deadline_s: the longest that any check may take."""
        self.surroundings = surroundings
        self.found: tuple[ReaderInfo, ...] = ()
        self._key = surroundings.key
        self._state_of = state_of
        self._longest_s = deadline_s

    def checks(self) -> Iterator[Check]:
        """Look at everything at once, and yield what was found in the same order ever. Never raises, never hangs."""
        groups = (
            _Group("settings", Area.SETTINGS, QUICK_S, self._settings),
            _Group("time-zone", Area.SETTINGS, QUICK_S, self._time_zone),
            _Group("secrets", Area.SETTINGS, SECRETS_S, self._secrets),
            _Group("client certificate", Area.SETTINGS, QUICK_S, self._certificate),
            _Group("disk", Area.COMPUTER, DISK_S, self._disk),
            _Group("outbox", Area.COMPUTER, DISK_S, self._outbox),
            _Group("readers", Area.READERS, READERS_S, self._readers),
            _Group("service", Area.SERVICE, SERVICE_S, self._service),
            _Group("versions", Area.COMPUTER, QUICK_S, self._versions),
        )
        began = time.monotonic()
        for group in groups:
            group.start()
        for group in groups:
            for check in group.ended(began + min(group.deadline_s, self._longest_s)):
                yield self._without_key(check)

    def _without_key(self, check: Check) -> Check:
        """Somebody may have written the key where it does not belong, and is told of that place."""
        if self._key is None:
            return check
        key = self._key.reveal()
        return replace(check, cause=struck(check.cause, key), remedy=struck(check.remedy, key))

    def _known_key(self) -> Secret | None:
        """The API key, from the environment or else the vault; None where there is none, or the vault fails."""
        if self._key is None and self.surroundings.vault:
            with suppress(VaultError):
                self._key = self.surroundings.vault.get(API_KEY)
        return self._key

    def _secrets(self) -> Iterator[Check]:
        desk = self.surroundings
        if desk.vault is None:
            return iter(())
        return secret_checks(desk.vault, from_environment=desk.key is not None)

    def _certificate(self) -> Iterator[Check]:
        desk = self.surroundings
        return certificate_checks(desk.certificate, desk.now()) if desk.certificate else iter(())

    def _outbox(self) -> Iterator[Check]:
        return outbox_checks(self.surroundings.outbox) if self.surroundings.outbox else iter(())

    def _settings(self) -> Iterator[Check]:
        return settings_checks(self.surroundings.settings_file, self.surroundings.faults)

    def _time_zone(self) -> Iterator[Check]:
        return time_zone_checks(self.surroundings.zone, self.surroundings.now())

    def _disk(self) -> Iterator[Check]:
        return disk_checks(self.surroundings.home)

    def _readers(self) -> Iterator[Check]:
        self.found = tuple(self.surroundings.find_readers())
        return reader_checks(self.found, self.surroundings.readers, self._state_of)

    def _service(self) -> Iterator[Check]:
        desk = self.surroundings
        sounding = desk.sound() if desk.sound else None
        key_set = self._known_key() is not None
        return service_checks(sounding, desk.now(), key_set=key_set, key_needed=desk.key_needed)

    def _versions(self) -> Iterator[Check]:
        facts: dict[str, Fact] = dict(versions())
        yield Check("versions", Area.COMPUTER, CheckState.OK, f"Enroll {facts['enroll-app']}.", facts=facts)


class _Group:
    """Checks that are made one after the other on a thread of their own."""

    def __init__(self, name: str, area: Area, deadline_s: float, make: Callable[[], Iterable[Check]]) -> None:
        self.deadline_s = deadline_s
        self._name, self._area, self._make = name, area, make
        self._made: SimpleQueue[Check | None] = SimpleQueue()

    def start(self) -> None:
        """A daemon: what hangs in the system's own call must not keep the program."""
        Thread(target=self._run, name=f"check-{self._name}", daemon=True).start()

    def ended(self, deadline: float) -> Iterator[Check]:
        """What is made until the deadline, a moment of `time.monotonic`, and a word when that was not all."""
        while True:
            try:
                check = self._made.get(timeout=max(0.0, deadline - time.monotonic()))
            except Empty:
                cause = f"The check of the {self._name} did not end in {self.deadline_s:g} seconds."
                remedy = "Something that it asks hangs: restart the computer, and try again."
                yield Check(self._name, self._area, CheckState.WRONG, cause, remedy)
                return
            if check is None:
                return
            yield check

    def _run(self) -> None:
        try:
            for check in self._make():
                self._made.put(check)
        except Exception as error:  # noqa: BLE001  the top of a thread: one check that fails must not end the others
            cause = f"The check of the {self._name} could not be made, by an error of ours: {type(error).__name__}."
            self._made.put(Check(self._name, Area.COMPUTER, CheckState.WRONG, cause, "Please report it."))
        self._made.put(None)
