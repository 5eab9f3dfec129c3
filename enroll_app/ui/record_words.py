"""What the records hold, in words: what was to be done, where it stands, whose card it is."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.enrollment import Credential, State
from enroll_app.domain.history import Happening
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import Operation, Purpose
from enroll_app.domain.person import Person
from enroll_app.services.outbox import SET_ASIDE
from enroll_app.services.sending import PIN_NEEDED
from enroll_app.ui.leaving import called
from enroll_app.ui.moments import day_words
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.number import grouped

# What the records note where a row ended, or was kept back, by a person's word (store/outbox.py, store/superseding.py).
_DROPPED = "Dropped from the outbox."
_PUT_ASIDE = "Set aside by a person."
_SETTLED = ("Settled by other operations.", "Settled by a person.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("records", text)


def purpose_words(purpose: Purpose) -> str:
    """What was to be done."""
    return {
        Purpose.ENROLL: _tr("Enroll the card"),
        Purpose.CHANGE: _tr("Change the key"),
        Purpose.BLOCK: _tr("Block the key"),
        Purpose.REMOVE: _tr("Remove the key"),
        Purpose.REPLACE: _tr("Replace the card"),
        Purpose.REASSIGN: _tr("Hand the card over"),
        Purpose.RESTORE: _tr("Put the key back"),
        Purpose.PROBE: _tr("Ask whose card it is"),
        Purpose.FORGET: _tr("Forget old entries"),
    }[purpose]


def row_state(operation: Operation) -> tuple[Tone, str]:
    """Where a row of the outbox stands; never “done” for what nobody has confirmed."""
    if operation.state is State.CONFLICT:
        return Tone.ATTENTION, _tr("Somebody else’s card")
    if operation.held is not None:
        if operation.held.code == SET_ASIDE.code:
            return Tone.INFORMATION, _tr("Set aside")
        if operation.held.code == PIN_NEEDED:
            return Tone.ATTENTION, _tr("Digits are missing")
        return Tone.ATTENTION, _tr("Needs you")
    if operation.state is State.SENDING:
        return Tone.WAITING, _tr("Being sent")
    if operation.state is State.UNKNOWN:
        return Tone.ATTENTION, _tr("Not confirmed")
    return Tone.WAITING, _tr("Waits for another try") if operation.attempts else _tr("Waits to be sent")


def entry_state(happening: Happening) -> tuple[Tone, str]:
    """What came of something, as the history has it."""
    if happening.state is None:
        return Tone.INFORMATION, _tr("Done")
    if happening.note == _DROPPED:
        return Tone.INFORMATION, _tr("Taken out of the outbox")
    if happening.note == _PUT_ASIDE:
        return Tone.INFORMATION, _tr("Set aside")
    if happening.state is State.REJECTED and happening.note in _SETTLED:
        return Tone.INFORMATION, _tr("Settled otherwise")
    return {
        State.SAVED: (Tone.WAITING, _tr("Saved, not sent yet")),
        State.SENDING: (Tone.WAITING, _tr("Being sent")),
        State.ACCEPTED: (Tone.DONE, _tr("Accepted by the service")),
        State.APPLIED: (Tone.DONE, _tr("Applied at the doors")),
        State.PARTLY_APPLIED: (Tone.ATTENTION, _tr("At some doors only")),
        State.NOT_APPLIED: (Tone.ATTENTION, _tr("Not applied at any door")),
        State.FAILED: (Tone.FAILURE, _tr("Failed at the doors")),
        State.REJECTED: (Tone.FAILURE, _tr("Refused")),
        State.CONFLICT: (Tone.ATTENTION, _tr("Somebody else’s card")),
        State.UNKNOWN: (Tone.ATTENTION, _tr("Not confirmed")),
    }[happening.state]


def person_words(person: Person | None) -> str:
    """Whom it is about."""
    return called(person) or _tr("No name given")


def card_words(credential: Credential | None) -> str:
    """The card's number, grouped for the eye; never the digits of a code."""
    if credential is None:
        return _tr("Card not known")
    return grouped(credential.hex) if isinstance(credential, Identification) else _tr("A code")


def moment_words(moment: datetime, zone: tzinfo) -> str:
    """Day and time by the desk's clock, short enough for a column."""
    local = moment.astimezone(zone)
    return f"{day_words(moment, zone)} {local:%H:%M}"


def zoned_words(moment: datetime, zone: tzinfo) -> str:
    """Day and time to the second, with the zone's letters: where clocks are put back, an hour comes twice."""
    local = moment.astimezone(zone)
    return f"{moment_words(moment, zone)}:{local:%S} {local.tzname() or ''}".rstrip()
