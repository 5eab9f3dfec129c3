"""Slips on the system's printers, by the system's own dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.shown_result import ShownResult
from enroll_app.services.slip import slip_of
from enroll_app.ui.slips.painting import paint_slip
from enroll_app.ui.slips.text import Line, slip_lines

NO_PRINTER = Problem(
    "no-printer",
    "This computer has no printer.",
    "Add one in the system's settings, or note down what the person needs by hand.",
)
NO_FILE = Problem(
    "secret-into-file",
    "A slip with a PIN or a code is printed on paper only: a file would keep the digits for whoever finds it.",
    "Choose a printer, or show the digits on the screen.",
)
NOT_PRINTED = Problem(
    "not-printed",
    "The printer did not take the slip.",
    "Look whether it is switched on and has paper, then print it again.",
)
_MM_PER_INCH = 25.4


def print_shown(
    parent: QWidget,
    shown: ShownResult,
    levels: tuple[AccessLevel, ...],
    desk: Desk,
    then: Callable[[Problem | None], None],
) -> None:
    """Print the slip of the key that is shown; its PIN or code counts as looked at once it is on paper.

    levels: those that the service has. then: gets what is wrong, None once it was printed; nothing where another key is
    shown by then.
    """
    outcome, slip = shown.outcome, slip_of(shown, levels, desk.now(), desk.name)
    if slip is None:
        return

    def printed(problem: Problem | None) -> None:
        if shown.outcome is not outcome:
            return
        if problem is None:
            shown.pin_seen |= slip.pin is not None
            shown.code_seen |= bool(slip.code)
        then(problem)

    SlipPrinter(parent).print_slip(slip_lines(slip, desk.zone), secret=slip.secret, then=printed)


class SlipPrinter(QObject):
    """Asks for a printer and prints one slip; it is gone after that.

    A slip with a PIN or a code must not come to lie on a disk where nobody sealed it: printing to a file is not
    offered for it. What the system's own print queue keeps meanwhile is the system's.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._printer: QPrinter | None = None

    def print_slip(self, lines: Sequence[Line], *, secret: bool, then: Callable[[Problem | None], None]) -> None:
        """Ask for a printer and print there; `then` gets what is wrong, None once it was printed.

        It gets nothing where the person thinks better of it. secret: it shows digits that open doors.
        """
        if not QPrinterInfo.availablePrinterNames():
            self.deleteLater()
            then(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Slip"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        if secret:
            dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)

        def answered(result: int) -> None:
            found = draw(printer, lines, secret=secret) if result == QDialog.DialogCode.Accepted else None
            self._printer = None
            dialog.deleteLater()
            self.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                then(found)

        # The dialog knows it by its address alone.
        self._printer = printer
        dialog.finished.connect(answered)
        QDialog.open(dialog)


def draw(printer: QPrinter, lines: Sequence[Line], *, secret: bool) -> Problem | None:
    """Print the lines; what is wrong, None when nothing is. secret: never to a file, whatever the dialog says."""
    if secret and printer.outputFileName():
        return NO_FILE
    page = printer.pageRect(QPrinter.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(printer):
        return NOT_PRINTED
    paint_slip(painter, lines, (page.width(), page.height()), printer.resolution() / _MM_PER_INCH)
    return None if painter.end() else NOT_PRINTED
