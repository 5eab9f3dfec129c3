"""What is heard of what happens, and the light and buzzer of the reader: nobody has to look at the screen for it."""

import logging
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from enroll_app.domain.ports import NoSpeakerError
from enroll_app.domain.problems import Problem
from enroll_app.domain.tap import Tap
from enroll_app.resource_files import RESOURCES
from enroll_app.services.key_taps import Took
from enroll_app.services.sounds import (
    NO_SPEAKER,
    Sound,
    sound_for_key,
    sound_of_act,
    sound_of_result,
    sound_of_tap,
)
from enroll_app.services.wizard import Tapped
from enroll_app.ui.threads import Background

if TYPE_CHECKING:
    from enroll_app.ui.session import Session

_LOG = logging.getLogger(__name__)


class Sounds(QObject):
    """Follows a session. One sound at a time: of what happens meanwhile, only the latest is heard after it.

    Signals: changed() when a sound could not be heard, or can be again.
    state: why nothing can be heard; None where nothing is known against it.
    """

    changed = Signal()

    def __init__(self, session: "Session") -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(self, workers=1)
        self._signalling = Background(self, workers=1)
        self._playing = False
        self._next: tuple[Sound, int] | None = None
        self._shown: tuple[int, Sound] | None = None
        self.state: Problem | None = None
        session.tapped.connect(self._tapped)
        session.unreadable.connect(self._unreadable)
        session.failed.connect(self._unreadable)
        session.changed.connect(self._look_at_result)
        self._acted: tuple[int, Sound] | None = None
        session.holding.took.connect(self._took)
        session.holding.changed.connect(self._look_at_act)

    def cancel(self) -> None:
        """Begin no other sound."""
        self._background.cancel()
        self._signalling.cancel()

    def stop(self) -> None:
        """Wait for the sound that is being played."""
        self._background.stop()
        self._signalling.stop()

    def try_out(self, volume: int) -> None:
        """Play the sound of a key that is made, also where sounds are off, for whoever sets the volume (0 to 100)."""
        self._begin(Sound.DONE, volume)

    @Slot(object)
    def _tapped(self, done: Tapped) -> None:
        self._play(sound_of_tap(done))

    @Slot(str)
    def _unreadable(self, _words: str) -> None:
        self._play(Sound.FAILURE)

    @Slot()
    def _look_at_result(self) -> None:
        wizard = self._session.wizard
        sound = sound_of_result(wizard.outcome, wizard.status)
        if wizard.outcome is None or sound is None:
            self._shown = None
            return
        shown = (wizard.outcome.outbox_id, sound)
        if shown == self._shown:
            return
        self._shown = shown
        self._play(sound)
        self._show_at_reader(wizard.tap, good=sound is Sound.DONE)

    @Slot(object)
    def _took(self, took: Took) -> None:
        self._play(sound_for_key(took, self._session.holding.hand))

    @Slot()
    def _look_at_act(self) -> None:
        """What became of an act on the key in hand."""
        hand = self._session.holding.hand
        sound = sound_of_act(hand) if hand else None
        if hand is None or hand.outcome is None or sound is None:
            self._acted = None
            return
        acted = (hand.outcome.outbox_id, sound)
        if acted == self._acted:
            return
        self._acted = acted
        self._play(sound)
        self._show_at_reader(hand.new or hand.tap, good=sound is Sound.DONE)

    def _show_at_reader(self, tap: Tap | None, *, good: bool) -> None:
        desk = self._session.desk
        if tap is not None and self._session.remembering.preferences.reader_signals:
            reader = tap.card.reader
            self._signalling.run(lambda: desk.signal_outcome(reader, good), lambda _: None)

    def _play(self, sound: Sound) -> None:
        preferences = self._session.remembering.preferences
        if preferences.sounds and preferences.volume > 0:
            self._begin(sound, preferences.volume)

    def _begin(self, sound: Sound, volume: int) -> None:
        speaker = self._session.desk.speaker
        if speaker is None:
            return
        if self._playing:
            self._next = (sound, volume)
            return
        self._playing = True

        def play() -> None:
            speaker().play((RESOURCES / "sounds" / f"{sound.value}.wav").read_bytes(), volume)

        self._background.run(play, self._played)

    def _played(self, future: Future[None]) -> None:
        failure = future.exception()
        if failure is not None and not isinstance(failure, NoSpeakerError):
            # Nobody's work depends on it; a desk goes on in silence.
            _LOG.warning("a sound could not be played: %s", type(failure).__name__)
        state = NO_SPEAKER if failure is not None else None
        if state != self.state:
            self.state = state
            self.changed.emit()
        self._playing = False
        following, self._next = self._next, None
        if following is not None and failure is None:
            self._begin(*following)
