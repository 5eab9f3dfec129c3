"""Keeps what the first start has asked for, as a whole: what a reader was taught, secrets and settings."""

from collections.abc import Mapping
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.settings_values import Value
from enroll_app.services.connecting import Connecting, Waiting
from enroll_app.services.moving import Move
from enroll_app.ui.failures import words_of
from enroll_app.ui.settings.connection_form import ConnectionForm
from enroll_app.ui.settings.move_question import ask_move
from enroll_app.ui.setup.number_step import NumberStep
from enroll_app.ui.threads import Background
from enroll_app.ui.words import told_all


class Kept(QObject):
    """asking: where it is asked what becomes of what waits for a service of before. busy: something is being kept.

    Signals: began(); done(); refused(str) with what is wrong, in words; empty while somebody is asked.
    """

    began = Signal()
    done = Signal()
    refused = Signal(str)

    def __init__(self, connecting: Connecting, numbers: NumberStep, asking: QWidget) -> None:
        super().__init__(asking)
        self._connecting, self._numbers, self._asking = connecting, numbers, asking
        self._background = Background(self, workers=1)
        self.busy = False
        self._form: ConnectionForm | None = None
        self._changes: Mapping[str, Value | None] = {}

    def keep(self, form: ConnectionForm, changes: Mapping[str, Value | None]) -> None:
        """Keep the way to the service that was typed, and these settings with it."""
        self._form, self._changes = form, dict(changes)
        connection = form.connection
        self._begin()
        self._background.run(lambda: self._connecting.move(connection), self._ask)

    def _ask(self, found: "Future[Move | None]") -> None:
        failure = found.exception()
        if failure is not None:
            self._fail(failure)
            return
        move = found.result()
        if move is None or not move.counts.unfinished:
            self._keep_all(Waiting.ASIDE)
            return
        self._refuse("")
        ask_move(self._asking, move, self._keep_all)

    def _keep_all(self, waiting: Waiting) -> None:
        """What the reader was taught first: where that cannot be kept, nothing else is."""
        self._begin()
        self._numbers.keep(lambda: self._keep_way(waiting), self._refuse)

    def _begin(self) -> None:
        self.busy = True
        self.began.emit()

    def _refuse(self, words: str) -> None:
        self.busy = False
        self.refused.emit(words)

    def _keep_way(self, waiting: Waiting) -> None:
        assert self._form is not None
        connection, in_file, changes = self._form.connection, self._form.in_file.isChecked(), self._changes
        self._background.run(
            lambda: self._connecting.keep(connection, changes, in_file=in_file, waiting=waiting), self._came
        )

    def _came(self, future: "Future[None]") -> None:
        failure = future.exception()
        if failure is not None:
            self._fail(failure)
            return
        assert self._form is not None
        self.busy = False
        self._form.forget_secrets()
        self.done.emit()

    def _fail(self, failure: BaseException) -> None:
        self._refuse(told_all(failure) if isinstance(failure, InvalidInputError) else words_of(failure))

    def stop(self) -> None:
        """It goes away."""
        self._background.cancel()
