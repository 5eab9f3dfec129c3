"""The pages of the first start. Nothing is written before the last of them is done with."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QLabel, QRadioButton

from enroll_app.domain.preferences import Language
from enroll_app.domain.settings_values import Setting, Value
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
    """Asks which way this desk reaches the service, or whether it is to be tried only."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            self.tr("Welcome to Enroll"),
            self.tr("Nothing is set up on this computer yet. It takes a few minutes, and is asked once."),
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
        self.body.setSpacing(theme.unit() // 2)
        self.body.addStretch(1)

    @property
    def begin(self) -> Begin:
        """What is chosen."""
        return next(begin for begin, button in self._choices.items() if button.isChecked())

    def focus_first(self) -> None:
        """What is chosen."""
        self._choices[self.begin].setFocus()


class ConnectPage(Page):
    """The address and what this desk proves itself with, tried before it goes on."""

    def __init__(self, session: Session, connecting: Connecting, begin: Begin) -> None:
        if begin is Begin.GATEWAY:
            super().__init__(self.tr("Where is the gateway?"), self.tr("It is asked before anything is kept."))
        else:
            super().__init__(
                self.tr("What does the service know this desk by?"), self.tr("It is asked before anything is kept.")
            )
        self.attach(session)
        self.form = ConnectionForm(connecting, Way.GATEWAY if begin is Begin.GATEWAY else Way.SERVICE, self)
        self.works = False
        self.form.edited.connect(self._changed)
        self.form.answered.connect(self._answered)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

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
        self._language = Pick(
            "window.language",
            self.tr("&Language"),
            (
                Option(Language.SYSTEM.value, self.tr("As the computer")),
                Option(Language.ENGLISH.value, "English"),
                Option(Language.SWEDISH.value, "Svenska"),
            ),
        )
        self._notice = Notice(self)
        self._role.show_value("")
        self._language.show_value(Language.SYSTEM.value)
        for widget in (self._language, self._role, self._notice):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_settings(self, settings: Sequence[Setting]) -> None:
        """Show what is set already, such as by a policy."""
        found = {one.name: one for one in settings}
        for row in (self._role, self._language):
            if row.name in found:
                row.show_setting(found[row.name])

    @property
    def changes(self) -> dict[str, Value | None]:
        """What was chosen, as far as it is not usual and may be chosen here."""
        chosen: dict[str, Value | None] = {}
        if self._role.value and self._role.control.isEnabled():
            chosen["desk.role"] = self._role.value
        if self._language.value != Language.SYSTEM.value and self._language.control.isEnabled():
            chosen["window.language"] = self._language.value
        return chosen

    def say_keeping(self) -> None:
        """It is being kept."""
        self._notice.say(Tone.WAITING, self.tr("Keeping it"))

    def say_failure(self, words: str) -> None:
        """It could not be kept; nothing was."""
        self._notice.say(Tone.FAILURE, self.tr("It could not be kept"), words)

    def focus_first(self) -> None:
        """The language."""
        self._language.control.setFocus()
