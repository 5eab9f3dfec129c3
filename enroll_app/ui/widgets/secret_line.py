"""A line for a PIN, a password or a key: whatever listens to the window hears of dots, and of nothing else.

Qt hides the letters of a line in its password mode from the eye only. Every change is told to assistive technology with
the letters in clear (QWidgetLineControl sends QAccessibleTextUpdateEvent whatever the echo mode), and with it to
everything else on the accessibility bus of the session. So the letters are never in Qt's line at all: it holds as many
dots, and the letters are kept beside it.
"""

from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QLineEdit, QMenu, QStyle, QStyleOptionFrame, QWidget

_DOT = "●"
# As far as QLineEdit draws its letters from the edge of its contents, in pixels (qlineedit_p.h, horizontalMargin).
_INSET = 2
_Key = QKeySequence.StandardKey
# There are dots to be taken out, and nothing to be undone.
_NOTHING = (_Key.Cut, _Key.Copy, _Key.Undo, _Key.Redo)
_WORD = Qt.KeyboardModifier.ControlModifier


class SecretLine(QLineEdit):
    """A QLineEdit as far as Python sees it: `text`, `setText`, `clear` and `textEdited` are about the letters.

    Nothing is to be undone in it, copied out of it, or learned by an input method.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secret = ""
        self._shown = False
        self.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self._echo(QLineEdit.EchoMode.Password)
        self.textChanged.connect(self._set_behind)

    def _echo(self, mode: QLineEdit.EchoMode) -> None:
        self.setEchoMode(mode)
        # Each change of the mode puts the input method on again.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003  Qt's own parameter

    def text(self) -> str:
        """The letters."""
        return self._secret

    def setText(self, text: str | None) -> None:  # noqa: N802  Qt's own name
        """Put letters in, without counting them as typed."""
        self._secret = (text or "")[: self.maxLength()]
        super().setText(_DOT * len(self._secret))
        self.update()

    def clear(self) -> None:
        """Forget the letters."""
        self.setText("")

    @property
    def shown(self) -> bool:
        """Whether the letters are painted now; the line itself still holds none."""
        return self._shown

    def show_letters(self, *, shown: bool) -> None:
        """Paint the letters instead of the dots, or the dots again."""
        if shown != self._shown:
            self._shown = shown
            self._echo(QLineEdit.EchoMode.NoEcho if shown else QLineEdit.EchoMode.Password)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the letters by hand where they are shown."""
        super().paintEvent(event)
        if not self._shown:
            return
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        painter = QPainter(self)
        painter.setPen(self.palette().text().color())
        painter.drawText(
            room.adjusted(_INSET, 0, -_INSET, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.text(),
        )
        painter.end()

    def _set_behind(self, text: str) -> None:
        """Assistive technology may set the text of a line past every key: it is taken as typed."""
        if text != _DOT * len(self._secret):
            self.setText(text)
            self.textEdited.emit(self._secret)

    # -- editing --------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters go beside the line; moving about and marking are the line's own."""
        word = bool(event.modifiers() & _WORD)
        if any(event.matches(key) for key in _NOTHING):
            pass
        elif event.matches(_Key.Paste):
            self._paste(QGuiApplication.clipboard().mimeData())
        elif event.matches(_Key.DeleteCompleteLine):
            self._replace(0, len(self._secret), "")
        elif event.matches(_Key.DeleteEndOfLine) or event.key() == Qt.Key.Key_Delete:
            whole = word or event.matches(_Key.DeleteEndOfLine)
            self._take_away(self.cursorPosition(), len(self._secret) if whole else self.cursorPosition() + 1)
        elif event.key() == Qt.Key.Key_Backspace:
            self._take_away(0 if word else max(self.cursorPosition() - 1, 0), self.cursorPosition())
        elif _is_typing(event):
            self._type(event.text())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Letters that are composed all the same, of dead keys."""
        self._type(event.commitString())
        event.accept()

    def inputMethodQuery(self, *query: Any) -> Any:  # noqa: N802  Qt's own, with and without an argument
        """There is nothing here for an input method."""
        return False if query[0] is Qt.InputMethodQuery.ImEnabled else super().inputMethodQuery(*query)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button inserts what is marked elsewhere, here as in every line."""
        if event.button() is Qt.MouseButton.MiddleButton:
            clipboard = QGuiApplication.clipboard()
            if clipboard.supportsSelection():
                self._paste(clipboard.mimeData(clipboard.Mode.Selection))
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Paste, and nothing that takes letters out."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Paste"), lambda: self._paste(QGuiApplication.clipboard().mimeData()))
        menu.popup(event.globalPos())

    def _paste(self, mime: QMimeData | None) -> None:
        if mime is not None and mime.hasText():
            # As Qt does: a line has no lines.
            self._type(mime.text().replace("\n", " "))

    def _type(self, text: str) -> None:
        if text and not self.isReadOnly():
            self._replace(*self._marked(self.cursorPosition(), self.cursorPosition()), text)

    def _take_away(self, begin: int, end: int) -> None:
        if not self.isReadOnly():
            self._replace(*self._marked(begin, end), "")

    def _marked(self, begin: int, end: int) -> tuple[int, int]:
        """What is marked; without a mark, this part."""
        return (self.selectionStart(), self.selectionEnd()) if self.hasSelectedText() else (begin, end)

    def _replace(self, begin: int, end: int, text: str) -> None:
        before, after = self._secret[:begin], self._secret[end:]
        text = text[: self.maxLength() - len(before) - len(after)]
        changed = before + text + after
        if changed == self._secret:
            return
        self.setText(changed)
        self.setCursorPosition(begin + len(text))
        self.textEdited.emit(changed)


def _is_typing(event: QKeyEvent) -> bool:
    """Whether the key writes something. AltGr, which writes, comes as Ctrl and Alt together on some systems."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    return bool(event.text()) and event.text().isprintable() and control == alt
