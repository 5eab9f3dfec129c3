"""The wizard: the steps at the top, the card in hand below them, the page, and the buttons at the same place always."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from enroll_app.services.steps import Step
from enroll_app.ui import theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.page import Page
from enroll_app.ui.pages.card import CardPage
from enroll_app.ui.widgets.button import Button
from enroll_app.ui.widgets.stepper import Stepper

if TYPE_CHECKING:
    from enroll_app.services.wizard import Tapped, Wizard
    from enroll_app.ui.session import Session
    from enroll_app.ui.widgets.card_in_hand import OtherCard, Strip

# Lines longer than this tire the eye; in steps of the grid, about 720 units.
_CONTENT_STEPS = 88


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
        self._pages: dict[Step, Page] = {}
        self._stepper = Stepper(self)
        self._strip: Strip | None = None
        self._other: OtherCard | None = None
        self._stack = _PageStack(self)
        self.primary = Button("", self)
        self.primary.setObjectName("primary")
        self.back = Button(self.tr("&Back"), self)
        self.cancel = Button(self.tr("&Start over"), self)
        self._above_page = QVBoxLayout()
        self._lay_out()
        self._take_in(Step.CARD, CardPage(training=training))
        self._stack.show_page(self._pages[Step.CARD])
        self._stepper.show_step(Step.CARD)
        self.primary.setText(self.tr("&Next"))
        for button in (self.back, self.cancel):
            button.hide()
        self.primary.setEnabled(False)

    def attach(self, session: "Session") -> None:
        """Show this session from now on; called once the first page is on the screen."""
        from enroll_app.ui.widgets.card_in_hand import OtherCard, Strip

        self.session, self.wizard = session, session.wizard
        self._strip, self._other = Strip(self), OtherCard(self)
        for widget in (self._strip, self._other):
            self._above_page.addWidget(widget)
        self._pages[Step.CARD].attach(session)
        self._connect(self._other)
        self.refresh()

    def _lay_out(self) -> None:
        step = theme.unit()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        inner.setSpacing(step * 2)
        inner.addWidget(self._stepper)
        inner.addLayout(self._above_page)
        inner.addWidget(self._stack, 1)
        content.setMaximumWidth(step * _CONTENT_STEPS)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        self._scroll = scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setWidget(middle)
        bar = QFrame(self)
        bar.setObjectName("bar")
        buttons = QHBoxLayout(bar)
        buttons.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        buttons.setSpacing(step)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.primary)
        self.primary.setMinimumWidth(step * 18)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addWidget(bar)

    def _connect(self, other: "OtherCard") -> None:
        self.primary.clicked.connect(self.forward)
        self.back.clicked.connect(self.go_back)
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
            made = self._make(step)
            made.attach(self.session)
            self._take_in(step, made)
        return self._pages[step]

    def _take_in(self, step: Step, page: Page) -> None:
        page.edited.connect(self._refresh_buttons)
        self._pages[step] = page
        self._stack.add(page)

    def _make(self, step: Step) -> Page:
        from enroll_app.ui.pages.access import AccessPage
        from enroll_app.ui.pages.person import PersonPage
        from enroll_app.ui.pages.pin import PinPage
        from enroll_app.ui.pages.result import ResultPage
        from enroll_app.ui.pages.review import ReviewPage

        if step is Step.RESULT:
            page = ResultPage()
            page.pin_seen.connect(self._refresh_buttons)
            return page
        made: dict[Step, type[PersonPage | PinPage | AccessPage | ReviewPage]] = {
            Step.PERSON: PersonPage,
            Step.PIN: PinPage,
            Step.ACCESS: AccessPage,
            Step.REVIEW: ReviewPage,
        }
        return made[step]()

    def refresh(self) -> None:
        """Show what the wizard says now."""
        step = self.wizard.step
        page = self.page(step)
        assert self._strip is not None
        assert self._other is not None
        self._strip.show_card(None if step is Step.CARD else self.wizard.tap)
        self._other.show_card(self.wizard.other, may_be_side=self.wizard.other_may_be_side)
        if step is not self._shown:
            self._shown = step
            page.enter()
            self._stack.show_page(page)
            self._stepper.show_step(step)
            self._refresh_buttons()
            self._focus(page)
            announce(page, page.title)
            self.step_shown.emit(step)
        else:
            page.refresh()
            self._refresh_buttons()

    def _focus(self, page: Page) -> None:
        """To where the person begins; on the card page with a card in hand, that is to go on."""
        if self.wizard.step is Step.CARD and self.primary.isEnabled():
            self.primary.setFocus()
        else:
            page.focus_first()

    def _refresh_buttons(self) -> None:
        step, wizard = self.wizard.step, self.wizard
        self.primary.setText(self._primary_words())
        waiting = step is Step.RESULT and wizard.outcome is None
        self.primary.setEnabled(not waiting and (step is not Step.CARD or wizard.draft.credential is not None))
        self.back.setVisible(step not in (Step.CARD, Step.RESULT))
        left = step is Step.RESULT and wizard.outcome is not None and (wizard.unsettled or self._failed())
        self.cancel.setText(self.tr("Leave it, ne&xt card") if left else self.tr("&Start over"))
        self.cancel.setVisible(left or (step is not Step.RESULT and wizard.touched))

    def _failed(self) -> bool:
        from enroll_app.domain.enrollment import State

        outcome = self.wizard.outcome
        return outcome is not None and outcome.state in (State.REJECTED, State.CONFLICT)

    def _primary_words(self) -> str:
        from enroll_app.domain.enrollment import State

        wizard = self.wizard
        if wizard.step is Step.REVIEW:
            return self.tr("Create &key")
        if wizard.step is not Step.RESULT:
            return self.tr("&Next")
        state = wizard.outcome.state if wizard.outcome else None
        if wizard.unsettled:
            return self.tr("&Try again")
        if state is State.REJECTED:
            return self.tr("&Correct it")
        return self.tr("Take another &card") if state is State.CONFLICT else self.tr("&Next card")

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
        elif self.wizard.step is Step.RESULT:
            self._leave_result()
        elif self.wizard.forward():
            self.refresh()
            self.page(self.wizard.step).show_problems()
        else:
            self.refresh()

    def _leave_result(self) -> None:
        """What is to be done next with what came of the enrollment."""
        from enroll_app.domain.enrollment import State

        state = self.wizard.outcome.state if self.wizard.outcome else None
        if self.wizard.pin_owed:
            self.page(Step.RESULT).show_problems()
        elif self.wizard.unsettled:
            self.session.retry()
        elif state is State.REJECTED:
            self._correct()
        elif state is State.CONFLICT:
            self._another_card()
        else:
            self.wizard.next_card()
            self.refresh()

    def go_back(self) -> None:
        """One page back."""
        if self.wizard.back():
            self.refresh()

    def ask_to_start_over(self) -> None:
        """Forget this enrollment, but not what was typed without a word."""
        if not self.cancel.isVisible():
            return
        from enroll_app.ui.question import ask

        ask(
            self,
            self.tr("Go on to another card?"),
            self.loss_words(),
            self.tr("&Go on to another card"),
            self.tr("&Stay with this one"),
            self._start_over,
        )

    def loss_words(self) -> str:
        """What leaving now would lose."""
        wizard = self.wizard
        if wizard.step is not Step.RESULT or self._failed():
            return self.tr("What was typed for this card is lost; nothing was sent.")
        if wizard.outcome is None:
            return self.tr("The enrollment is on its way; what comes of it will not be seen here.")
        if wizard.pin_owed:
            return self.tr("The PIN that was drawn has not been looked at; it is shown nowhere else.")
        return self.tr("The enrollment is not confirmed. It stays saved, but for its PIN, which is never written down.")

    def _start_over(self) -> None:
        self.wizard.next_card()
        self.refresh()

    def _tapped(self, result: "Tapped") -> None:
        from enroll_app.services.wizard import Tapped

        if result is Tapped.SAME:
            announce(self, self.tr("This is the card in hand."))
        elif result is Tapped.IGNORED:
            announce(self, self.tr("Tap the next card again once this one is finished."))

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

    def _correct(self) -> None:
        self.wizard.correct()
        self.refresh()

    def _another_card(self) -> None:
        self.wizard.another_card()
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no button took goes on."""
        from PySide6.QtCore import Qt

        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A key held down goes on by one page only: the pages after it have not been read.
            if not event.isAutoRepeat():
                self.forward()
        else:
            super().keyPressEvent(event)


class _PageStack(QWidget):
    """Shows one page and is as large as that one needs: no page scrolls for another one's sake.

    Not a QStackedWidget, whose layout asks for the height of the tallest page.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def add(self, page: QWidget) -> None:
        """Take a page in, out of sight."""
        page.hide()
        self._column.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the one before."""
        if self._shown is page:
            return
        if self._shown:
            self._shown.hide()
        page.show()
        self._shown = page
