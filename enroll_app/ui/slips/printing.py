"""Slips on the system's printers, by the system's own dialog."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from enroll_app.domain.problems import Problem
from enroll_app.ui.slips.painting import paint_slip
from enroll_app.ui.slips.text import Line

NO_PRINTER = Problem(
    "no-printer",
    "This computer has no printer.",
    "Add one in the system's settings, or note down what the person needs by hand.",
)
NOT_PRINTED = Problem(
    "not-printed",
    "The printer did not take the slip.",
    "Look whether it is switched on and has paper, then print it again.",
)
_MM_PER_INCH = 25.4


class SlipPrinter(QObject):
    """Asks for a printer and prints. One slip at a time.

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
            then(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Slip"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        if secret:
            dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)

        def answered(result: int) -> None:
            if result == QDialog.DialogCode.Accepted:
                then(draw(printer, lines, secret=secret))
            self._printer = None
            dialog.deleteLater()

        # The dialog knows it by its address alone.
        self._printer = printer
        dialog.finished.connect(answered)
        QDialog.open(dialog)


def draw(printer: QPrinter, lines: Sequence[Line], *, secret: bool) -> Problem | None:
    """Print the lines; what is wrong, None when nothing is. secret: never to a file, whatever the dialog says."""
    if secret and printer.outputFileName():
        return NOT_PRINTED
    page = printer.pageRect(QPrinter.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(printer):
        return NOT_PRINTED
    paint_slip(painter, lines, (page.width(), page.height()), printer.resolution() / _MM_PER_INCH)
    return None if painter.end() else NOT_PRINTED
