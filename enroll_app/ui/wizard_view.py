"""The wizard: the steps at the top, the card in hand below them, the page, and the buttons at the same place always."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.page import Page
from enroll_app.ui.pages.card import CardPage
from enroll_app.ui.presses import Presses
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.button_bar import CONTENT_STEPS, ButtonBar
from enroll_app.ui.widgets.middle import Middle
from enroll_app.ui.widgets.page_stack import PageStack
from enroll_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from enroll_app.services.wizard import Tapped, Wizard
    from enroll_app.ui.session import Session
    from enroll_app.ui.widgets.card_in_hand import OtherCard, Strip
    from enroll_app.ui.widgets.held_notice import HeldNotice

# A form whose lines are short stands in two columns.
_WIDE_STEPS = 128
# Below this a page has no room for wide gaps: half a screen of 1080 lines, less task bar and the window's own edges.
_SHORT_STEPS = 56


class WizardView(QWidget):
    """Shows the wizard's step and carries its buttons.

    Signals: step_shown(Step) when another page came into sight.
    """

    step_shown = Signal(object)

    session: "Session"
    wizard: "Wizard"

    def __init__(self, parent: QWidget | None = None, *, training: bool) -> None:
        super().__init__(parent)
        self._shown: Step | None = None
        self.presses = Presses(self)
        self._pages: dict[Step, Page] = {}
        self._stepper = Stepper(self)
        self._strip: Strip | None = None
        self._other: OtherCard | None = None
        self._held: HeldNotice | None = None
        self._stack = PageStack(self)
        self.primary = Button("", self)
        self.primary.setObjectName("primary")
        self.again = Button(self.tr("&Try again"), self)
        self.back = Button(self.tr("&Back"), self)
        self.cancel = Button(self.tr("&Start over"), self)
        self._above_page = QVBoxLayout()
        self._lay_out()
        self._take_in(Step.CARD, CardPage(training=training))
        self._stack.show_page(self._pages[Step.CARD])
        # It has the keyboard until the session is there, for whoever hears where that is.
        self._scroll.setAccessibleName(self._pages[Step.CARD].title)
        self._stepper.show_step(Step.CARD)
        self.primary.setText(self.tr("&Next"))
        for button in (self.again, self.back, self.cancel):
            button.hide()
        self.primary.setEnabled(False)

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen."""
        from enroll_app.ui.widgets.card_in_hand import OtherCard, Strip
        from enroll_app.ui.widgets.held_notice import HeldNotice

        self.session, self.wizard = session, session.wizard
        self._strip, self._other, self._held = Strip(self), OtherCard(self), HeldNotice(self)
        for widget in (self._held, self._strip, self._other):
            self._above_page.addWidget(widget)
        self._pages[Step.CARD].attach(session)
        self._connect(self._other)
        self.refresh()

    def _lay_out(self) -> None:
        step = theme.unit()
        content = QWidget()
        self._inner = inner = QVBoxLayout(content)
        inner.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        inner.setSpacing(step * 2)
        inner.addWidget(self._stepper)
        inner.addLayout(self._above_page)
        inner.addWidget(self._stack, 1)
        content.setMaximumWidth(step * CONTENT_STEPS)
        self._content = content
        self._scroll = scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(Middle(content, scroll))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        self._bar = ButtonBar([self.cancel], [self.back, self.again, self.primary], self)
        column.addWidget(self._bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Closer to each other where the window is short."""
        super().resizeEvent(event)
        step = theme.unit()
        gap = step if event.size().height() < step * _SHORT_STEPS else step * 2
        if self._inner.spacing() != gap:
            self._inner.setSpacing(gap)
            self._inner.setContentsMargins(step * 3, gap * 3 // 2, step * 3, gap)

    def _connect(self, other: "OtherCard") -> None:
        self.presses.guard(self.primary, self.forward)
        self.presses.guard(self.again, self._try_again)
        self.presses.guard(self.back, self.go_back)
        self.cancel.clicked.connect(self.ask_to_start_over)
        other.use.clicked.connect(self._use_other)
        other.join.clicked.connect(self._join_other)
        other.stay.clicked.connect(self._drop_other)
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence, QShortcut

        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.ask_to_start_over)
        self.session.changed.connect(self.refresh)
        self.session.tapped.connect(self._tapped)

    def page(self, step: Step) -> Page:
        """The page of a step; made when it is needed first, so that the window opens at once."""
        if step not in self._pages:
            from enroll_app.ui.pages.making import make_page

            made = make_page(step, self._refresh_buttons)
            made.attach(self.session)
            self._take_in(step, made)
        return self._pages[step]

    def _take_in(self, step: Step, page: Page) -> None:
        page.edited.connect(self._edited)
        self._pages[step] = page
        self._stack.add(page)

    def _edited(self) -> None:
        self.wizard.edited()
        self._refresh_buttons()
        self.session.drafting.look()

    def refresh(self) -> None:
        """Show what the wizard says now."""
        step = self.wizard.step
        page = self.page(step)
        assert self._strip is not None
        assert self._other is not None
        assert self._held is not None
        # Only where a card is taken up: what is typed on needs the room.
        self._held.show_cards(self.session.held_cards if step in (Step.CARD, Step.PERSON) else None)
        # The card page and the review show it themselves.
        self._strip.show_card(None if step in (Step.CARD, Step.REVIEW) else self.wizard.tap)
        self._other.show_card(self.wizard.other, may_be_side=self.wizard.other_may_be_side)
        if step is not self._shown:
            self._shown = step
            page.enter()
            self._stack.show_page(page)
            self._stepper.show_step(step, self.wizard.steps)
            # Everything on one page needs the room.
            self._stepper.setVisible(step is not Step.FORM)
            steps = _WIDE_STEPS if page.wide else CONTENT_STEPS
            self._content.setMaximumWidth(theme.unit() * steps)
            self._bar.set_steps(steps)
            self._refresh_buttons()
            self._focus(page)
            self.presses.look_anew()
            announce(page, page.title)
            self.step_shown.emit(step)
        else:
            page.refresh()
            self._refresh_buttons()

    def enter_anew(self) -> None:
        """What was typed may be another person's by now, at the very step that was shown last: show that."""
        self._shown = None
        self.refresh()

    def paint_theme(self) -> None:
        """Take the colors of the present theme."""
        from enroll_app.ui.widgets.notice import Notice

        for notice in self.findChildren(Notice):
            notice.paint_theme()
        self._stepper.show_step(self.wizard.step, self.wizard.steps)
        self.refresh()

    def show_top(self) -> None:
        """Bring the top of the page into sight."""
        self._scroll.verticalScrollBar().setValue(0)

    def _focus(self, page: Page) -> None:
        """To where the person begins; on the card page with a card in hand, that is to go on."""
        if self.isHidden():
            # A key is in hand in its place, and has the keyboard.
            return
        if self.wizard.step is Step.CARD and self.primary.isEnabled():
            self.primary.setFocus()
        else:
            page.focus_first()

    def _refresh_buttons(self) -> None:
        from enroll_app.ui.leaving import failed, primary_words

        step, wizard = self.wizard.step, self.wizard
        self.primary.setText(primary_words(wizard))
        waiting = step is Step.RESULT and wizard.outcome is None
        self.primary.setEnabled(not waiting and (step is not Step.CARD or wizard.draft.credential is not None))
        # What came to light of the card, or of the levels, may have changed what is sent.
        order = wizard.order if step is Step.REVIEW else None
        self.presses.now_do((self.primary.text(), self.primary.isEnabled(), wizard.looking, order))
        self.back.setVisible(step not in (Step.CARD, Step.RESULT))
        result = step is Step.RESULT and wizard.outcome is not None
        left = result and (wizard.held is not None or failed(wizard))
        self.again.setVisible(result and wizard.goes_on)
        self.cancel.setText(self.tr("Leave it, ne&xt card") if left else self.tr("&Start over"))
        self.cancel.setVisible(left or (step is not Step.RESULT and wizard.touched))

    def forward(self) -> None:
        """The primary action of the page."""
        if not self.primary.isEnabled():
            return
        assert self._other is not None
        if self.wizard.other:
            # Nothing goes on before it is said which card it is.
            self._other.stay.setFocus()
        elif self.wizard.step is Step.REVIEW:
            self.session.submit()
        elif self.wizard.step in (Step.FORM, Step.RESULT):
            from enroll_app.ui.going_on import create, leave_result

            (create if self.wizard.step is Step.FORM else leave_result)(self)
        elif self.wizard.forward():
            self.refresh()
            self.page(self.wizard.step).show_problems()
        else:
            self.refresh()

    def _try_again(self) -> None:
        if self.wizard.unsettled:
            self.session.retry()

    def go_back(self) -> None:
        """One page back."""
        from enroll_app.ui.going_on import go_back

        go_back(self)

    def ask_to_start_over(self) -> None:
        """Forget this enrollment, but not what was typed without a word."""
        if not self.cancel.isVisible():
            return
        from enroll_app.ui.going_on import ask_to_start_over

        ask_to_start_over(self)

    def _tapped(self, result: "Tapped") -> None:
        from enroll_app.services.wizard import Tapped

        if result is Tapped.SAME:
            announce(self, self.tr("This is the card in hand."))
        elif result is Tapped.IGNORED:
            announce(self, self.tr("Tap the next card again once this one is finished."))
        elif self.session.held_cards.waiting:
            assert self._held is not None
            announce(self, self._held.accessibleName())

    def _use_other(self) -> None:
        self.session.use_other()
        self.page(self.wizard.step).focus_first()

    def _join_other(self) -> None:
        self.session.join_other()
        self.page(self.wizard.step).focus_first()

    def _drop_other(self) -> None:
        self.wizard.drop_other()
        self.refresh()
        self.page(self.wizard.step).focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took goes on."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key held down goes on by one page only: the pages after it have not been read.
            if not event.isAutoRepeat():
                self.presses.enter(self.forward)
        else:
            super().keyPressEvent(event)
