"""What a page is for, in a sentence or two: the help sheet begins with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from enroll_app.services.steps import Step
from enroll_app.ui.navigation import Place

if TYPE_CHECKING:
    from enroll_app.ui.session import Session
    from enroll_app.ui.window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("help", text)


def help_words(session: "Session", window: "MainWindow") -> str:
    """About what is in sight; empty where that explains itself."""
    if window.in_sight is not window.content:
        return ""
    place = window.navigation.present
    if place is not Place.ENROLL:
        return _place_words(place)
    return _key_words(session) if session.holding.hand is not None else _step_words(session.wizard.step)


def _place_words(place: Place) -> str:
    return {
        Place.OUTBOX: _tr(
            "What is saved here and not answered yet. It is sent by itself; what waits for a decision says so."
        ),
        Place.HISTORY: _tr(
            "What this desk did, and what came of it. While the search has the keyboard, a card held to the reader is "
            "looked for."
        ),
        Place.READERS: _tr("What each reader sends, and the number format it is read with. Nothing is enrolled here."),
        Place.SETTINGS: _tr("How this desk works. What the policy of this computer has fixed cannot be changed here."),
    }.get(place, "")


def _step_words(step: Step) -> str:
    return {
        Step.CARD: _tr(
            "A new card leads to its person, PIN and doors. A card that is known here opens its key, to extend, change "
            "or block it."
        ),
        Step.PERSON: _tr(
            "Type the name. People who were met here before are offered below it; picking one makes no second person."
        ),
        Step.PIN: _tr("Only doors that ask for a PIN need one. A PIN that is drawn is shown once, on the last page."),
        Step.ACCESS: _tr(
            "A role fills in the end, and the levels that go with it. Type to find a level, Enter chooses it. With no "
            "level the card opens no door."
        ),
        Step.REVIEW: _tr("Nothing was sent so far. Going on creates the key; what is unusual stands above the table."),
        Step.FORM: _tr("All of it on one page. Going on creates the key; what is unusual is said before."),
        Step.RESULT: _tr(
            "How far the key has come, system by system. Hand the card out once it says that it is done; what waits is "
            "sent by itself."
        ),
    }[step]


def _key_words(session: "Session") -> str:
    hand = session.holding.hand
    if hand is None or hand.act is None:
        return _tr(
            "A key that exists. Choose at the right what is to be done with it; what that will do is said before it is "
            "done."
        )
    if hand.sent:
        return _tr("What came of it, system by system. It holds at a door once its system has confirmed it.")
    return _tr("What will happen is said at the bottom before anything is sent. Esc leaves the key as it is.")
