"""The result page: what the service answered, and what each door system made of it, as it happens."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from enroll_app.domain.enrollment import KeyStatus, Outcome, Propagation, State, SystemStatus
from enroll_app.domain.pin import Pin
from enroll_app.services.wizard import Tapped
from enroll_app.ui import icons, theme
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.notice import Notice

_HIDDEN_PIN = "••••"


class ResultPage(Page):
    """Shows the outcome; a tap or the primary button starts the next card.

    Signals: pin_seen() when the drawn PIN was looked at.
    """

    pin_seen = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Creating the access key"))
        self._state = Notice(self)
        self._systems = _Systems(self)
        self._pin = _PinOnce(self)
        self._key = QLabel(self)
        self._key.setObjectName("muted")
        self._key.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hint = Notice(self)
        for widget in (self._state, self._hint, self._systems, self._pin, self._key):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._pin.seen.connect(self._pin_was_seen)

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        session.tapped.connect(self._tapped)

    def _tapped(self, result: Tapped) -> None:
        if result is Tapped.IGNORED and self.isVisible():
            self._hint.say(Tone.INFORMATION, self.tr("Tap the next card again once this one is finished"))

    def _pin_was_seen(self) -> None:
        self.wizard.pin_seen = True
        self._hint.hush()
        self.pin_seen.emit()

    def enter(self) -> None:
        """Begin with nothing known."""
        self._pin.hide()
        self._hint.hush()
        self.refresh()

    def refresh(self) -> None:
        """Show how the enrollment stands."""
        outcome, status = self.wizard.outcome, self.wizard.status
        state = outcome.state if outcome else None
        self._systems.setVisible(bool(status and status.systems))
        self._key.setVisible(bool(outcome and outcome.record))
        if outcome is None:
            self.set_title(self.tr("Creating the access key"))
            self._state.say(Tone.WAITING, self.tr("Waiting for the service"))
            return
        if status and status.systems:
            self._systems.show_status(status)
        if outcome.record:
            self._key.setText(self.tr("Key {id}").format(id=outcome.record.key_id))
        if state is State.ACCEPTED and isinstance(outcome.order.pin, Pin):
            self._pin.offer(outcome.order.pin, drawn=isinstance(self.wizard.draft.pin, Pin))
        self._say(outcome, status)

    def show_problems(self) -> None:
        """The drawn PIN was not looked at yet: say so, and go there."""
        self._hint.say(
            Tone.ATTENTION,
            self.tr("The PIN has not been looked at yet"),
            self.tr("Hold the button, or the space bar, to show it; it is shown nowhere else."),
        )
        self._pin.hold.setFocus()

    def _say(self, outcome: Outcome, status: KeyStatus | None) -> None:
        name = outcome.order.person.full_name
        if outcome.state is State.ACCEPTED:
            self._say_accepted(name, status)
            if outcome.problem:
                self._hint.say(Tone.ATTENTION, self.tr("Take a second look at this key"), str(outcome.problem))
        elif outcome.state is State.SAVED:
            self.set_title(self.tr("Saved, not delivered yet"))
            self._say_hold_back(name, str(outcome.problem), self._about_pin(outcome))
        elif outcome.state is State.UNKNOWN:
            self.set_title(self.tr("Not confirmed yet"))
            sent = self.tr("It was sent, and may or may not be active. Trying again is safe.")
            self._say_hold_back(name, str(outcome.problem), sent, self._about_pin(outcome))
        elif outcome.state is State.CONFLICT:
            self.set_title(self.tr("This card is somebody else’s"))
            self._state.say(Tone.FAILURE, self.tr("Do not hand out the card"), str(outcome.problem))
        else:
            self.set_title(self.tr("The service refused"))
            self._state.say(
                Tone.FAILURE, self.tr("No key was created for {name}").format(name=name), str(outcome.problem)
            )

    def _say_hold_back(self, name: str, *sentences: str) -> None:
        title = self.tr("Do not hand out the card of {name} yet").format(name=name)
        self._state.say(Tone.ATTENTION, title, "\n".join(one for one in sentences if one))

    def _about_pin(self, outcome: Outcome) -> str:
        if not isinstance(outcome.order.pin, Pin):
            return ""
        return self.tr("The PIN is not kept on disk: try again before you go on to the next card.")

    def _say_accepted(self, name: str, status: KeyStatus | None) -> None:
        reached = status.propagation if status else Propagation.PENDING
        self.set_title(self.tr("{name} has a key").format(name=name))
        if reached is Propagation.APPLIED:
            self._state.say(Tone.DONE, self.tr("Done: the card opens its doors now"))
        elif reached is Propagation.FAILED:
            self._state.say(Tone.FAILURE, self.tr("A door system would not take the key"), self._failures(status))
        elif reached is Propagation.NOT_APPLIED:
            self._state.say(
                Tone.ATTENTION,
                self.tr("The key is created and opens no door"),
                self.tr("It has no access level. Tap the card again and choose one."),
            )
        else:
            self._state.say(Tone.WAITING, self.tr("The service has accepted the key; it is on its way to the doors"))

    def _failures(self, status: KeyStatus | None) -> str:
        failed = [system for system in status.systems if system.error_type] if status else []
        return "\n".join(f"{system.system_id}: {system.error_type}" for system in failed)


class _Systems(QFrame):
    """One line for each door system, changed in place as the news comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(step * 3, step * 2, step * 3, step * 2)
        self._column.setSpacing(step)
        self._lines: dict[str, _SystemLine] = {}

    def show_status(self, status: KeyStatus) -> None:
        """Show these systems."""
        present = {system.system_id: system for system in sorted(status.systems, key=lambda one: one.system_id)}
        for gone in self._lines.keys() - present.keys():
            line = self._lines.pop(gone)
            line.hide()
            line.deleteLater()
        for system_id, system in present.items():
            if system_id not in self._lines:
                self._lines[system_id] = _SystemLine(system_id, self)
                self._column.addWidget(self._lines[system_id])
            self._lines[system_id].show_state(system)


