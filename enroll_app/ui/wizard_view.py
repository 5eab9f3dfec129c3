"""The wizard: the steps at the top, the card in hand below them, the page, and the buttons at the same place always."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from enroll_app.domain.enrollment import State
from enroll_app.domain.tap import Tap
from enroll_app.services.wizard import Step, Tapped
from enroll_app.ui import icons, theme
from enroll_app.ui.page import Page
from enroll_app.ui.pages.card import CardPage
from enroll_app.ui.session import Session
from enroll_app.ui.technologies import technology_name
from enroll_app.ui.widgets.notice import Notice, Tone, announce
from enroll_app.ui.widgets.number import Number
from enroll_app.ui.widgets.stepper import Stepper

# Lines longer than this tire the eye; in steps of the grid, about 720 units.
_CONTENT_STEPS = 88


class WizardView(QWidget):
    """Shows the wizard's step and carries its buttons.

    Signals: step_shown(Step) when another page came into sight.
    """

    step_shown = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.wizard = session.wizard
        self._shown: Step | None = None
        self._pages: dict[Step, Page] = {}
        self._stepper = Stepper(self)
        self._strip = _Strip(self)
        self._other = _OtherCard(self)
        self._stack = _PageStack(self)
        self.primary = QPushButton(self)
        self.primary.setObjectName("primary")
        self.primary.setAutoDefault(True)
        self.back = QPushButton(self.tr("&Back"), self)
        self.back.setAutoDefault(True)
        self.cancel = QPushButton(self.tr("Start over"), self)
        self.cancel.setAutoDefault(True)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        step = theme.unit()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(step * 3, step * 3, step * 3, step * 2)
        inner.setSpacing(step * 2)
        inner.addWidget(self._stepper)
        inner.addWidget(self._strip)
        inner.addWidget(self._other)
        inner.addWidget(self._stack, 1)
        content.setMaximumWidth(step * _CONTENT_STEPS)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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

    def _connect(self) -> None:
        self.primary.clicked.connect(self.forward)
        self.back.clicked.connect(self.go_back)
        self.cancel.clicked.connect(self.ask_to_start_over)
        self._other.use.clicked.connect(self._use_other)
        self._other.stay.clicked.connect(self._drop_other)
        QShortcut(QKeySequence("Alt+Left"), self).activated.connect(self.go_back)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.ask_to_start_over)
        self.session.changed.connect(self.refresh)
        self.session.tapped.connect(self._tapped)

    def page(self, step: Step) -> Page:
        """The page of a step; made when it is needed first, so that the window opens at once."""
        if step not in self._pages:
            made = self._make(step)
            made.edited.connect(self._refresh_buttons)
            self._pages[step] = made
            self._stack.add(made)
        return self._pages[step]

    def _make(self, step: Step) -> Page:
        if step is Step.CARD:
            return CardPage(self.session)
        return self._later_pages()[step](self.session)

    def _later_pages(self) -> dict[Step, Callable[[Session], Page]]:
        # Imported after the first paint: a person sees the card page first.
        from enroll_app.ui.pages.access import AccessPage
        from enroll_app.ui.pages.person import PersonPage
        from enroll_app.ui.pages.pin import PinPage
        from enroll_app.ui.pages.result import ResultPage
        from enroll_app.ui.pages.review import ReviewPage

        def result(session: Session) -> Page:
            page = ResultPage(session)
            page.retry.clicked.connect(session.retry)
            page.correct.clicked.connect(self._correct)
            page.other_card.clicked.connect(self._another_card)
            return page

        return {
            Step.PERSON: PersonPage,
            Step.PIN: PinPage,
            Step.ACCESS: AccessPage,
            Step.REVIEW: ReviewPage,
            Step.RESULT: result,
        }

    def refresh(self) -> None:
        """Show what the wizard says now."""
        step = self.wizard.step
        page = self.page(step)
        self._strip.show_card(self.wizard.tap if step is not Step.CARD else None)
        self._other.show_card(self.wizard.other)
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
        labels = {Step.REVIEW: self.tr("Create &key"), Step.RESULT: self.tr("&Next card")}
        self.primary.setText(labels.get(step, self.tr("&Next")))
        waiting = step is Step.RESULT and wizard.outcome is None
        self.primary.setEnabled(not waiting and (step is not Step.CARD or wizard.draft.credential is not None))
        self.back.setVisible(step not in (Step.CARD, Step.RESULT))
        self.cancel.setVisible(wizard.touched)
        self._strip.setVisible(step is not Step.CARD and wizard.tap is not None)

    def forward(self) -> None:
        """The primary action of the page."""
        if not self.primary.isEnabled():
            return
        if self.wizard.step is Step.REVIEW:
            self.session.submit()
        elif self.wizard.step is Step.RESULT:
            self.wizard.next_card()
            self.refresh()
        elif self.wizard.forward():
            self.refresh()
            self.page(self.wizard.step).show_problems()
        else:
            self.refresh()

    def go_back(self) -> None:
        """One page back."""
        if self.wizard.back():
            self.refresh()

    def ask_to_start_over(self) -> None:
        """Forget this enrollment, but not what was typed without a word."""
        if not self.wizard.touched:
            return
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setWindowTitle(self.tr("Start over?"))
        question.setText(self.tr("Start over with another card?"))
        question.setInformativeText(self.tr("What was typed for this card is lost; nothing was sent."))
        yes = question.addButton(self.tr("&Start over"), QMessageBox.ButtonRole.DestructiveRole)
        stay = question.addButton(self.tr("&Keep going"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(stay)
        question.setEscapeButton(stay)

        def answered() -> None:
            if question.clickedButton() is yes:
                self.wizard.next_card()
                self.refresh()
            question.deleteLater()

        question.finished.connect(answered)
        question.open()

    def _tapped(self, result: Tapped) -> None:
        if result is Tapped.SAME:
            announce(self, self.tr("This is the card in hand."))

    def _use_other(self) -> None:
        self.wizard.take_other()
        self.refresh()
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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.forward()
        else:
            super().keyPressEvent(event)

    @property
    def unsettled(self) -> bool:
        """Whether the card on the result page must not be handed out yet."""
        outcome = self.wizard.outcome
        return outcome is not None and outcome.state in (State.SAVED, State.UNKNOWN)


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


class _Strip(QFrame):
    """The card in hand, in sight on every page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._icon = QLabel(self)
        self._technology = QLabel(self)
        self._technology.setFont(theme.font(bold=True))
        self._hex, self._decimal = Number(1.0, self), Number(1.0, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 2, step, step * 2, step)
        row.setSpacing(step * 2)
        for widget in (self._icon, self._technology, self._hex, self._decimal):
            row.addWidget(widget)
        row.insertStretch(2, 1)

    def show_card(self, tap: Tap | None) -> None:
        """Show this card; None shows none."""
        if tap is None or tap.identification is None:
            return
        self._icon.setPixmap(icons.pixmap("card", theme.colors().accent, theme.unit() * 3, self.devicePixelRatioF()))
        self._technology.setText(technology_name(tap.card.technology))
        self._hex.set_number(tap.identification.hex)
        self._decimal.set_number(tap.identification.decimal)


class _OtherCard(QFrame):
    """Another card was tapped in the middle: nothing happens before the person says which one it is."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self._notice = Notice(self)
        self.use = QPushButton(self.tr("&Use this card instead"), self)
        self.stay = QPushButton(self.tr("&Keep the first card"), self)
        buttons = QHBoxLayout()
        buttons.setSpacing(step)
        for button in (self.use, self.stay):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self._notice)
        column.addLayout(buttons)
        self.hide()

    def show_card(self, tap: Tap | None) -> None:
        """Ask about this card; None asks nothing."""
        if tap is None:
            self.hide()
            return
        spelled = tap.identification
        number = f"{spelled.hex}  ·  {spelled.decimal}" if spelled else tap.card.uid.hex()
        refused = str(tap.verdict.refused) if tap.verdict.refused else ""
        self.use.setEnabled(not refused)
        title = self.tr("Another card was tapped: {number}").format(number=number)
        self._notice.say(Tone.ATTENTION, title, refused or self.tr("What you typed stays, whichever you choose."))
        self.show()
