"""The fields of a way to the service, and what a try of it came to."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from enum import Flag, auto
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from enroll_app.domain.checkup import Step
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.services.connecting import Connecting, Connection, Tried
from enroll_app.ui import theme
from enroll_app.ui.failures import words_of
from enroll_app.ui.settings.rows import FileText, Text, at_field
from enroll_app.ui.threads import Background
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import told

T = TypeVar("T")


class Way(Flag):
    """What is asked for. SERVICE: address and API key. GATEWAY: address, certificate and whom to believe."""

    SERVICE = auto()
    GATEWAY = auto()


class ConnectionForm(QWidget):
    """It tries what was typed, off the window's thread; whoever has it keeps it.

    Signals: edited(); answered() when the service answered as it should; spoke(QWidget) when there is something to
    be read that should be in sight.
    """

    edited = Signal()
    answered = Signal()
    spoke = Signal(QWidget)

    def __init__(self, connecting: Connecting, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connecting = connecting
        # A service that never answers must not hold up the next try.
        self._background = Background(self, workers=3)
        self._asked = 0
        self.url = Text("service.url", self.tr("&Web address"), self._address_hint(way))
        self.key = Text("key", self.tr("API &key"), self.tr("from the service's portal"), secret=True)
        pem = f"{self.tr('Certificates and keys')} (*.pem *.crt *.cer *.key);;{self.tr('Every file')} (*)"
        self.certificate = FileText("service.client_certificate", self.tr("This desk's &certificate (PEM file)"), pem)
        self.client_key = FileText(
            "service.client_key", self.tr("Its private key &file"), pem, self.tr("empty: in the same file")
        )
        self.passphrase = Text("passphrase", self.tr("&Passphrase of the private key"), self.tr("if any"), secret=True)
        self.ca = FileText(
            "service.ca", self.tr("&Authorities to believe (PEM file)"), pem, self.tr("empty: the computer's own")
        )
        self.in_file = QCheckBox(self)
        self._no_vault, self._result = Notice(self), Notice(self)
        service, gateway = (self.key,), (self.certificate, self.client_key, self.passphrase, self.ca)
        self.rows: tuple[Text, ...] = (
            self.url,
            *(service if Way.SERVICE in way else ()),
            *(gateway if Way.GATEWAY in way else ()),
        )
        for unused in {*service, *gateway} - {*self.rows}:
            unused.setParent(self)
            unused.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() + theme.unit() // 2)
        for row in self.rows:
            column.addWidget(row)
            row.edited.connect(self._typed)
        for below in (self._result, self._no_vault, self.in_file):
            column.addWidget(below)
        self.in_file.hide()
        self.in_file.clicked.connect(self._consented)

    def _address_hint(self, way: Way) -> str:
        return self.tr("of the gateway") if way is Way.GATEWAY else self.tr("empty: the service's own")

    @property
    def connection(self) -> Connection:
        """What was typed."""
        key, passphrase = self.key.field.text.strip(), self.passphrase.field.text
        return Connection(
            url=self.url.field.text,
            certificate=self.certificate.field.text,
            client_key=self.client_key.field.text,
            ca=self.ca.field.text,
            key=Secret(key) if key else None,
            passphrase=Secret(passphrase) if passphrase else None,
        )

    @property
    def has_secret(self) -> bool:
        """Whether a new secret was typed."""
        return bool(self.key.field.text.strip() or self.passphrase.field.text)

    def forget_secrets(self) -> None:
        """They are kept now, and stay in no field."""
        self.key.show_value("")
        self.passphrase.show_value("")

    def _typed(self) -> None:
        row = self.sender()
        if isinstance(row, Text):
            row.show_problem(None)
        self._asked += 1
        self._result.hush()
        self.edited.emit()

    def _consented(self) -> None:
        if self.in_file.isChecked():
            self._result.hush()
        self.edited.emit()

    def try_out(self) -> None:
        """Ask the service; the window goes on meanwhile."""
        self._asked += 1
        asked, connection = self._asked, self.connection
        self._result.say(Tone.WAITING, self.tr("Asking the service"))
        self._background.run(lambda: self._connecting.try_out(connection), lambda future: self._came(asked, future))

    def run(self, call: Callable[[], T], done: Callable[["Future[T]"], None]) -> None:
        """Run another call behind the tries."""
        self._background.run(call, done)

    def say_saving(self) -> None:
        """It is being kept; what is being sent just now may have to be waited for."""
        self._result.say(Tone.WAITING, self.tr("Saving"))

    def _came(self, asked: int, future: Future[Tried]) -> None:
        if asked != self._asked:
            # Something else was typed since.
            return
        failure = future.exception()
        if failure is not None:
            self.say_failure(failure)
            return
        tried = future.result()
        works = tried.sounding.failed is None
        self._say(tried)
        self._say_no_vault(tried if works else None)
        self.spoke.emit(self.in_file if works and tried.no_vault else self._result)
        if works:
            self.answered.emit()

    def _say(self, tried: Tried) -> None:
        sounding = tried.sounding
        if sounding.failed is not None:
            self._result.say(Tone.FAILURE, self.tr("The service cannot be used like this"), self._why(tried))
            return
        words = self.tr("It answered in {ms} ms, and has %n access level(s).", "", sounding.levels or 0)
        title = self.tr("Connected to {host}").format(host=sounding.host)
        self._result.say(Tone.DONE, title, words.format(ms=sounding.took_ms or 0))

    def _why(self, tried: Tried) -> str:
        problem = tried.sounding.problem
        if problem and tried.sounding.failed is Step.KEY and self.has_secret:
            # Its remedy is about a key that is kept already.
            words = self.tr(
                "{cause} Check the key that you typed: a new one in the portal ends the one before at once."
            )
            return words.format(cause=told(replace(problem, remedy="")))
        return told(problem)

    def _say_no_vault(self, tried: Tried | None) -> None:
        """There is no vault for new secrets: offer the file in its place."""
        problem = tried.no_vault if tried else None
        self.in_file.setVisible(problem is not None)
        if tried is None or problem is None:
            self._no_vault.hush()
            return
        text = self.tr(
            "{why} The only other place is the file {file}. It is not encrypted: whoever has this computer's disk, or "
            "a backup of it, can read it."
        )
        self._no_vault.say(
            Tone.ATTENTION,
            self.tr("This computer has no vault for {secret}").format(secret=self._secret_words()),
            text.format(why=told(Problem("", problem.cause, "", problem.facts)), file=tried.file),
        )
        words = self.tr("&Yes, keep {secret} in this file")
        self.in_file.setText(words.format(secret=self._secret_words()))

    def _secret_words(self) -> str:
        """What was typed that is a secret."""
        key, passphrase = bool(self.key.field.text.strip()), bool(self.passphrase.field.text)
        if key and passphrase:
            return self.tr("the API key and the passphrase")
        return self.tr("the passphrase") if passphrase else self.tr("the API key")

    def say_consent_missing(self) -> None:
        """It cannot go on before it was said that the file will do."""
        words = self.tr("Tick below that {secret} may lie in that file.")
        self._result.say(Tone.ATTENTION, self.tr("One answer is missing"), words.format(secret=self._secret_words()))
        self.in_file.setFocus()
        self.spoke.emit(self.in_file)

    @property
    def needs_consent(self) -> bool:
        """Whether secrets can be kept in a file only, and nobody has said yet that they may be."""
        return not self.in_file.isHidden() and not self.in_file.isChecked() and self.has_secret

    def say_failure(self, failure: BaseException) -> None:
        """Say what is wrong, at its field where it has one."""
        rows = {row.name: row for row in self.rows} | {"url": self.url}
        rest = []
        for problem in failure.problems if isinstance(failure, InvalidInputError) else ():
            row = rows.get(problem.field)
            if row is None:
                rest.append(told(at_field(problem)))
            else:
                row.show_problem(problem)
                row.control.setFocus()
        words = " ".join(rest) if isinstance(failure, InvalidInputError) else words_of(failure)
        if words:
            self._result.say(Tone.FAILURE, self.tr("This cannot be kept"), words)
            self.spoke.emit(self._result)
        else:
            self._result.hush()

    def hush(self) -> None:
        """Say nothing of the last try any more."""
        self._result.hush()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._no_vault.paint_theme()
        self._result.paint_theme()

    def stop(self) -> None:
        """It goes away."""
        self._background.cancel()
