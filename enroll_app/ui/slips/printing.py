"""Slips on the system's printers, by the system's own dialog.

The dialog is the system's and stands on the window's thread. What comes after it does not: a driver that waits for its
printer, or a print server that is far away, takes seconds (see `paper`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from enroll_app.domain.levels import AccessLevel
from enroll_app.domain.problems import Problem
from enroll_app.services.desk import Desk
from enroll_app.services.shown_result import ShownResult
from enroll_app.services.slip import slip_of
from enroll_app.ui.choosing_files import in_kiosk
from enroll_app.ui.failures import problem_of
from enroll_app.ui.slips.paper import draw
from enroll_app.ui.slips.text import Line, slip_lines
from enroll_app.ui.threads import Background

NO_PRINTER = Problem(
    "no-printer",
    "This computer has no printer.",
    "Add one in the system's settings, or note down what the person needs by hand.",
)


def print_shown(
    parent: QWidget,
    shown: ShownResult,
    levels: tuple[AccessLevel, ...],
    desk: Desk,
    begun: Callable[[], None],
    then: Callable[[Problem | None], None],
) -> None:
    """Print the slip of the key that is shown; its PIN or code counts as looked at once it is on paper.

    levels: those that the service has. begun: called when a printer was chosen and has to do its part now. then: gets
    what is wrong, None once it was printed; nothing where another key is shown by then. One slip at a time: while the
    parent has one at a printer, this does nothing.
    """
    outcome, slip = shown.outcome, slip_of(shown, levels, desk.now(), desk.name)
    if slip is None or parent.findChild(SlipPrinter) is not None:
        return

    def going() -> None:
        if shown.outcome is outcome:
            begun()

    def printed(problem: Problem | None) -> None:
        if shown.outcome is not outcome:
            return
        if problem is None:
            shown.pin_seen |= slip.pin is not None
            shown.code_seen |= bool(slip.code)
        then(problem)

    SlipPrinter(parent).print_slip(slip_lines(slip, desk.zone), secret=slip.secret, begun=going, then=printed)


class SlipPrinter(QObject):
    """Asks for a printer and prints one slip; it is gone after that.

    A slip with a PIN or a code must not come to lie on a disk where nobody sealed it: printing to a file is not
    offered for it, and printers that are known to write files are refused (see `file_printers`, also for what cannot be
    told). In a kiosk no slip becomes a file, for it would be asked where to. What the system's own print queue keeps
    meanwhile is the system's.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._printer: QPrinter | None = None
        self._kiosk = in_kiosk(parent)
        self._background = Background(self, workers=1)

    def print_slip(
        self,
        lines: Sequence[Line],
        *,
        secret: bool,
        begun: Callable[[], None],
        then: Callable[[Problem | None], None],
    ) -> None:
        """Ask for a printer and print there; `then` gets what is wrong, None once it was printed.

        It gets nothing where the person thinks better of it. begun: called once a printer was chosen. secret: it shows
        digits that open doors.
        """
        if not QPrinterInfo.availablePrinterNames():
            self.deleteLater()
            then(NO_PRINTER)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.tr("Slip"))
        dialog = QPrintDialog(printer, self._window)
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=False)
        if secret or self._kiosk:
            dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, on=False)

        def answered(result: int) -> None:
            dialog.deleteLater()
            if result == QDialog.DialogCode.Accepted:
                begun()
                self.send(printer, lines, secret=secret, then=then)
            else:
                self.deleteLater()

        # The dialog knows it by its address alone.
        self._printer = printer
        dialog.finished.connect(answered)
        QDialog.open(dialog)

    def send(
        self, printer: QPrinter, lines: Sequence[Line], *, secret: bool, then: Callable[[Problem | None], None]
    ) -> None:
        """Print there, off the window's thread; `then` gets what is wrong, None once the printer has it."""

        def done(future: Future[Problem | None]) -> None:
            failure = future.exception()
            self._printer = None
            self.deleteLater()
            then(problem_of(failure) if failure else future.result())

        kiosk = self._kiosk
        self._background.run(lambda: draw(printer, lines, secret=secret, kiosk=kiosk), done)
