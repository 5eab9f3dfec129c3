"""What is attached to this computer, looked for again and again while somebody looks at it."""

import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from drivers.errors import BadReaderUri, ReaderError
from drivers.reader import ReaderInfo
from drivers.uri import parse
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile
from enroll_app.services.attached import attached
from enroll_app.services.desk import Desk
from enroll_app.ui.failures import words_of
from enroll_app.ui.said import said
from enroll_app.ui.session import Session
from enroll_app.ui.threads import Background

# A look takes up to half a second: what is plugged in shows within three.
_LOOK_EVERY_MS = 2_000
# Names of profiles have 64 characters at the most; the rest is for a number.
_LONGEST_STEM = 60
# What may be wrong with files and readers, and is told in its own words; the rest is an error of ours.
_EXPECTED = (ReaderError, InvalidInputError, StoreError)

_LOG = logging.getLogger(__name__)

Then = Callable[[], None]
Refused = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Attached:
    """One reader as it is now.

    listened: cards are taken from it. profile: None for numbers as they are sent. wanted: the settings name it.
    """

    info: ReaderInfo
    listened: bool
    profile: Profile | None
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class _Survey:
    """What one look found. trouble: what cannot be read, in words; empty when all is well."""

    found: tuple[ReaderInfo, ...] = ()
    profiles: tuple[Profile, ...] = ()
    chosen: Mapping[str, Profile] = field(default_factory=dict)
    trouble: str = ""


class Watch(QObject):
    """Looks at the readers between `start` and `rest`.

    Signals: changed() when something of what is below is otherwise than before.
    """

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._background = Background(self)
        self._survey: _Survey | None = None
        self._looking = False
        self._again = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)
        session.changed.connect(self._listening_changed)

    def start(self) -> None:
        """Look now, and again and again."""
        self._timer.start()
        self._look()

    def rest(self) -> None:
        """Look no more until the next `start`."""
        self._timer.stop()

    def stop(self) -> None:
        """End for good; a look under way ends by itself, seconds later where a driver is slow, and is for nobody."""
        self.rest()
        self._background.cancel()

    @property
    def looked(self) -> bool:
        """Whether anything is known yet."""
        return self._survey is not None

    @property
    def trouble(self) -> str:
        """What could not be read, in words; empty when all is well."""
        return self._survey.trouble if self._survey else ""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """Every profile that is known."""
        return self._survey.profiles if self._survey else ()

    @property
    def readers(self) -> tuple[Attached, ...]:
        """Every reader that is attached or listened to; those that are listened to come first.

        The one that listens knows best how its reader is: it has it open.
        """
        survey = self._survey or _Survey()
        listening = {info.name: info for info in self._session.listening}
        there = {info.name: info for info in survey.found} | listening
        wanted = _canonical(self._session.desk.readers)
        rows = [
            Attached(info, name in listening, survey.chosen.get(name), wanted=info.uri in wanted)
            for name, info in there.items()
        ]
        return tuple(sorted(rows, key=lambda row: (not row.listened, row.info.name.casefold())))

    def _listening_changed(self) -> None:
        if self._timer.isActive():
            self.changed.emit()
            self._look()

    def _look(self) -> None:
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        desk, names = self._session.desk, tuple(info.name for info in self._session.listening)
        self._background.run(lambda: _survey(desk, names), self._looked)

    def _looked(self, future: Future[_Survey]) -> None:
        self._looking = False
        failure = future.exception()
        # After an error of ours what was seen last stays in sight, and it is written down once, not at every look.
        last = self._survey or _Survey()
        survey = replace(last, trouble=_words_of(failure, log=False)) if failure else future.result()
        if failure and survey != self._survey:
            _words_of(failure)
        new, self._survey = survey != self._survey, survey
        if new:
            self.changed.emit()
        if self._again and self._timer.isActive():
            self._look()

    def choose(self, reader: str, profile: str | None, then: Then, refused: Refused) -> None:
        """Remember what a reader does to a number; None for nothing.

        then: called when it is on disk. refused: called with the reason when it could not be kept.
        """
        book = self._session.desk.profiles

        def write() -> Profile | None:
            book.choose(reader, profile)
            return book.of(reader)

        self._write(reader, write, then, refused)

    def keep(self, reader: str, profile: Profile, then: Then, refused: Refused) -> None:
        """Remember for a reader a profile that may be new; else as `choose`."""
        book = self._session.desk.profiles

        def write() -> Profile | None:
            known = {one.name: one for one in book.all()}
            kept = _under_a_free_name(profile, known)
            if kept.name not in known:
                book.save(kept)
            book.choose(reader, kept.name)
            return book.of(reader)

        self._write(reader, write, then, refused)

    def _write(self, reader: str, write: Callable[[], Profile | None], then: Then, refused: Refused) -> None:
        def done(future: Future[Profile | None]) -> None:
            failure = future.exception()
            if failure is not None:
                refused(_words_of(failure))
            else:
                self._note(reader, future.result())
                self._session.profiles_changed()
                then()
            self._look()

        self._background.run(write, done)

    def _note(self, reader: str, profile: Profile | None) -> None:
        """Show a choice at once; the next look will find it too."""
        survey = self._survey or _Survey()
        chosen = {name: one for name, one in survey.chosen.items() if name != reader}
        self._survey = replace(survey, chosen=chosen | ({reader: profile} if profile else {}))
        self.changed.emit()


