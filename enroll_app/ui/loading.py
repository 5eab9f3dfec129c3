"""What the window is made of, loaded behind its first paint by a thread that imports modules and makes nothing.

An import on the window's own thread would be felt: together they take a second.
"""

import gc
from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from enroll_app.ui.navigation import VIEWS

FIRST = (
    "enroll_app.log",
    "enroll_app.composition",
    "enroll_app.ui.session",
    "enroll_app.ui.keeping",
    "enroll_app.ui.setup.offer",
    "enroll_app.ui.single_instance",
    "enroll_app.ui.tray",
    "enroll_app.ui.icons",
    "PySide6.QtSvg",
    "enroll_app.ui.leaving",
    "enroll_app.ui.widgets.card_in_hand",
    "enroll_app.ui.widgets.held_notice",
    "enroll_app.ui.widgets.theme_follower",
)
"""What a desk and its session are made of, and the first page on them."""
AHEAD = (
    "enroll_app.ui.widget_types",
    "enroll_app.ui.going_on",
    "enroll_app.ui.pages.making",
    "enroll_app.ui.widgets.level_picker",
    "enroll_app.ui.widgets.validity_choice",
    "enroll_app.ui.key.form",
    "enroll_app.ui.key.result",
    "enroll_app.ui.key.view",
    *(module for module, _ in VIEWS.values()),
    "enroll_app.ui.readers.live_view",
    "enroll_app.ui.readers.lesson_page",
    "enroll_app.ui.rebuilding",
    "enroll_app.ui.restyling",
    "enroll_app.ui.collecting",
    "enroll_app.ui.closing",
    "enroll_app.ui.question",
)
"""What the places, their pages and questions are made of, so that the first visit does not wait."""


def load(modules: Sequence[str]) -> None:
    """Import these, on a worker."""
    for module in modules:
        import_module(module)


def settle() -> None:
    """All is loaded; where nobody looked for garbage since the start, it is begun with."""
    from enroll_app.ui.collecting import Collecting

    application = QCoreApplication.instance()
    if application is not None and not gc.isenabled() and application.findChild(Collecting) is None:
        Collecting(application)
