"""Shows one page out of several."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class PageStack(QWidget):
    """Shows one page and is as large as that one needs: no page scrolls for another one's sake.

    Not a QStackedWidget, whose layout asks for the height of the tallest page.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None

    def add(self, page: QWidget) -> None:
        """Take a page in, out of sight."""
        page.hide()
        self._column.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        """Show this page in place of the one before."""
        if self._shown is page:
            return
        if self._shown:
            self._shown.hide()
        page.show()
        self._shown = page
