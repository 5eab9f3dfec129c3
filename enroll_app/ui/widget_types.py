"""Has the binding make its classes of widgets; importing this is all.

It makes each when it is first asked for, and all of them at once where Qt hands out a widget of its own, such as what
a list scrolls: 15 ms or more of whatever thread that happens on. Here they are made by the one that loads ahead.
"""

from PySide6 import QtWidgets

for _name in dir(QtWidgets):
    getattr(QtWidgets, _name)
