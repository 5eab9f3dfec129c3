"""A window with one of every kind of field, under a `KeyboardReader`. See `tests.e2e.keyboard_stage`."""

from time import sleep

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from drivers.keystrokes import DECIMAL, HEXADECIMAL, Form
from drivers.reader import NumberSeen
from enroll_app.ui.application import make_application
from enroll_app.ui.keyboard_reader import KeyboardReader
from enroll_app.ui.question import ask
from tests.e2e.keyboard_stage import Stage, play

_FORMS = {
    "decimal": (Form(DECIMAL, frozenset({10}), profile="ten"),),
    "hexadecimal": (Form(HEXADECIMAL, frozenset({10}), profile="hex"),),
    "none": (),
}


class Fields(QWidget):
    """One of each kind of field; `fields` has what the test calls them."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Fields")
        self.fields: dict[str, QWidget] = {
            "line": QLineEdit(),
            "password": QLineEdit(echoMode=QLineEdit.EchoMode.Password),
            "text": QPlainTextEdit(),
            "spin": QSpinBox(maximum=2_000_000_000),
            "date": QDateEdit(),
            "combo": _combo(editable=False),
            "editable": _combo(editable=True),
            "check": QCheckBox("&1 Check"),
            "radio": QRadioButton("&Radio"),
            "other": QRadioButton("&Other"),
            "list": _list(),
            "tabs": _tabs(),
            "button": QPushButton("&Button"),
            "default": QPushButton("&Default", default=True),
        }
        column = QVBoxLayout(self)
        for field in self.fields.values():
            column.addWidget(field)
        for key in ("1", "4", "Return", "Alt+A"):
            QShortcut(QKeySequence(key), self)


def _combo(*, editable: bool) -> QComboBox:
    combo = QComboBox(editable=editable)
    combo.addItems(["zero", "1 one", "2 two", "a", "b"])
    return combo


def _list() -> QListWidget:
    widget = QListWidget()
    for words in ("none", "1 one", "4 four", "a"):
        item = QListWidgetItem(words, widget)
        item.setCheckState(Qt.CheckState.Unchecked)
    widget.setCurrentRow(0)
    return widget


def _tabs() -> QTabWidget:
    tabs = QTabWidget()
    for words in ("&1", "&2"):
        tabs.addTab(QWidget(), words)
    return tabs


def _held(field: QWidget) -> object:
    match field:
        case QComboBox():
            return [field.currentText(), field.count()]
        case QPlainTextEdit():
            return field.toPlainText()
        case QSpinBox() | QDateEdit() | QLineEdit():
            return field.text()
        case QListWidget():
            return [field.currentRow(), [field.item(row).checkState().name for row in range(field.count())]]
        case QTabWidget():
            return field.currentIndex()
        case QAbstractButton():
            return field.isChecked()
    raise TypeError(field)


class FieldStage(Stage):
    """The fields, and what can be opened over them."""

    def __init__(self) -> None:
        window = Fields()
        super().__init__(window)
        self._fields = window.fields
        self._forms = "decimal"
        self._menu = QMenu(window)
        for words in ("&1", "&4", "&a", "&b"):
            self._menu.addAction(words).triggered.connect(lambda *_: self.spy.acts.append("menu"))
        self._reader = KeyboardReader(lambda: _FORMS[self._forms], self)
        self._reader.came.connect(self._take)
        self.spy.watch(window)
        self.add_command("forms", self._use_forms)
        self.add_command("open", self._open)
        # The answer goes out first; then the event loop does not turn, as in a slow slot.
        self.add_command("stall", lambda words: QTimer.singleShot(0, lambda: sleep(int(words) / 1_000)))

    def start(self) -> None:
        self._reader.start()
        super().start()

    def state(self) -> dict[str, object]:
        return super().state() | {"fields": {name: _held(field) for name, field in self._fields.items()}}

    def clear(self, _: str) -> None:
        super().clear("")
        for field in self._fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.clear()

    def focus(self, name: str) -> None:
        self._fields[name].setFocus()

    def _take(self, seen: object) -> None:
        self.came.append(seen.text if isinstance(seen, NumberSeen) else str(getattr(seen, "problem", seen)))

    def _use_forms(self, name: str) -> None:
        self._forms = name

    def _open(self, what: str) -> None:
        if what == "menu":
            self._menu.popup(self.window.mapToGlobal(self.window.rect().center()))
        elif what == "combo":
            combo = self._fields["combo"]
            assert isinstance(combo, QComboBox)
            combo.showPopup()
        else:
            # In a message box a letter alone presses the button that it marks.
            ask(self.window, "Really?", "One. Four. A.", "&A", "&1", lambda: self.spy.acts.append("answered yes"))
            dialog = QApplication.activeModalWidget()
            assert dialog is not None
            self.spy.watch(dialog)


if __name__ == "__main__":
    program = make_application()
    play(program, FieldStage())
