"""The composition root: the one place that knows every part and joins them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING

from enroll_app.config.book import SettingsFile
from enroll_app.config.settings import (
    SETTINGS_FILE,
    Settings,
    bare_settings,
    load,
    load_settings,
    load_window,
    policy_file,
)
from enroll_app.domain.identification import Spelling
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import SHIPPED_ROLES
from enroll_app.domain.settings_values import Origin
from enroll_app.domain.tap import Tap
from enroll_app.parts import Parts, TrainingParts, now, system_zone
from enroll_app.service_link import place_of
from enroll_app.services.attached import attached
from enroll_app.services.desk import Desk
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.unwritten import UnwrittenMemory, UnwrittenSettings

if TYPE_CHECKING:
    from drivers.reader import Reader, ReaderInfo
    from drivers.uri import ReaderUri
    from enroll_app.domain.ports import Speaker
    from enroll_app.services.checkup import Checkup
    from enroll_app.services.reader_checks import StateOf


def make_desk(readers: tuple[str, ...] = (), policy: Path | None = None) -> Desk:
    """The desk as it is set.

    readers: addresses that take the place of those in the settings, but for a policy's. policy: the file of the
    machine's policy; the system's own when None. Raises InvalidInputError.
    """
    from enroll_app.connecting import DeskConnecting
    from enroll_app.store.drafts import DraftFile
    from enroll_app.store.memory import MemoryFile
    from enroll_app.store.vault import open_vault

    loaded = load(policy=policy, readers=readers)
    settings, book = loaded.settings, SettingsFile(loaded, policy=policy, readers=readers)
    vault = open_vault(settings)
    parts = Parts(lambda: settings, vault)
    profiles = _profiles(settings.home)
    return Desk(
        station=parts.station,
        records=parts.records,
        open_readers=lambda uris: _as_one(_strict(uris, profiles)),
        open_forgiving=lambda uris: _as_one(_reopening(uris, profiles)),
        find_readers=lambda: attached(_find_readers(), settings.readers),
        readers=settings.readers,
        zone=settings.zone or system_zone(),
        now=now,
        place=place_of(settings.url),
        spelling=settings.spelling,
        close=parts.close,
        home=settings.home,
        vault=vault,
        notices=parts.notices,
        environment_key=settings.key is not None,
        profiles=profiles,
        signal=_signal,
        signal_outcome=_signal_outcome,
        speaker=_speaker,
        name=settings.desk_name or gethostname(),
        door_cards=parts.door_cards,
        settings=book,
        connecting=DeskConnecting(
            settings, book, vault, parts.move_away, lambda: parts.records().outbox, parts.send_along
        ),
        memory=MemoryFile(settings.home),
        drafts=DraftFile(settings.home),
        sound=parts.sound,
        dual=settings.dual_technology,
        checkup=make_checkup,
    )


def make_checkup() -> "Checkup":
    """A checkup of this desk, whatever is wrong with its settings."""
    from enroll_app.services.checkup import Checkup, Surroundings

    faults: tuple[Problem, ...] = ()
    try:
        settings = load_settings()
    except InvalidInputError as error:
        settings, faults = bare_settings(), error.problems

    from enroll_app.store.vault import open_vault

    parts = Parts(lambda: settings, open_vault(settings))
    return Checkup(
        Surroundings(
            home=settings.home,
            settings_file=settings.home / SETTINGS_FILE,
            faults=(*faults, *_profile_faults(settings)),
            key=settings.key,
            readers=settings.readers,
            zone=lambda: settings.zone or system_zone(),
            now=now,
            find_readers=_find_readers,
            sound=parts.sound if settings.url else None,
            vault=parts.vault,
            key_needed=settings.needs_key,
            certificate=partial(_certificate_cautions, settings.client_certificate)
            if settings.client_certificate
            else None,
            outbox=parts.counts if settings.database.exists() else None,
            policy_file=policy_file(),
        ),
        state_of=_state_with_profile(_profiles(settings.home)),
    )


def kept_preferences(policy: Path | None = None) -> UnwrittenSettings:
    """How the window of this desk is, for a training mode that leaves neither lock nor full screen by that.

    The roles are those that Enroll comes with: the desk's own have its own access levels, which training does not.
    policy: as `make_desk` has it. Raises InvalidInputError where a policy cannot be followed.
    """
    loaded = load_window(policy=policy)
    preferences = replace(loaded.settings.preferences, roles=SHIPPED_ROLES, role="")
    fixed = [one for one in loaded.found if one.origin is Origin.POLICY and one.name.startswith("window.")]
    return UnwrittenSettings(preferences, fixed)


def training_desk(readers: tuple[str, ...] = (), kept: UnwrittenSettings | None = None) -> Desk:
    """A desk on which nothing is real: a training server of its own, a virtual reader, and a folder that goes away.

    readers: real readers that are to be listened to as well. kept: how the window is; as it comes where that is None.
    Raises InvalidInputError.
    """
    from enroll_app.store.vault import MemoryVault
    from enroll_app.training.names import SERVICE
    from enroll_app.training.practice import PracticeReader

    practice = PracticeReader()
    vault = MemoryVault()
    parts = TrainingParts(vault)
    profiles = _profiles(parts.home)

    return Desk(
        station=parts.station,
        records=parts.records,
        open_readers=lambda uris: _as_one([practice.reader, *_strict(uris, profiles)]),
        open_forgiving=lambda uris: _as_one([practice.reader, *_reopening(uris, profiles)]),
        find_readers=lambda: attached([practice.reader.info], readers),
        readers=readers,
        zone=system_zone(),
        now=now,
        place=SERVICE,
        spelling=Spelling.HEX,
        close=parts.close,
        home=parts.home,
        vault=vault,
        profiles=profiles,
        signal=_signal,
        signal_outcome=_signal_outcome,
        speaker=_speaker,
        door_cards=parts.door_cards,
        settings=kept or UnwrittenSettings(),
        memory=UnwrittenMemory(),
        sound=parts.sound,
        practice_tap=practice.tap,
        practice_again=practice.tap_again,
        practice_door=parts.hold_to_door,
        practice_line=parts.line,
    )


def _certificate_cautions(path: Path, moment: datetime) -> tuple[Problem, ...]:
    """What to warn of about this desk's certificate."""
    from enroll_app.api.trust import certificate_cautions

    return certificate_cautions(path, moment)


