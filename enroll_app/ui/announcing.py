"""Words for assistive technology."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Tell assistive technology what changed, without moving the focus (WCAG 2.2, 4.1.3).

    Nothing of what is shown nowhere, such as what lies behind a locked window.
    """
    if not widget.window().isVisible():
        return
    # Loaded late, as what it is made of costs the start more than the whole first page.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
