"""Known people to pick from, and the one that was picked."""

from collections.abc import Sequence
from datetime import tzinfo
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from enroll_app.domain.person import Person
from enroll_app.services.people import KnownPerson
from enroll_app.ui import icons, theme
from enroll_app.ui.announcing import announce
from enroll_app.ui.moments import day_words
from enroll_app.ui.widgets.button import Button

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MOST_ROWS = 4


class PeopleList(QFrame):
    """Signals: picked(KnownPerson) when the person chose one; left() when they go back to typing."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, zone: tzinfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._people: tuple[KnownPerson, ...] = ()
        self._hint = QLabel(self.tr("Known here already: Down and Enter pick one of them."), self)
        self._hint.setObjectName("muted")
        self._hint.setWordWrap(True)
        self._list = _Rows(self)
        self._list.setAccessibleName(self.tr("People who are known here"))
        self._list.setAccessibleDescription(self._hint.text())
        self._list.entered_row.connect(self._pick)
        self._list.left.connect(self.left)
        self._list.itemClicked.connect(lambda item: self._pick(self._list.row(item)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.unit() // 2)
        column.addWidget(self._hint)
        column.addWidget(self._list)
        self.hide()

    def words_of(self, known: KnownPerson) -> str:
        """What this station knows of a person, in a few words."""
        keys = self.tr("%n key(s)", "", len(known.keys))
        last = self.tr("last heard of on {day}").format(day=day_words(known.last, self._zone))
        return f"{keys}   ·   {last}"

    def show_people(self, people: Sequence[KnownPerson]) -> None:
        """Offer these; none hides the list."""
        if tuple(people) == self._people:
            return
        present = self._present()
        self._people = tuple(people)
        self._list.clear()
        for known in people:
            item = QListWidgetItem(f"{known.person.full_name}   ·   {self.words_of(known)}")
            self._list.addItem(item)
        self._list.fit(len(people))
        has_keyboard = self._list.hasFocus()
        self.setVisible(bool(people))
        if has_keyboard:
            self._go_to(present)
        if people:
            announce(self._list, self.tr("%n known person(s) with such a name; Down picks.", "", len(people)))

    def _present(self) -> UUID | None:
        """Who the keyboard is at."""
        row = self._list.currentRow()
        return self._people[row].person.person_id if 0 <= row < len(self._people) else None

    def _go_to(self, person_id: UUID | None) -> None:
        """Stay with who the keyboard was at; where nobody is left to pick, go back to the name."""
        ids = [known.person.person_id for known in self._people]
        if ids:
            self._list.setCurrentRow(ids.index(person_id) if person_id in ids else 0)
        else:
            self.left.emit()

    def go_in(self) -> bool:
        """Take the keyboard, at the first row; False where there is nobody to pick."""
        if self.isHidden():
            return False
        self._list.setCurrentRow(0)
        self._list.setFocus()
        return True

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._people):
            self.picked.emit(self._people[row])


class _Rows(QListWidget):
    """Signals: entered_row(int) for Enter on a row; left() for Esc, and for Up from the first row."""

    entered_row = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._rows = 0

    def fit(self, rows: int) -> None:
        """As high as so many rows."""
        self._rows = min(rows, _MOST_ROWS)
        self.setFixedHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """So many rows and no more."""
        row = self.sizeHintForRow(0) if self.count() else 0
        return QSize(theme.unit() * 30, row * self._rows + theme.unit() + 2 * self.frameWidth() + 2)

    def event(self, event: QEvent) -> bool:
        """Esc is the list's own: it leads back to the names, and asks nothing."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks, Esc and Up from the first row go back."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.entered_row.emit(self.currentRow())
        elif _is_escape(event) or (event.key() == Qt.Key.Key_Up and self.currentRow() <= 0):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PickedPerson(QFrame):
    """Who was picked. It takes the keyboard, so that Enter goes on and Esc undoes the pick.

    Signals: undone() when it is to be somebody else.
    """

    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = theme.unit()
        self.setObjectName("picked")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon, self._name, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._name.setFont(theme.font(1.2, bold=True))
        self._text.setObjectName("muted")
        self._text.setText(self.tr("Known here already: the new key is added to this person."))
        for label in (self._name, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.change = Button(self.tr("C&hange"), self)
        self.change.setAccessibleName(self.tr("Change the person"))
        self.change.clicked.connect(self.undone)
        words = QVBoxLayout()
        words.setSpacing(step // 4)
        words.addWidget(self._name)
        words.addWidget(self._text)
        row = QHBoxLayout(self)
        row.setContentsMargins(step * 2, step + step // 2, step * 2, step + step // 2)
        row.setSpacing(step * 2)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        row.addWidget(self.change)
        self.hide()

    def show_person(self, person: Person | None) -> None:
        """Show who it is; None shows nobody."""
        if person is not None:
            self._name.setText(person.full_name)
            self.setAccessibleName(person.full_name)
            self.setAccessibleDescription(self._text.text())
            self.paint_theme()
        self.setVisible(person is not None)

    def paint_theme(self) -> None:
        """Take the colours of the present theme."""
        tones, step = theme.colors(), theme.unit()
        self._icon.setPixmap(icons.pixmap("person", tones.accent, step * 3, self.devicePixelRatioF()))
        edge = f"2px solid {tones.accent}" if self.hasFocus() else f"1px solid {tones.line}"
        self.setStyleSheet(f"QFrame#picked {{ background: {tones.surface}; border: {edge}; border-radius: {step}px; }}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is here."""
        super().focusInEvent(event)
        self.paint_theme()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that it is not any more."""
        super().focusOutEvent(event)
        self.paint_theme()

    def event(self, event: QEvent) -> bool:
        """Esc undoes the pick, and asks nothing."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc undoes; Enter is the page's."""
        if _is_escape(event):
            self.undone.emit()
        else:
            super().keyPressEvent(event)


def _is_escape(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape
