"""A slip in words: lines with their weight, whatever they are drawn on."""

from dataclasses import dataclass, field
from datetime import tzinfo
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from enroll_app.services.slip import Slip
from enroll_app.ui.words import local_time, validity_words


def _tr(text: str) -> str:
    return QCoreApplication.translate("slip", text)


class Weight(Enum):
    """How a line is drawn. SECRET: the digits, large and widely spaced."""

    NAME = auto()
    LABEL = auto()
    TEXT = auto()
    SECRET = auto()
    RULE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """text: empty for a RULE; not in the repr, for it may be a PIN."""

    weight: Weight
    text: str = field(default="", repr=False)


def slip_lines(slip: Slip, zone: tzinfo) -> tuple[Line, ...]:
    """The slip from its top to its end, in the window's language, with the times of this zone."""
    lines = [Line(Weight.NAME, slip.name or _tr("Access key"))]
    for digits, what in ((slip.pin.digits if slip.pin else "", _tr("PIN")), (slip.code, _tr("Code"))):
        if digits:
            lines += [Line(Weight.LABEL, what), Line(Weight.SECRET, digits)]
    lines += [Line(Weight.LABEL, _tr("Valid")), Line(Weight.TEXT, validity_words(slip.validity, zone))]
    if slip.doors is not None:
        doors = "\n".join(slip.doors) or _tr("No doors yet")
        lines += [Line(Weight.LABEL, _tr("Access levels")), Line(Weight.TEXT, doors)]
    lines.append(Line(Weight.RULE))
    if slip.secret:
        lines.append(Line(Weight.TEXT, _tr("Tell the digits nobody. They are written down nowhere else.")))
    moment = local_time(slip.made_at.replace(second=0, microsecond=0), zone)
    made = _tr("{date}, {desk}").format(date=moment, desk=slip.desk) if slip.desk else moment
    lines.append(Line(Weight.LABEL, made))
    return tuple(lines)
