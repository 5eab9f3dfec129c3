"""Everything a face needs, put together by `enroll_app.main`: no face knows an adapter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from drivers.reader import Reader, ReaderInfo
from enroll_app.domain.checkup import Sounding
from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.identification import Spelling
from enroll_app.domain.ports import DraftStore, MemoryStore, SettingsBook, Speaker, Vault
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.services.connecting import Connecting
from enroll_app.services.enroll import Enroller
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.station import Station
from enroll_app.services.tapping import Told, understand_all

if TYPE_CHECKING:
    # Zip files and lists of packages: for whoever asks for help.
    from enroll_app.services.checkup import Checkup


class PracticeLine(Protocol):
    """The line to a training server. cut: whether nothing gets through."""

    cut: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """One desk: its readers, its service, its clock.

    station: makes what works with the service and the records at the first call (it opens the database and loads the
    HTTP client, so not on a window's own thread) and gives the same ever after. Raises InvalidInputError, StoreError,
    VaultError.
    records: the same for looking at the records: also where no service can be asked, for want of a key for instance.
    vault: where this station's secrets lie; nothing is opened before it is asked. environment_key: whether the API key
    comes from the environment, which goes before the vault's.
    notices: what a person must be told once of the records, such as that a damaged file was set aside; blocks, and
    raises as `station`.
    open_readers: opens the readers at these addresses as one source of events; raises drivers.errors.ReaderError.
    open_forgiving: the same, but a reader that cannot be opened is told as its state; None for no difference.
    find_readers: lists the readers attached now.
    zone, now: the desk's time zone and the present moment in UTC.
    place: what the desk is connected to, for the eye. spelling: how card numbers are sent.
    profiles: what each reader does to a number. dual: the cards of this site have two technologies.
    signal: shows at the reader itself, where it can (light, buzzer), whether the card may be enrolled; blocks for up
    to a second, and never fails.
    door_cards: the cards that doors saw since a moment; blocks, and raises InvalidInputError and ServiceError.
    signal_outcome: the same for what came of the card at the reader of this name: whether it was good news.
    name: what the desk is called, on paper. speaker: makes what plays sounds, and loads it, so not on a window's own
    thread; None where nothing is to be heard.
    checkup: looks this desk over, for a bundle for support; None where there is nothing real to look at.
    practice_tap: presents the next practice card, practice_again the last one once more; None outside the training
    mode.
    practice_door: holds the card or code of this identification to a practice door, which opens where the key has a
    level; blocks, and raises OSError. None outside the training mode.
    practice_line: what can be cut, to see what waits; None outside the training mode.
    home: the folder of its records and its log.
    settings: what is set, for a face that shows and changes it. memory: what the desk remembers by itself. drafts:
    the enrollment that was not finished; None where none is kept, as in training.
    connecting: tries and keeps its way to the service; None where that is fixed, as in training.
    sound: asks the service one harmless question; blocks, and raises nothing for what it finds.
    close: ends calls that are under way and lets go of files and connections.
    """

    station: Callable[[], Station]
    records: Callable[[], Station]
    open_readers: Callable[[Sequence[str]], Reader]
    find_readers: Callable[[], Sequence[ReaderInfo]]
    readers: tuple[str, ...]
    zone: tzinfo
    now: Callable[[], datetime]
    place: str
    spelling: Spelling
    close: Callable[[], None]
    home: Path
    vault: Vault
    profiles: ProfileBook
    signal: Callable[[Tap], None]
    door_cards: Callable[[datetime], Sequence[DoorEvent]]
    settings: SettingsBook
    memory: MemoryStore
    sound: Callable[[], Sounding]
    connecting: Connecting | None = None
    drafts: DraftStore | None = None
    open_forgiving: Callable[[Sequence[str]], Reader] | None = None
    notices: Callable[[], tuple[Problem, ...]] = tuple
    environment_key: bool = False
    dual: bool = False
    signal_outcome: Callable[[str, bool], object] = lambda _reader, _good: None
    name: str = ""
    speaker: Callable[[], Speaker] | None = None
    practice_tap: Callable[[], None] | None = None
    practice_again: Callable[[], None] | None = None
    practice_door: Callable[[str, bool], None] | None = None
    practice_line: PracticeLine | None = None
    checkup: Callable[[], "Checkup"] | None = None

    def listen(self, uris: Sequence[str], stop: Event, *, forgiving: bool = False) -> Iterator[Told]:
        """What the readers at these addresses tell until `stop` is set, with every card understood.

        forgiving: a reader that cannot be opened is told as its state, and tried again; otherwise BadReaderUri,
        InvalidInputError and StoreError are raised at once. Raises what `drivers.reader` says while it goes on.
        """
        open_readers = (self.open_forgiving if forgiving else None) or self.open_readers
        return understand_all(open_readers(uris).events(stop), self.profiles.for_event)

    def enroller(self) -> Enroller:
        """What enrolls cards. Raises as `station`."""
        return self.station().enroller

    @property
    def training(self) -> bool:
        """Whether this is the training mode."""
        return self.practice_tap is not None
