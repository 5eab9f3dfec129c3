"""Files are chosen by whoever may: in a kiosk with the desk's password, and a chooser of ours changes nothing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from drivers.virtual import VirtualReader
from enroll_app.domain.history import Query
from enroll_app.domain.preferences import Preferences
from enroll_app.services.desk import Desk
from enroll_app.services.password import make
from enroll_app.services.unwritten import UnwrittenSettings
from enroll_app.ui.choosing_files import choose_new
from enroll_app.ui.guard import PasswordQuestion
from enroll_app.ui.history.view import HistoryView
from enroll_app.ui.navigation import Place
from enroll_app.ui.outbox.view import OutboxView
from enroll_app.ui.settings.rows import FileText
from tests.ui.hands import Hands

PASSWORD = "four quiet cards"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def kiosk(qtbot: QtBot, make_desk: Callable[..., Desk], virtual: VirtualReader) -> Iterator[Hands]:
    settings = UnwrittenSettings(replace(Preferences(), password=make(PASSWORD), kiosk=True))
    with Hands(qtbot, replace(make_desk(lambda _uris: virtual), settings=settings)) as hands:
        give(hands)
        hands.until(lambda: hands.window.keeper.page is None)
        hands.back()
        yield hands
        hands.window.keeper.stop()


def give(hands: Hands) -> None:
    hands.until(lambda: isinstance(hands.focus, QLineEdit))
    hands.type(PASSWORD)
    hands.enter()
    hands.until(lambda: not hands.window.keeper.guard.busy)


def chooser() -> QFileDialog | None:
    shown = QApplication.activeModalWidget()
    return shown if isinstance(shown, QFileDialog) else None


def from_history(hands: Hands) -> None:
    hands.press(Qt.Key.Key_3, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.HISTORY]
    assert isinstance(view, HistoryView)
    view.errands.ask_where(Query())


def for_help(hands: Hands) -> None:
    hands.press(Qt.Key.Key_2, modifier=CONTROL)
    view = dict(hands.window.navigation.made())[Place.OUTBOX]
    assert isinstance(view, OutboxView)
    view.help._ask_where()


def for_a_certificate(hands: Hands) -> None:
    row = FileText("service.ca", "&Certificate", "PEM (*.pem)", "", hands.window.content)
    row.show()
    row.choose.click()


@pytest.mark.parametrize("ask", [from_history, for_help, for_a_certificate])
def test_a_kiosk_shows_the_disk_to_whoever_has_the_password_alone(kiosk: Hands, ask: Callable[[Hands], None]) -> None:
    ask(kiosk)
    for _ in range(2):
        kiosk.until(lambda: QApplication.activeModalWidget() is not None)
        assert isinstance(QApplication.activeModalWidget(), PasswordQuestion)
        kiosk.press(Qt.Key.Key_Escape)
        kiosk.back()
        ask(kiosk)
    give(kiosk)
    kiosk.until(lambda: chooser() is not None)
    shown = chooser()
    assert shown is not None
    assert shown.testOption(QFileDialog.Option.ReadOnly)
    shown.reject()


def test_a_chooser_of_ours_takes_nothing_away_and_still_names_a_new_file(
    hands: Hands, qtbot: QtBot, tmp_path: Path
) -> None:
    """Qt's own chooser deletes what is chosen in it, whole folders, at a press of Delete and a yes."""
    kept = tmp_path / "records" / "enroll.sqlite3"
    kept.parent.mkdir()
    kept.write_text("precious")
    chosen: list[str] = []
    choose_new(hands.window, "Export", "new", "CSV (*.csv);;Excel (*.xlsx)", chosen.append)
    shown = chooser()
    assert shown is not None
    shown.setDirectory(str(tmp_path))
    view = shown.findChild(QAbstractItemView, "listView")
    assert isinstance(view, QAbstractItemView)
    model = view.model()
    qtbot.waitUntil(lambda: model.rowCount(view.rootIndex()) > 0, timeout=8_000)
    rows = [model.index(row, 0, view.rootIndex()) for row in range(model.rowCount(view.rootIndex()))]
    [folder] = [index for index in rows if index.data() == "records"]
    view.setCurrentIndex(folder)
    view.selectionModel().select(folder, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert not model.flags(folder) & Qt.ItemFlag.ItemIsEditable
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert kept.read_text() == "precious"
    line = shown.findChild(QLineEdit)
    assert line is not None
    line.setText("of today")
    shown.accept()
    qtbot.waitUntil(lambda: chosen == [str(tmp_path / "of today.csv")], timeout=8_000)
