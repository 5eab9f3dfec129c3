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
        self._words = ""
        self._hint = ""
        # Before it has been laid out, nothing is known of its room.
        self._has_room = False
        self.set_words(words)

    @property
    def words(self) -> str:
        """All of the words."""
        return self._words

    def set_words(self, words: str, hint: str = "") -> None:
        """Show these. hint: is in the tool tip besides."""
        self._words, self._hint = words, hint
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """As much as all of the words need."""
        margins = self.contentsMargins()
        beside = margins.left() + margins.right() + 2 * self.margin()
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + beside + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters; words in sight are never more than what fits."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), theme.unit() * self._least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as fits now."""
        super().resizeEvent(event)
        self._has_room = True
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width() - 2 * self.margin()
        shown = self._words
        if self._has_room and self.fontMetrics().horizontalAdvance(shown) > room:
            # Loaded late: Qt's namespace is not needed for the words that fit before the first paint.
            from PySide6.QtCore import Qt

            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, max(0, room))
        self.setText(shown)
        cut = shown != self._words
        self.setToolTip("\n".join(filter(None, (self._words if cut else "", self._hint))))
