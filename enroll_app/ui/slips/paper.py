"""Puts a slip on a printer, on a worker's thread.

Qt lets that be: "QPainter can be used in a thread to paint onto QImage, QPrinter, and QPicture paint devices"
(Thread-Support in Qt Modules). But the binding keeps the interpreter, and with it the window, for as long as a painter
begins and ends, and that is when a driver opens its printer and hands the page over. It lets go of it in one call that
does all three: QTextDocument.print_ (PySide6, typesystem_gui_common.xml: allow-thread). So a slip is a document whose
layout paints it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextBlock, QTextDocument, QTextFrame
from PySide6.QtPrintSupport import QPrinter

from enroll_app.domain.problems import Problem
from enroll_app.ui.slips.file_printers import makes_files, port_of
from enroll_app.ui.slips.painting import paint_slip
from enroll_app.ui.slips.text import Line

NO_FILE = Problem(
    "secret-into-file",
    "A slip with a PIN or a code is printed on paper only: a file would keep the digits for whoever finds it.",
    "Choose a printer, or show the digits on the screen.",
)
NO_FILE_HERE = Problem(
    "file-in-kiosk",
    "In the full screen that is left by password, slips are printed on paper only: a file would need a file chooser.",
    "Choose a printer, or leave the full screen first.",
)
NOT_PRINTED = Problem(
    "not-printed",
    "The printer did not take the slip.",
    "Look whether it is switched on and has paper, then print it again.",
)
_MM_PER_INCH = 25.4
_FAILED = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def draw(printer: QPrinter, lines: Sequence[Line], *, secret: bool, kiosk: bool = False) -> Problem | None:
    """Print the lines; what is wrong, None when nothing is. Blocks for as long as the printer's driver does.

    secret: never to a file, whatever the dialog says. kiosk: neither, whatever the lines show.
    """
    if (secret or kiosk) and _into_file(printer):
        return NO_FILE if secret else NO_FILE_HERE
    document = QTextDocument()
    layout = _SlipLayout(document, lines, printer)
    # As large as the page: nothing is broken, and no page has a number.
    document.setPageSize(layout.documentSize())
    document.setDocumentLayout(layout)
    document.print_(printer)
    return None if layout.painted and printer.printerState() not in _FAILED else NOT_PRINTED


def _into_file(printer: QPrinter) -> bool:
    name = printer.printerName()
    return bool(printer.outputFileName()) or makes_files(name, port_of(name))


class _SlipLayout(QAbstractTextDocumentLayout):
    """One page. painted: the printer let itself be begun with, and the slip was drawn."""

    def __init__(self, document: QTextDocument, lines: Sequence[Line], printer: QPrinter) -> None:
        super().__init__(document)
        self.painted = False
        self._lines = lines
        page = printer.pageRect(QPrinter.Unit.Millimeter)
        self._page_mm = page.width(), page.height()
        self._dots_per_mm = printer.resolution() / _MM_PER_INCH
        self._size = QSizeF(max(1, printer.width()), max(1, printer.height()))

    def draw(self, painter: QPainter, _context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Paint the slip, in the printer's own dots."""
        painter.resetTransform()
        paint_slip(painter, self._lines, self._page_mm, self._dots_per_mm)
        self.painted = True

    def pageCount(self) -> int:
        """One: what does not fit is made smaller."""
        return 1

    def documentSize(self) -> QSizeF:
        """The page, in dots."""
        return self._size

    def hitTest(self, _point: QPointF | object, _accuracy: Qt.HitTestAccuracy) -> int:
        """Nobody points at paper."""
        return -1

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:
        """The page."""
        return QRectF(QPointF(), self._size)

    def blockBoundingRect(self, _block: QTextBlock) -> QRectF:
        """The page."""
        return QRectF(QPointF(), self._size)

    def documentChanged(self, _start: int, _removed: int, _added: int) -> None:
        """Its words are not the document's."""
