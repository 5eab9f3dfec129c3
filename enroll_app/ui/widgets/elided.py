"""One line of words that gives way: what has no room ends in three dots, and the tool tip has all of it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from enroll_app.ui import theme


class Elided(QLabel):
    """Gives way to its neighbors. least: so much is always in sight, in steps of the grid."""

    def __init__(self, words: str = "", parent: QWidget | None = None, *, least: int = 6) -> None:
        super().__init__(parent)
        self._least = least
        self._words = self._short = ""
        self._hint = ""
        # Before it has been laid out, nothing is known of its room.
        self._has_room = False
        self.set_words(words)

    @property
    def words(self) -> str:
        """All of the words."""
        return self._words

    def set_words(self, words: str, hint: str = "", short: str = "") -> None:
        """Show these. hint: is in the tool tip besides. short: what is whole also where these have no room."""
        self._words, self._hint, self._short = words, hint, short
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As much as all of the words need."""
        return QSize(self._room_for(self._words), super().sizeHint().height())

    def _room_for(self, words: str) -> int:
        margins = self.contentsMargins()
        beside = margins.left() + margins.right() + 2 * self.margin()
        return self.fontMetrics().horizontalAdvance(words) + beside + 1

    def minimumSizeHint(self) -> QSize:
        """The short words, or else a few letters; words in sight are never more than what fits."""
        hint = self.sizeHint()
        least = self._room_for(self._short) if self._short else theme.unit() * self._least
        return QSize(min(hint.width(), least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._has_room = True
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 2 * self.margin()
        shown = self._words
        if self._has_room and self._short and self.fontMetrics().horizontalAdvance(shown) > room:
            shown = self._short
        if self._has_room and self.fontMetrics().horizontalAdvance(shown) > room:
            # Loaded late: Qt's namespace is not needed for the words that fit before the first paint.
            from PySide6.QtCore import Qt

            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(0, room))
        self.setText(shown)
        cut = shown != self._words
        self.setToolTip("\n".join(filter(None, (self._words if cut else "", self._hint))))
