"""The wizard as it is, at a training desk with a keyboard reader. See `tests.e2e.keyboard_stage`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QListView, QWidget

from enroll_app.composition import training_desk
from enroll_app.services.tapping import Read
from enroll_app.ui.application import make_application
from enroll_app.ui.health import Condition
from enroll_app.ui.session import Session
from enroll_app.ui.window import MainWindow
from tests.e2e.keyboard_stage import Stage, play

_READER = "keyboard:?format=dec&technology=mifare-classic"


class WizardStage(Stage):
    """The main window with its session."""

    def __init__(self) -> None:
        self._main = MainWindow(training=True)
        super().__init__(self._main)
        self._session = Session(training_desk((_READER,)), self)
        self._session.read.connect(self._take)
        self._session.unreadable.connect(self.came.append)
        self.add_command("fields", lambda _: [type(field).__name__ for field in self._fields()])
        self.add_command("watch", lambda _: self.spy.watch(self.window))
        QApplication.instance().aboutToQuit.connect(self._session.stop)  # type: ignore[union-attr]

    def start(self) -> None:
        self._main.attach(self._session)
        self._session.start()
        super().start()

    def state(self) -> dict[str, object]:
        focus = QApplication.focusWidget()
        return super().state() | {
            "step": self._session.wizard.step.name,
            "ready": self._session.service_health.condition is Condition.WELL,
            "done": self._session.wizard.outcome is not None,
            "focus": self._fields().index(focus) if focus in self._fields() else -1,
            "holds": [_held(field) for field in self._fields()],
        }

    def focus(self, name: str) -> None:
        self._fields()[int(name)].setFocus()

    def _fields(self) -> list[QWidget]:
        """Whatever can have the focus now."""
        return [
            field
            for field in self.window.findChildren(QWidget)
            if field.isVisible() and field.isEnabled() and field.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]

    def _take(self, read: Read) -> None:
        assert read.tap is not None, read
        self.came.append(read.raw)


def _held(field: QWidget) -> object:
    match field:
        case QLineEdit():
            return field.text()
        case QListView():
            rows = [field.model().index(row, 0) for row in range(field.model().rowCount())]
            return [str(row.data(Qt.ItemDataRole.CheckStateRole)) for row in rows]
        case QAbstractButton():
            return [field.text(), field.isChecked()]
    return type(field).__name__


if __name__ == "__main__":
    program = make_application()
    # Its keys come faster than a double click.
    QApplication.setDoubleClickInterval(0)
    play(program, WizardStage())
