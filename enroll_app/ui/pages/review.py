"""The review page: everything once more, as it will be sent."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.problems import Problem
from enroll_app.ui import theme
from enroll_app.ui.page import Page
from enroll_app.ui.session import Session
from enroll_app.ui.technologies import names_of
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.widgets.number import grouped
from enroll_app.ui.widgets.soon_notice import SoonNotice
from enroll_app.ui.words import pin_words, told, validity_sent, validity_words


class ReviewPage(Page):
    """Shows the order; the primary button sends it."""

    def __init__(self) -> None:
        super().__init__(self.tr("Is everything right?"), self.tr("The key is created when you go on."))
        self._failure = Notice(self)
        self._soon = SoonNotice(self)
        self._cautions = Notice(self)
        self._table = _Table(self)
        self._shown: Order | None = None
        self._kept = False
        self._said: tuple[Problem, ...] = ()
        self.body.addWidget(self._failure)
        self.body.addWidget(self._soon)
        # Above the table, which fills a small screen: what is to be heeded is in sight without scrolling.
        self.body.addWidget(self._cautions)
        self.body.addWidget(self._table)
        self.body.addStretch(1)

    def attach(self, session: Session) -> None:
        """Show this session from now on."""
        super().attach(session)
        session.failed.connect(self._failed)

    def _failed(self, words: str) -> None:
        self._failure.say(Tone.FAILURE, self.tr("Nothing was sent"), words)

    def refresh(self) -> None:
        """The order may have been made anew, for another card, while it was in sight."""
        order = self.wizard.order
        if order is None:
            return
        said = self.wizard.cautions(self.session.desk.now())
        if order is not self._shown or said != self._said or self.wizard.for_owner is not self._kept:
            self.enter()
        self._soon.show_session(self.session)

    def enter(self) -> None:
        """Show the order."""
        self._failure.hush()
        self._soon.show_session(self.session)
        handed_over = self.wizard.changes_hands
        self.set_title(
            self.tr("Is everything right?"),
            self.tr("The card changes hands when you go on.")
            if handed_over
            else self.tr("The key is created when you go on."),
        )
        self._shown = self.wizard.order
        self._kept = kept = self.wizard.for_owner
        order, tap, zone = self.wizard.order, self.wizard.tap, self.session.desk.zone
        assert order is not None
        names = {level.level_id: level.full_name for level in self.wizard.levels}
        credential = order.credential
        left = self.tr("left as it is")
        rows = [
            (self.tr("Card"), names_of(tap) if tap else "", ""),
            (self.tr("Person"), order.person.full_name, self.tr("known here already") if self.wizard.holder else ""),
            (self.tr("PIN"), pin_words(order.pin, kept=kept), ""),
            (self.tr("Validity"), validity_words(order.validity, zone, kept=kept), validity_sent(order.validity)),
            (
                self.tr("Access"),
                "\n".join(names.get(level, str(level)) for level in order.levels)
                or (left if kept else self.tr("no access level")),
                "",
            ),
        ]
        if isinstance(credential, Identification):
            sent = credential.spelled(self.session.desk.spelling)
            other = credential.decimal if sent == credential.hex else credential.hex
            rows.insert(1, (self.tr("Sent as"), grouped(sent), grouped(other)))
        self._table.fill(rows)
        self._said = cautions = self.wizard.cautions(self.session.desk.now())
        if cautions:
            self._cautions.say(
                Tone.ATTENTION, self.tr("Before you go on"), "\n".join(told(caution) for caution in cautions)
            )
        else:
            self._cautions.hush()


class _Table(QFrame):
    """Names at the left, values at the right, remarks below them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("surface")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(step * 3, step + step // 2, step * 3, step + step // 2)
        self._grid.setHorizontalSpacing(step * 4)
        self._grid.setVerticalSpacing(step // 2)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[QLabel] = []

    def fill(self, rows: list[tuple[str, str, str]]) -> None:
        """Show these rows in place of the ones before."""
        for label in self._labels:
            label.hide()
            label.deleteLater()
        self._labels = []
        for row, (name, value, remark) in enumerate(rows):
            self._put(name, 2 * row, 0, muted=True)
            self._put(value, 2 * row, 1, muted=False)
            if remark:
                self._put(remark, 2 * row + 1, 1, muted=True)

    def _put(self, text: str, row: int, column: int, *, muted: bool) -> None:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFont(theme.font(tabular=True))
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        if muted:
            label.setObjectName("muted")
        if column == 1:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(label, row, column)
        # At once, and not a turn later: the card may have been exchanged for another one in sight.
        label.show()
        self._labels.append(label)
