"""The one way in which something that is shown goes away."""

from PySide6.QtWidgets import QWidget

_going: set[QWidget] = set()


def let_go(widget: QWidget) -> None:
    """Take a widget out of sight at once, and delete it once nothing of it is at work any more.

    A widget without a parent belongs to Python, which deletes it with its last name, or whenever garbage is looked for:
    in the middle of an event of one of its children that would be the end of the program. So it keeps a name until Qt
    has deleted it, which Qt does between two events.
    """
    _going.add(widget)
    # Not the widget itself: while it is being destroyed nothing is to ask anything of it.
    at = id(widget)
    widget.destroyed.connect(lambda: _forget(at))
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def _forget(at: int) -> None:
    for widget in [one for one in _going if id(one) == at]:
        _going.discard(widget)
