"""Looks for garbage on the window's thread, and on no other.

Python looks for it on whichever thread has just made something. A widget in it would be deleted there, in the middle of
what the window does with it or with what it belongs to: that is the end of the program.
"""

import gc

from PySide6.QtCore import QObject, QTimer

# How often it is looked whether there is enough to look for, in milliseconds. The longer, the more there is to look
# through at once: all that was made since.
_LOOK_MS = 200


class Collecting(QObject):
    """At work as long as it is there; what is there already when it begins is taken to stay for good.

    Looking through all of that would hold up each thread for a twentieth of a second, now and then.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        timer = QTimer(self)
        timer.timeout.connect(self.look)
        timer.start(_LOOK_MS)

    def look(self) -> None:
        """Look through what is due, by Python's own thresholds."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [one for one in range(len(counts)) if counts[one] > thresholds[one]]
        if due:
            gc.collect(max(due))