def _opened(uri: str, profiles: ProfileBook, but_not: Sequence[str] = ()) -> "Reader":
    """The reader at an address, with what its profile knows of the line."""
    from drivers.opening import open_address
    from drivers.uri import parse

    return open_address(profiles.resolved(parse(uri)), but_not=but_not)


def _strict(uris: Sequence[str], profiles: ProfileBook) -> "list[Reader]":
    from drivers.distinct import distinct

    return [_opened(one.uri, profiles, one.but_not) for one in distinct(uris)]


def _reopening(uris: Sequence[str], profiles: ProfileBook) -> "list[Reader]":
    from drivers.distinct import distinct
    from enroll_app.services.reopening import ReopeningReader

    return [
        ReopeningReader(one.uri, partial(_opened, profiles=profiles, but_not=one.but_not)) for one in distinct(uris)
    ]


def _profile_faults(settings: Settings) -> tuple[Problem, ...]:
    """What is wrong with the profiles of this station, and with the names of those that its readers are to have.

    An address that cannot be understood is told by the check of the readers.
    """
    from drivers.errors import BadReaderUri
    from drivers.uri import parse

    profiles = _profiles(settings.home)
    faults: list[Problem] = []
    try:
        faults += profiles.faults()
        for uri in settings.readers:
            with suppress(BadReaderUri):
                profiles.resolved(parse(uri))
    except InvalidInputError as error:
        faults += error.problems
    except StoreError as error:
        faults.append(error.problem)
    return tuple(faults)


def _state_with_profile(profiles: ProfileBook) -> "StateOf":
    """Whether a reader can be used now: what it is, and whether its profile is known."""
    from drivers.reader import State
    from drivers.reader_state import state_of

    def state(address: "ReaderUri", found: "Sequence[ReaderInfo]") -> "ReaderInfo":
        info = state_of(address, found)
        try:
            profiles.resolved(address)
        except (InvalidInputError, StoreError) as error:
            return replace(info, state=State.ABSENT, hint=str(error))
        return info

    return state


def _as_one(readers: "Sequence[Reader]") -> "Reader":
    from drivers.opening import as_one

    return as_one(readers)


def _profiles(home: Path) -> ProfileBook:
    from enroll_app.resource_files import RESOURCES
    from enroll_app.store.profiles import ProfileFiles

    return ProfileBook(ProfileFiles(RESOURCES / "profiles", home))


def _signal(tap: Tap) -> None:
    """Light and buzzer of the reader where the card lies."""
    from drivers.pcsc_signals import Signal, signal

    signal(tap.card.reader, Signal.BAD if tap.verdict.refused else Signal.GOOD)


def _signal_outcome(reader: str, good: bool) -> None:  # noqa: FBT001  the one thing that it says
    """Light and buzzer of a reader, for what came of the card that was tapped there."""
    from drivers.pcsc_signals import Signal, signal

    signal(reader, Signal.GOOD if good else Signal.BAD)


def _speaker() -> "Speaker":
    """What plays sounds; loaded with the first one."""
    from enroll_app.speaker import LoudSpeaker

    return LoudSpeaker()


def _find_readers() -> "Sequence[ReaderInfo]":
    from drivers.finding import find_readers

    return find_readers()
