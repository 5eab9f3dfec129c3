"""Paints the rows of a long list in one go.

Qt's own way asks the model and a delegate for each cell, and draws each by the style sheet. With a model in Python
every question enters Python anew, and waits there for its turn while another thread is at work: 200 cells took up to a
tenth of a second so, and take some milliseconds here.
"""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap, QStaticText

from enroll_app.ui import theme

# So many texts are kept as they were laid out, for several screens; the same stand in many rows.
_KEPT = 4_000


class RowModel(Protocol):
    """What a model offers besides Qt's own: a row at once."""

    def words_at(self, row: int) -> Sequence[str]:
        """The words of a row, column by column."""
        ...

    def picture_at(self, row: int) -> tuple[int, QPixmap] | None:
        """The column with a picture before its words, and that picture; None for no picture."""
        ...


class RowPainter:
    """One for each list. middle: the columns whose words are left out in the middle where they have no room.

    Both ends of a number tell it from others.
    """

    def __init__(self, font: QFont, middle: Sequence[bool]) -> None:
        self._font, self._metrics = font, QFontMetrics(font)
        self._middle = tuple(middle)
        self._texts: dict[tuple[str, int, bool], QStaticText] = {}

    def paint(
        self,
        painter: QPainter,
        model: RowModel,
        rows: Sequence[tuple[int, int]],
        columns: Sequence[tuple[int, int, int]],
        height: int,
        chosen: int,
    ) -> None:
        """Paint these rows, each with where it begins, and these columns with where they begin and how wide they are.

        chosen: the row that is chosen, -1 for none.
        """
        tones, step = theme.colors(), theme.unit()
        text, line, accent = QColor(tones.text), QColor(tones.line), QColor(tones.accent)
        left, right = columns[0][1], columns[-1][1] + columns[-1][2]
        # As far as the style sheet has the words of the heads, so that they stand below these.
        beside = step // 2 + 3
        top = (height - self._metrics.height()) // 2
        painter.setFont(self._font)
        for row, y in rows:
            if row == chosen:
                painter.fillRect(QRect(left, y, right - left, height), QColor(tones.information_ground))
            painter.fillRect(QRect(left, y + height - 1, right - left, 1), accent if row == chosen else line)
            words, picture = model.words_at(row), model.picture_at(row)
            painter.setPen(text)
            for column, x, wide in columns:
                begin, room = x + beside, wide - 2 * beside
                if picture is not None and picture[0] == column:
                    size = picture[1].deviceIndependentSize().toSize()
                    painter.drawPixmap(begin, y + (height - size.height()) // 2, picture[1])
                    begin, room = begin + size.width() + step // 2, room - size.width() - step // 2
                if words[column] and room > 0:
                    laid = self._laid_out(words[column], room, middle=self._middle[column])
                    painter.drawStaticText(QPointF(begin, y + top), laid)

    def _laid_out(self, words: str, room: int, *, middle: bool) -> QStaticText:
        found = self._texts.get((words, room, middle))
        if found is None:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            how = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
            found = QStaticText(self._metrics.elidedText(words.replace("\n", " "), how, room))
            found.setTextFormat(Qt.TextFormat.PlainText)
            self._texts[words, room, middle] = found
        return found
