"""What was done, or is to be, as the lists say it: of a change to a key that exists, what of it is changed."""

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.operations import Purpose
from enroll_app.domain.touched import Touched
from enroll_app.ui.record_words import purpose_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("deeds", text)


def deed_words(purpose: Purpose, touched: Touched) -> str:
    """What it was: enrolled, blocked, PIN changed. touched: what of the key a change is about."""
    if purpose is not Purpose.CHANGE:
        return purpose_words(purpose)
    pin, validity, levels = Touched.PIN, Touched.VALIDITY, Touched.LEVELS
    several = {
        pin: _tr("Change the PIN"),
        Touched.PIN_AWAY: _tr("Take the PIN away"),
        validity: _tr("Change how long it is valid"),
        levels: _tr("Change the access levels"),
        pin | validity: _tr("Change PIN and validity"),
        pin | levels: _tr("Change PIN and access levels"),
        validity | levels: _tr("Change validity and access levels"),
        pin | validity | levels: _tr("Change PIN, validity and access levels"),
    }
    if touched in several:
        return several[touched]
    # Among several changes it makes no difference in a line whether the PIN is a new one or gone.
    return several.get((touched & ~Touched.PIN_AWAY) | pin, purpose_words(purpose))
