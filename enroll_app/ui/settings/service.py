"""The way to the service: tried before it is kept, and the API key, which is never shown."""

from concurrent.futures import Future

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from enroll_app.domain.identification import Spelling
from enroll_app.domain.secret import SecretPlace
from enroll_app.services.connecting import Connecting, Connection, KeptKey, Waiting
from enroll_app.services.moving import Move
from enroll_app.ui.session import Session
from enroll_app.ui.settings.connection_form import ConnectionForm, Way
from enroll_app.ui.settings.move_question import ask_move
from enroll_app.ui.settings.rows import Pick, Switch, fixed_by_environment
from enroll_app.ui.settings.section import Found, Section
from enroll_app.ui.threads import Background
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.choice import Option
from enroll_app.ui.words import told


class ServiceSection(Section):
    """Where the service is, and what this desk proves itself with."""

    live = False
    guarded = True
    needs_reopening = True

    def __init__(self, session: Session, connecting: Connecting) -> None:
        super().__init__(self.tr("Service"), "", session)
        self._connecting = connecting
        self._background = Background(self, workers=1)
        self.form = ConnectionForm(connecting, Way.SERVICE | Way.GATEWAY, self)
        self._typed: set[str] = set()
        self._keeping = self._moves = False
        self._where = QLabel(self)
        self._where.setObjectName("muted")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self._test = Button(self.tr("&Test the connection"), self)
        self.form.key.column.insertWidget(1, self._where)
        self.body.addWidget(self.form)
        self.body.addWidget(self._test, 0, Qt.AlignmentFlag.AlignLeft)
        spellings = (
            Option(Spelling.HEX.value, self.tr("hexadecimal (0x0110185c5b)")),
            Option(Spelling.DECIMAL.value, self.tr("decimal (0004564999259)")),
        )
        self.take_in(
            Pick("service.spelling", self.tr("How card &numbers are sent"), spellings),
            Switch(
                "service.look_in_events",
                self.tr("Look first at what &doors saw"),
                self.tr("What doors saw of a card, before it is enrolled, may tell whose it is."),
            ),
            Switch(
                "service.probe_first",
                self.tr("&Begin a key with card and name"),
                self.tr(
                    "PIN, validity and levels come once it is known whose card it is. Only for a service that leaves "
                    "alone what a request leaves out: elsewhere it takes a stranger's access away. Try it with a "
                    "spare card first."
                ),
            ),
        )
        self.close_up()
        self._test.clicked.connect(self.form.try_out)
        self.form.edited.connect(self._form_edited)
        self.form.spoke.connect(self.spoke)

    def _form_edited(self) -> None:
        row = self.form.sender()
        self._typed.add(getattr(row, "name", ""))
        self.notice.hush()
        self.edited.emit()

    def show_settings(self, found: Found) -> None:
        """Show what is set; and ask, on a worker, where the key is."""
        super().show_settings(found)
        for row in self.form.rows:
            if row.name in found and row.name not in self._typed:
                row.show_setting(found[row.name])
        self._background.run(self._connecting.kept_key, self._show_key)

    def _show_key(self, future: Future[KeptKey]) -> None:
        if future.exception() is not None:
            return
        kept = future.result()
        if not kept.needed:
            words = self.tr("The gateway has the API key; this desk needs none.")
        elif kept.fixed:
            words = ""
        elif kept.problem:
            words = told(kept.problem)
        elif kept.place:
            words = self.tr("There is one, in {place}. It is never shown; type a new one to replace it.").format(
                place=self._place_words(kept)
            )
        else:
            words = self.tr("There is none yet.")
        self._where.setText(words)
        self._where.setVisible(bool(words))
        self.form.key.show_fixed(fixed_by_environment(kept.place) if kept.fixed else "")
        if words:
            self.form.key.control.setAccessibleDescription(words)

    def _place_words(self, kept: KeptKey) -> str:
        if kept.kind is SecretPlace.FILE:
            return self.tr("the file {file}, which is not encrypted").format(file=kept.file)
        if kept.kind is SecretPlace.SYSTEMD:
            return self.tr("the credentials that systemd hands to this service")
        return self.tr("this computer's own vault")

    @property
    def dirty(self) -> bool:
        """Whether something waits to be saved."""
        return super().dirty or bool(self._typed)

    def save(self) -> None:
        """Keep it, once it was said that secrets may lie in a file where there is no other place."""
        if self.form.needs_consent:
            self.form.say_consent_missing()
        else:
            super().save()

    def keep(self) -> None:
        """Keep everything, secrets and settings, or nothing; where that moves what waits, somebody says how."""
        if self._keeping:
            return
        self._keeping = True
        self.form.say_saving()
        connection = self.form.connection
        self.form.run(lambda: self._connecting.move(connection), lambda found: self._ask_move(connection, found))

    def _ask_move(self, connection: Connection, found: "Future[Move | None]") -> None:
        if not isValid(self):
            return
        self._keeping = False
        failure = found.exception()
        if failure is not None:
            self.form.say_failure(failure)
            return
        move = found.result()
        self._moves = move is not None
        if move is not None and move.counts.unfinished:
            self.form.hush()
            ask_move(self, move, lambda waiting: self._keep(connection, waiting))
        else:
            self._keep(connection, Waiting.ASIDE)

    def _keep(self, connection: Connection, waiting: Waiting) -> None:
        if self._keeping:
            return
        self._keeping = True
        self.form.say_saving()
        in_file = self.form.in_file.isChecked()
        changes = {name: self._rows[name].value for name in self._edited}
        self.form.run(lambda: self._connecting.keep(connection, changes, in_file=in_file, waiting=waiting), self._kept)

    def _kept(self, future: "Future[None]") -> None:
        failure = future.exception()
        if not isValid(self):
            return
        self._keeping = False
        if failure is not None:
            self.form.say_failure(failure)
            return
        self._typed.clear()
        self.form.forget_secrets()
        self.form.hush()
        self.written(None)
        if self._moves:
            # What is enrolled from now on would be for the service of before.
            self.session.reopening.emit(False)  # noqa: FBT003  a signal's argument: not for training

    def refresh(self) -> None:
        """Show everything in the present theme."""
        super().refresh()
        self.form.paint_theme()

    def focus_first(self) -> None:
        """The address, where it may be changed."""
        first = next((row.control for row in self.form.rows if row.control.isEnabled()), None)
        (first or self._test).setFocus()

    def stop(self) -> None:
        """The page goes away."""
        self.form.stop()
        self._background.cancel()
