"""The one way to a file: whoever is shown a file chooser is shown the whole disk with it.

The system's own chooser lets its user open, rename and delete what it shows, and no program can keep it from that. So
where the window fills the screen for good, the desk's password is asked for before one comes up. Qt's own, which stands
in where the system has none, only shows.
"""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from enroll_app.ui.window import MainWindow

# The ending of the first pattern of a kind of files, as in "Spreadsheet, CSV (*.csv)".
_ENDING = re.compile(r"\*\.(\w+)")


def _tr(text: str) -> str:
    return QCoreApplication.translate("files", text)


def choose_new(asking: QWidget, title: str, name: str, kinds: str, then: Callable[[str], None]) -> None:
    """Ask for the path of a file that is to be written; `then` gets it, or nothing where nobody wants one.

    asking: what wants it; nothing is done once that is gone. name: what is offered, in the person's own folder. kinds:
    as Qt has them, each with its ending. A file that is there is no matter of the chooser: whoever writes refuses it.
    """

    def show() -> None:
        dialog = _chooser(asking, title, Path.home() / name, kinds, then)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(_ending(kinds))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(_ending(kind)))
        dialog.open()

    _let_in(asking, show)


def choose_existing(asking: QWidget, title: str, folder: Path, kinds: str, then: Callable[[str], None]) -> None:
    """Ask for a file that is there, beginning in this folder; otherwise as `choose_new`."""

    def show() -> None:
        dialog = _chooser(asking, title, folder, kinds, then)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.open()

    _let_in(asking, show)


def in_kiosk(asking: QWidget) -> bool:
    """Whether this is in a window that fills the screen for good."""
    window = asking.window()
    return isinstance(window, MainWindow) and window.keeper.kiosk


def _let_in(asking: QWidget, show: Callable[[], None]) -> None:
    window = asking.window()
    if not isinstance(window, MainWindow) or not in_kiosk(asking):
        show()
        return
    question = _tr("Give the desk's password to choose a file: the whole disk is in sight then.")
    window.keeper.ask(question, lambda: show() if isValid(asking) else None)


def _chooser(asking: QWidget, title: str, at: Path, kinds: str, then: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(asking, title, str(at), kinds)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    dialog.fileSelected.connect(then)
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _ending(kind: str) -> str:
    found = _ENDING.search(kind)
    return found[1] if found else ""