def _words_of(error: BaseException, *, log: bool = True) -> str:
    return said(str(error)) if isinstance(error, ReaderError) else words_of(error, log=log)


def _canonical(uris: Iterable[str]) -> frozenset[str]:
    """The addresses as readers tell them."""
    found = set(uris)
    for uri in uris:
        try:
            found.add(str(parse(uri)))
        except BadReaderUri:
            continue
    return frozenset(found)


def _under_a_free_name(profile: Profile, known: Mapping[str, Profile]) -> Profile:
    """The profile under its own name, or under one with a number where another reader's profile has that name.

    Where the very same is known already, it is that one.
    """
    name, number = profile.name, 1
    while name in known:
        other = known[name]
        if replace(other, title="", source="", own=False) == replace(
            profile, name=name, title="", source="", own=False
        ):
            return other
        number += 1
        name = f"{profile.name[:_LONGEST_STEM]}-{number}"
    return replace(profile, name=name, own=True)


def _survey(desk: Desk, listening: tuple[str, ...]) -> _Survey:
    """Look at everything once; blocks for up to half a second."""
    troubles: list[str] = []
    try:
        found = tuple(desk.find_readers())
    except ReaderError as error:
        found = attached((), desk.readers)
        troubles.append(str(error))
    try:
        profiles = desk.profiles.all()
        troubles += _by_file(desk.profiles.faults())
    except (InvalidInputError, StoreError) as error:
        return _Survey(found, trouble="\n".join([*troubles, str(error)]))
    chosen = {}
    for name in dict.fromkeys([*listening, *(info.name for info in found)]):
        try:
            profile = desk.profiles.of(name)
        except InvalidInputError as error:
            troubles.append(str(error))
            continue
        if profile:
            chosen[name] = profile
    return _Survey(found, profiles, chosen, "\n".join(dict.fromkeys(troubles)))


def _by_file(faults: Iterable[Problem]) -> list[str]:
    """The faults in words, one line for each file."""
    told: dict[str, Problem] = {}
    for fault in faults:
        path, what = str(fault.facts.get("path", "")), fault.facts.get("what")
        before = told.get(path)
        if path and what and before and before.cause == fault.cause:
            told[path] = replace(fault, facts=dict(fault.facts, what=f"{before.facts['what']}; {what}"))
        else:
            told[path if path not in told else str(fault)] = fault
    return [str(fault) for fault in told.values()]
