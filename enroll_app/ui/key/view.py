"""The key in hand: what is known of it, the act that was chosen, what came of that, and the buttons at their place."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from enroll_app.services.key_acts import DANGEROUS, Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_taps import Took
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.key.done_words import title_now
from enroll_app.ui.key.form import Form
from enroll_app.ui.key.overview import Overview
from enroll_app.ui.key.questions import ask_to_leave, hand_over, other_means
from enroll_app.ui.key.result import Result
from enroll_app.ui.key.title import Title
from enroll_app.ui.key.words import do_it, holder, since_words, title, undone_words
from enroll_app.ui.presses import Presses
from enroll_app.ui.session import Session
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.button_bar import ButtonBar
from enroll_app.ui.widgets.card_in_hand import OtherCard
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.page_stack import PageStack
from enroll_app.ui.widgets.readable import Readable

Part = Overview | Form | Result


class KeyView(QWidget):
    """Shows the session's key in hand and carries its buttons. Signals: gone_back() when the key itself was left."""

    gone_back = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._holding = session, session.holding
        # What is in sight: the part, of which key, for which act, and whether it only waits.
        self._shown: tuple[Part, KeyInHand, Act | None, bool] | None = None
        self._title, self._subtitle = Title(self), QLabel(self)
        self._subtitle.setObjectName("muted")
        self._subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self._subtitle.setWordWrap(True)
        self._other, self._unread = OtherCard(self), Notice(self)
        self._presses = Presses(self)
        self._stack = PageStack(self)
        self.overview = Overview(session, self)
        self._stack.add(self.overview)
        self._form: Form | None = None
        self._result: Result | None = None
        self.primary = Button("", self)
        self.primary.setObjectName("primary")
        self.again = Button(self.tr("&Try again"), self)
        self.back = Button(self.tr("&Back"), self)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        step = theme.unit()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        for widget in (self._title, self._subtitle, self._other, self._unread):
            column.addWidget(widget)
        column.addSpacing(step // 2)
        column.addWidget(self._stack, 1)
        self._scroll = Readable(page, self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(ButtonBar([], [self.back, self.again, self.primary], self))

    def _connect(self) -> None:
        self._presses.guard(self.primary, self.forward)
        self._presses.guard(self.again, self._holding.retry)
        self._presses.guard(self.back, self.go_back)
        self.overview.chosen.connect(self._begin)
        self._other.use.clicked.connect(self._use_other)
        self._other.stay.clicked.connect(self._holding.drop_other)
        self._other.join.clicked.connect(self._join_other)
        self._holding.changed.connect(self.refresh)
        self._holding.took.connect(self._took)
        self._session.unreadable.connect(self._say_unreadable)
        for keys in ("Esc", "Alt+Left"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go_back)

    @property
    def form(self) -> Form:
        """What an act asks for; made when it is needed first."""
        if self._form is None:
            self._form = Form(self._session, self)
            self._form.edited.connect(self._refresh_buttons)
            self._stack.add(self._form)
        return self._form

    @property
    def result(self) -> Result:
        """What an act came to; made when it is needed first."""
        if self._result is None:
            self._result = Result(self._session, self)
            self._result.pin_seen.connect(self._refresh_buttons)
            self._result.reopening.connect(self._holding.begin_reopening)
            self._stack.add(self._result)
        return self._result

    def refresh(self) -> None:
        """Show how the key in hand is now."""
        hand = self._holding.hand
        if hand is None:
            self._shown = None
            return
        part = self._part(hand)
        shown = (part, hand, hand.act, hand.under_way)
        before = self._shown
        news = before is None or any(one is not other for one, other in zip(shown, before, strict=True))
        new = before is None or any(one is not other for one, other in zip(shown[:3], before[:3], strict=True))
        self._shown = shown
        self._other.show_card(hand.other, may_be_side=hand.other_may_be_side, means=other_means(hand))
        self._say_title(hand)
        if part is self.overview:
            self.overview.show_hand(hand)
        if new:
            self._enter(part, hand)
        elif not isinstance(part, Overview):
            part.refresh()
        self._refresh_buttons()
        if news:
            self._presses.look_anew()
            self.focus_first()
            announce(self, f"{self.accessibleName()} {self._subtitle.text()}".strip())

    def _part(self, hand: KeyInHand) -> Part:
        if hand.act is None:
            return self.overview
        return self.result if hand.sent else self.form

    def _enter(self, part: Part, hand: KeyInHand) -> None:
        self._unread.hush()
        # Shown first: what is in sight or not decides what a form says.
        self._stack.show_page(part)
        if not isinstance(part, Overview):
            part.enter(hand)
        self._scroll.verticalScrollBar().setValue(0)

    def _say_title(self, hand: KeyInHand) -> None:
        below = ""
        if hand.act is None:
            words = hand.owner or self.tr("A key whose holder is not known here")
            below = since_words(hand.key, self._session.desk.zone)
        elif not hand.sent:
            words = title(hand.act).format(owner=holder(hand))
        else:
            words = title_now(hand, hand.act)
        self._title.say(words)
        self._subtitle.setText(below)
        self._subtitle.setVisible(bool(below))
        self.setAccessibleName(words)

    def _refresh_buttons(self) -> None:
        hand = self._holding.hand
        if hand is None:
            return
        filling = hand.act is not None and not hand.sent
        self.primary.setText(do_it(hand.act) if hand.act and filling else self.tr("&Next card"))
        self.primary.setEnabled(not hand.under_way)
        self._presses.now_do((self.primary.text(), self.primary.isEnabled()))
        self.again.setVisible(bool(hand.sent and hand.waiting_rows))
        self.back.setVisible(hand.act is not None and not hand.under_way and not (hand.sent and hand.gone))

    def focus_first(self) -> None:
        """Where the person begins; never on what takes something away."""
        hand = self._holding.hand
        if hand is None or not self.isVisible():
            return
        if hand.act is not None and not hand.sent and self.form.focus_first():
            return
        if not hand.sent and (hand.act in DANGEROUS or hand.problems()):
            self.back.setFocus()
        elif hand.under_way:
            # The button has nothing to do now; the keyboard stays here all the same.
            self.result.setFocus()
        elif hand.sent and hand.pin_owed:
            self.result.focus_pin()
        else:
            self.primary.setFocus()

    # -- what the person does -------------------------------------------------------------------------------------

    def _begin(self, act: Act) -> None:
        hand = self._holding.hand
        assert hand is not None
        if act is Act.HAND_OVER:
            hand_over(self, self._session, hand)
        else:
            self._holding.begin(act)

    def _use_other(self) -> None:
        hand = self._holding.hand
        if hand is not None and hand.waits_for_card:
            self._holding.use_other()
            self.focus_first()
        else:
            self._session.leave_key()

    def _join_other(self) -> None:
        self._holding.join_other()
        self.focus_first()

    def forward(self) -> None:
        """The primary action: do what stands in the form, or go on to the next card."""
        hand = self._holding.hand
        if hand is None or not self.primary.isEnabled():
            return
        if hand.other is not None:
            # Nothing goes on before it is said which card it is.
            self._other.stay.setFocus()
        elif hand.act is not None and not hand.sent:
            if hand.problems():
                self.form.show_problems()
            else:
                self._holding.send()
        elif hand.pin_owed:
            self.result.show_problems()
        else:
            self._holding.close()

    def go_back(self) -> None:
        """From an act to the key, from the key to the next card; what was typed is asked about."""
        hand = self._holding.hand
        if hand is None or hand.under_way:
            return
        if hand.act is None or hand.gone:
            self._holding.close()
            self.gone_back.emit()
        elif hand.pin_owed:
            self.result.show_problems()
        elif hand.typed:
            self._ask_to_leave(hand)
        else:
            undone = "" if hand.sent else undone_words(hand.act)
            self._holding.back()
            if undone:
                # Enter on the way in leads back here: nobody is to believe that it was done.
                self._unread.say(Tone.INFORMATION, undone)

    def _ask_to_leave(self, hand: KeyInHand) -> None:
        act = hand.act

        def leave() -> None:
            if self._holding.hand is hand and hand.act is act and not hand.sent:
                self._holding.back()

        ask_to_leave(self, leave)

    def _took(self, took: Took) -> None:
        if took is Took.SAME:
            announce(self, self.tr("This is the card in hand."))
        elif took is Took.IGNORED:
            words = self.tr("Finish this first, or go back from it")
            self._unread.say(Tone.INFORMATION, words)
        elif took is Took.OTHER:
            self._other.stay.setFocus()

    def _say_unreadable(self, words: str) -> None:
        if self.isVisible():
            self._unread.say(Tone.ATTENTION, self.tr("The card could not be read"), words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took goes on, but into nothing that takes something away."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            hand = self._holding.hand
            if hand is not None and not hand.sent and hand.other is None and hand.takes_away:
                self.primary.setFocus()
            else:
                self._presses.enter(self.forward)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        for widget in (self.overview, self._form, self._result, self._unread):
            if widget is not None:
                widget.paint_theme()
        self.refresh()