class _SystemLine(QWidget):
    """A door system: its name, and an icon and a word for what it made of the key."""

    def __init__(self, system_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        self._icon, self._state = QLabel(self), QLabel(self)
        name = QLabel(system_id, self)
        for label in (name, self._state):
            # The service's own words: never taken for markup.
            label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._icon)
        row.addWidget(name)
        row.addStretch(1)
        row.addWidget(self._state)
        self.show()

    def show_state(self, system: SystemStatus) -> None:
        """Show what the system made of the key."""
        tone, words = self._words_of(system)
        size = theme.unit() * 2 + 4
        self._icon.setPixmap(icons.pixmap(tone.value, tone_color(tone), size, self.devicePixelRatioF()))
        self._state.setText(words)
        self._state.setStyleSheet(f"color: {tone_color(tone)};")
        self.setAccessibleName(f"{system.system_id}: {words}")

    def _words_of(self, system: SystemStatus) -> tuple[Tone, str]:
        if system.state is Propagation.APPLIED:
            return Tone.DONE, self.tr("applied")
        if system.state is Propagation.FAILED:
            return Tone.FAILURE, self.tr("failed: {reason}").format(reason=system.error_type)
        return Tone.WAITING, self.tr("pending")


class _PinOnce(QFrame):
    """A PIN that was drawn: hidden, and shown as long as the button is held.

    Signals: seen() when it was shown.
    """

    seen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._pin: Pin | None = None
        self._digits = QLabel(_HIDDEN_PIN, self)
        self._digits.setFont(theme.font(1.7, bold=True, tabular=True))
        self._digits.setMinimumWidth(step * 9)
        self.hold = QPushButton(self.tr("&Hold to show the PIN"), self)
        self.hold.setAutoDefault(False)
        self.hold.pressed.connect(self._show)
        self.hold.released.connect(self._hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 3, step, step * 3, step)
        row.setSpacing(step * 3)
        row.addWidget(QLabel(self.tr("PIN"), self))
        row.addWidget(self._digits)
        row.addStretch(1)
        row.addWidget(self.hold)

    def offer(self, pin: Pin, *, drawn: bool) -> None:
        """Offer a drawn PIN; one that the person chose is known to them."""
        self._pin = pin
        self.setVisible(drawn)

    def _show(self) -> None:
        if self._pin:
            self._digits.setText(self._pin.digits)
            self.seen.emit()

    def _hide(self) -> None:
        self._digits.setText(_HIDDEN_PIN)
