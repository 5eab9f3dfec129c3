"""The pages of the first start. Nothing is written before the last of them is done with."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QRadioButton

from enroll_app.domain.preferences import Language
from enroll_app.domain.problems import Problem
from enroll_app.domain.settings_values import Origin, Setting, Value
from enroll_app.services.connecting import Connecting
from enroll_app.ui import theme
from enroll_app.ui.page import Page
from enroll_app.ui.role_words import role_name
from enroll_app.ui.session import Session
from enroll_app.ui.settings.connection_form import ConnectionForm, Way
from enroll_app.ui.settings.rows import Pick
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.choice import Option
from enroll_app.ui.widgets.notice import Notice


class Begin(Enum):
    """What somebody wants to begin with."""

    SERVICE = "service"
    GATEWAY = "gateway"
    TRAINING = "training"


class WelcomePage(Page):
    """Asks which way this desk reaches the service, or whether it is to be tried only.

    Signals: spoken(str) when another language was chosen, as the settings spell it. language: where it is chosen.
    """

    spoken = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Welcome to Enroll"),
            self.tr("This desk has no way to its service yet. To set one up takes a few minutes."),
        )
        self.attach(session)
        choices = (
            (
                Begin.SERVICE,
                self.tr("Connect to the ser&vice"),
                self.tr("With an API key, which the administrator of the access system makes in its portal."),
            ),
            (
                Begin.GATEWAY,
                self.tr("Connect through the &gateway of this site"),
                self.tr("With a certificate for this desk, which IT has handed out."),
            ),
            (
                Begin.TRAINING,
                self.tr("&Try it in the training mode"),
                self.tr("Nothing there is real: no service, no card and no person. It is left by closing the window."),
            ),
        )
        self._choices: dict[Begin, QRadioButton] = {}
        for begin, words, explained in choices:
            button = self._choices[begin] = QRadioButton(words, self)
            button.setFont(theme.font(bold=True))
            button.setAccessibleDescription(explained)
            button.clicked.connect(self.edited)
            label = QLabel(explained, self)
            label.setObjectName("muted")
            label.setWordWrap(True)
            label.setContentsMargins(theme.unit() * 3 + 4, 0, 0, theme.unit())
            self.body.addWidget(button)
            self.body.addWidget(label)
        self._choices[Begin.SERVICE].setChecked(True)
        self.language = Pick(
            "window.language",
            self.tr("Lang&uage"),
            (
                Option(Language.SYSTEM.value, self.tr("As the computer")),
                # In their own words, for whoever cannot read the present ones.
                Option(Language.ENGLISH.value, "English"),
                Option(Language.SWEDISH.value, "Svenska"),
            ),
        )
        self.language.show_value(session.remembering.preferences.language.value)
        self.language.edited.connect(lambda: self.spoken.emit(str(self.language.value)))
        self.body.addSpacing(theme.unit())
        self.body.addWidget(self.language)
        self.body.setSpacing(theme.unit() // 2)
        self.body.addStretch(1)

    def show_settings(self, settings: Sequence[Setting]) -> None:
        """Show the language that is set already, such as by a policy."""
        for one in settings:
            if one.name == self.language.name:
                self.language.show_setting(one)

    @property
    def begin(self) -> Begin:
        """What is chosen."""
        return next(begin for begin, button in self._choices.items() if button.isChecked())

    def choose(self, begin: Begin) -> None:
        """Choose this."""
        self._choices[begin].setChecked(True)

    def focus_first(self) -> None:
        """What is chosen."""
        self._choices[self.begin].setFocus()


class ConnectPage(Page):
    """The address and what this desk proves itself with, tried before it goes on."""

    def __init__(self, session: Session, connecting: Connecting, begin: Begin) -> None:
        if begin is Begin.GATEWAY:
            super().__init__(self.tr("Where is the gateway?"), self._tried_first())
        else:
            super().__init__(self.tr("Which API key does this desk have?"), self._tried_first())
        self.attach(session)
        self.form = ConnectionForm(connecting, Way.GATEWAY if begin is Begin.GATEWAY else Way.SERVICE, self)
        self.works = False
        self.form.edited.connect(self._changed)
        self.form.answered.connect(self._answered)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def _tried_first(self) -> str:
        return self.tr("The connection is tried first; nothing is kept before the last step.")

    def show_settings(self, settings: Sequence[Setting]) -> None:
        """Show what is set already, such as by a policy; what somebody has typed stays."""
        for one in settings:
            for row in self.form.rows:
                if row.name == one.name and one.origin is not Origin.DEFAULT and (one.locked or not row.field.text):
                    row.show_setting(one)

    def try_out(self) -> None:
        """Ask the service; without a key it would only refuse, so that nobody is asked."""
        key = self.form.key
        if key in self.form.rows and not key.field.text.strip():
            key.show_problem(Problem("api-key-missing", "The API key is missing.", field="key"))
            key.control.setFocus()
        else:
            self.form.try_out()

    def _changed(self) -> None:
        if self.sender() is self.form and not self.form.in_file.hasFocus():
            self.works = False
        self.edited.emit()

    def _answered(self) -> None:
        self.works = True
        if self.form.needs_consent:
            self.form.in_file.setFocus()
        self.edited.emit()

    def refresh(self) -> None:
        """Show everything in the present theme."""
        self.form.paint_theme()

    def focus_first(self) -> None:
        """The key where one is asked for, as the address is usually right; else the address."""
        rows = self.form.rows
        (self.form.key if self.form.key in rows else self.form.url).control.setFocus()


class FinishPage(Page):
    """The last choices, and what will be kept."""

    def __init__(self, session: Session) -> None:
        super().__init__(self.tr("Almost done"), self.tr("Everything can be changed later, in the settings."))
        self.attach(session)
        last = Option("", self.tr("The one used last"))
        roles = session.remembering.preferences.roles
        self._role = Pick(
            "desk.role",
            self.tr("&Role that a new card begins with"),
            (last, *(Option(one.key, role_name(one)) for one in roles)),
        )
        self._numbers, self._notice = Notice(self), Notice(self)
        self._role.show_value("")
        for widget in (self._role, self._numbers, self._notice):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_settings(self, settings: Sequence[Setting]) -> None:
        """Show what is set already, such as by a policy."""
        for one in settings:
            if one.name == self._role.name:
                self._role.show_setting(one)

    def show_confirmed(self, *, confirmed: bool) -> None:
        """Say whether anybody has looked that the reader gives the right numbers."""
        if confirmed:
            self._numbers.say(Tone.DONE, self.tr("The reader gives the numbers that the access system knows"))
            return
        self._numbers.say(
            Tone.ATTENTION,
            self.tr("The reader's numbers are not confirmed"),
            self.tr(
                "A wrong number opens no door. Before the first card is handed out, go back and compare one, or do "
                "so on the Readers page."
            ),
        )

    @property
    def changes(self) -> dict[str, Value | None]:
        """What was chosen, as far as it is not usual and may be chosen here."""
        chosen: dict[str, Value | None] = {}
        if self._role.value and self._role.control.isEnabled():
            chosen["desk.role"] = self._role.value
        return chosen

    def say_keeping(self) -> None:
        """It is being kept."""
        self._notice.say(Tone.WAITING, self.tr("Keeping it"))

    def say_failure(self, words: str) -> None:
        """It could not be kept; nothing was. words: none where somebody is asked first."""
        if words:
            self._notice.say(Tone.FAILURE, self.tr("It could not be kept"), words)
        else:
            self._notice.hush()

    def focus_first(self) -> None:
        """The role."""
        self._role.control.setFocus()
