"""What is known of a key: whose, which card, from when until when, which doors, and what it did there last."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from enroll_app.domain.door_words import event_remedy
from enroll_app.domain.enrollment import Propagation
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.ui import icons, theme
from enroll_app.ui.key.words import act_words, event_line, level_words, to_minute, valid_words, waiting_words
from enroll_app.ui.laid_out import lay_out_now
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone, tone_color
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.facts import Facts
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.widgets.systems import Systems
from enroll_app.ui.words import local_time, template_words, told


class Overview(QWidget):
    """Signals: chosen(Act) when something is to be done with the key."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        step = theme.unit()
        self._missing, self._state, self._waits, self._facts = Notice(self), Notice(self), Notice(self), Facts(self)
        self._icon = QLabel(self)
        self._hex, self._decimal = Number(1.0, self), Number(1.0, self)
        self._systems_title, self._systems = _heading(self.tr("In the door systems"), self), Systems(self)
        self._unasked = QLabel(self)
        self._unasked.setObjectName("muted")
        self._unasked.setWordWrap(True)
        self._unasked.setTextFormat(Qt.TextFormat.PlainText)
        self._doors_title, self._doors = _heading(self.tr("Last at the doors"), self), _Doors(self)
        self.buttons = {act: Button("", self) for act in Act}
        for act, button in self.buttons.items():
            button.setProperty("act", act.name)
            button.clicked.connect(self._pressed)
        self._why_not_over = QLabel(self.tr("Hold the card to the reader first."), self)
        self._why_not_over.setObjectName("muted")
        self._why_not_over.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(step * 3)
        left = QVBoxLayout()
        left.setSpacing(step + step // 2)
        for widget in (self._missing, self._waits, self._state, self._card(step)):
            left.addWidget(widget)
        left.addWidget(self._doors_title)
        left.addWidget(self._doors)
        left.addWidget(self._systems_title)
        left.addWidget(self._systems)
        left.addWidget(self._unasked)
        left.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(self._actions(step))

    def _card(self, step: int) -> QWidget:
        card = QFrame(self)
        card.setObjectName("surface")
        numbers = QVBoxLayout()
        numbers.setSpacing(0)
        numbers.addWidget(self._hex)
        numbers.addWidget(self._decimal)
        top = QHBoxLayout()
        top.setSpacing(step + step // 2)
        top.addWidget(self._icon)
        top.addLayout(numbers, 1)
        column = QVBoxLayout(card)
        column.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        column.setSpacing(step)
        column.addLayout(top)
        column.addWidget(self._facts)
        return card

    def _actions(self, step: int) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(step)
        for act in Act:
            # What takes something away stands apart.
            if act is Act.BLOCK:
                column.addSpacing(step)
            column.addWidget(self.buttons[act])
            if act is Act.HAND_OVER:
                column.addWidget(self._why_not_over)
        column.addStretch(1)
        return column

    def _pressed(self) -> None:
        self.chosen.emit(Act[str(self.sender().property("act"))])

    def show_hand(self, hand: KeyInHand) -> None:
        """Show how the key is now."""
        zone = self._session.desk.zone
        key, card = hand.key, hand.key.identification
        size = theme.unit() * 4
        self._icon.setPixmap(icons.pixmap("card", theme.colors().accent, size, self.devicePixelRatioF()))
        for number, text in ((self._hex, card.hex if card else ""), (self._decimal, card.decimal if card else "")):
            number.setVisible(bool(text))
            number.set_number(text)
        self._facts.show_facts(
            (
                (self.tr("Name at the service"), key.owner.full_name if key.owner.full_name != hand.owner else ""),
                (self.tr("Card"), "" if card else self.tr("Its number is not known here.")),
                (self.tr("Valid"), valid_words(key, zone)),
                (self.tr("Access levels"), level_words(hand)),
                (self.tr("Key"), str(key.key_id)),
            )
        )
        self._say_state(hand)
        self._show_systems(hand)
        self._doors.show_hand(hand, self._session)
        for act, button in self.buttons.items():
            button.setText(act_words(act, ended=hand.ended))
            # Of a key that the service does not have, nothing can be changed, and nothing is to be given back.
            button.setEnabled(not hand.missing)
        # A card that nobody holds to the reader cannot be handed to anybody.
        over = self.buttons[Act.HAND_OVER]
        over.setEnabled(hand.tap is not None and not hand.gone)
        self._why_not_over.setVisible(hand.tap is None and not hand.gone)
        over.setAccessibleDescription("" if hand.tap else self._why_not_over.text())
        refused = hand.standing is not None and hand.standing.propagation is Propagation.FAILED
        # What has ended opens nothing already, but where a door system has not taken the end.
        self.buttons[Act.BLOCK].setEnabled((not hand.ended or refused) and not hand.missing)

    def _say_state(self, hand: KeyInHand) -> None:
        if hand.missing:
            self._missing.say(
                Tone.FAILURE,
                self.tr("The service does not have this key any more: it was removed elsewhere"),
                self.tr(
                    "The card may have another key by now, and open doors with it. What stands here is what this desk "
                    "knew before. To enroll the card anew, hand it over: whose it is by now is asked first."
                ),
            )
        else:
            self._missing.hush()
        if hand.waiting:
            lines = "\n".join(waiting_words(row) for row in hand.waiting)
            self._waits.say(Tone.ATTENTION, self.tr("Something for this key is not done yet"), lines)
        else:
            self._waits.hush()
        zone = self._session.desk.zone
        end, start = hand.key.validity.end, hand.key.validity.start
        if hand.missing:
            self._state.hush()
        elif hand.ended and end:
            words = self.tr("This card opens nothing: its validity has ended")
            if hand.standing is None:
                words = self.tr("The validity of this card has ended")
            elif hand.standing.propagation not in (Propagation.APPLIED, Propagation.NOT_APPLIED):
                words = self.tr("The validity has ended, and not every door knows: the card may still open doors")
            # The end of what was blocked lies far back, and says nothing of when that was.
            blocked = hand.former is not None
            text = self.tr("It was blocked at this desk.") if blocked else local_time(end, zone)
            self._state.say(Tone.ATTENTION, words, text)
        elif hand.later and start:
            words = self.tr("This card opens nothing before {moment}").format(moment=local_time(start, zone))
            self._state.say(Tone.INFORMATION, words)
        else:
            self._state.hush()

    def _show_systems(self, hand: KeyInHand) -> None:
        status = None if hand.missing else hand.standing
        shown = bool(status and status.systems)
        silent = hand.systems_silent if not hand.missing else None
        self._systems.setVisible(shown)
        self._systems_title.setVisible(shown or silent is not None)
        self._unasked.setVisible(silent is not None)
        if silent is not None:
            words = self.tr("They could not be asked now: {why}").format(why=told(silent))
            self._unasked.setText(words)
        if status and shown:
            self._systems.show_status(status)
            lay_out_now(self._systems)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        self._missing.paint_theme()
        self._state.paint_theme()
        self._waits.paint_theme()
        self._doors.paint_theme()


def _heading(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    label.setFont(theme.font(bold=True))
    return label


class _Doors(QFrame):
    """What a key did last at doors, a line each, and what helps against the latest denial."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        step = theme.unit()
        self._lines: list[_Line] = []
        self._remark = QLabel(self)
        self._remark.setObjectName("muted")
        self._remark.setWordWrap(True)
        self._remark.setTextFormat(Qt.TextFormat.PlainText)
        self._help = QLabel(self)
        self._help.setWordWrap(True)
        self._help.setTextFormat(Qt.TextFormat.PlainText)
        self._help.setFont(theme.font(bold=True))
        self._help.setContentsMargins(step * 3 + 4, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(step * 2, step, step * 2, step)
        self._column.setSpacing(step // 2)
        self._column.addWidget(self._help)
        self._column.addWidget(self._remark)

    def show_hand(self, hand: KeyInHand, session: Session) -> None:
        """Show what is known of it by now."""
        zone, lately = session.desk.zone, hand.lately
        events = lately.events if lately else ()
        while len(self._lines) < len(events):
            self._lines.append(_Line(self))
            # What helps stands below the latest.
            self._column.insertWidget(0 if len(self._lines) == 1 else len(self._lines), self._lines[-1])
        for at, line in enumerate(self._lines):
            line.setVisible(at < len(events))
            if at < len(events):
                line.say(Tone.FAILURE if events[at].denied else Tone.DONE, event_line(events[at], zone))
        latest = events[0] if events else None
        remedy = template_words(event_remedy(latest.kind)) if latest and latest.denied else ""
        self._help.setText(remedy)
        self._help.setVisible(bool(remedy))
        remark = ""
        if hand.doors_silent is not None:
            remark = told(hand.doors_silent)
        elif lately is None:
            remark = self.tr("Asking the doors …")
        elif not events and lately.whole:
            days = (session.desk.now() - lately.since).days
            remark = self.tr("Not used at any door in the last %n day(s).", "", days)
        elif not events:
            remark = self.tr(
                "Not used at any door since {since}. What was before is not looked through: the doors tell too much."
            ).format(since=to_minute(lately.since, zone))
        self._remark.setText(remark)
        self._remark.setVisible(bool(remark))

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for line in self._lines:
            line.paint_theme()


class _Line(QWidget):
    """An icon with words that may take several lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = Tone.INFORMATION
        self._icon, self._words = QLabel(self), QLabel(self)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.unit())
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)

    def say(self, tone: Tone, words: str) -> None:
        """Show how it was."""
        self._tone = tone
        self._words.setText(words)
        self.setAccessibleName(words)
        self.paint_theme()

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        size = theme.unit() * 2 + 4
        icon = icons.pixmap(self._tone.value, tone_color(self._tone), size, self.devicePixelRatioF())
        self._icon.setPixmap(icon)
