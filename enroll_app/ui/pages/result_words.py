"""The result page's one notice: how an enrollment stands, in a tone, a title and what helps."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.door_problems import denial
from enroll_app.domain.enrollment import Code, KeyStatus, Propagation
from enroll_app.domain.operations import Outcome, Purpose
from enroll_app.domain.truth import comes_to
from enroll_app.domain.validity import Validity
from enroll_app.services.comparing import KEY_WAS_THERE
from enroll_app.services.desk import Desk
from enroll_app.services.shown_result import holder_of
from enroll_app.services.wizard import Wizard
from enroll_app.ui.tones import Tone
from enroll_app.ui.words import local_time, told


def _tr(text: str) -> str:
    return QCoreApplication.translate("result", text)


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says."""

    tone: Tone
    title: str
    text: str = ""


def accepted_title(wizard: Wizard, outcome: Outcome) -> str:
    """Whose key is made, or changed; to be read from two metres."""
    name = holder_of(outcome)
    if not name:
        return _tr("The key is made")
    if wizard.settled is None and wizard.status and wizard.status.propagation is Propagation.NOT_APPLIED:
        return _tr("{name} has a key that opens no door").format(name=name)
    if wizard.settled is Purpose.CHANGE:
        return _tr("The key of {name} is changed").format(name=name)
    if wizard.settled is Purpose.RESTORE:
        return _tr("The key of {name} is put back").format(name=name)
    if _is_code(outcome):
        return _tr("{name} has a code").format(name=name)
    return _tr("{name} has a key").format(name=name)


def refused_title(wizard: Wizard, name: str) -> str:
    """What there is not. name: of who was to get the key; empty for nobody."""
    if wizard.old_key_removed:
        return _tr("The card opens nothing now: no new key was made")
    if wizard.not_filled_in:
        return _tr("A key was made without what was chosen for it")
    return _tr("No key was created for {name}").format(name=name) if name else _tr("No key was created")


def accepted_words(wizard: Wizard, outcome: Outcome, desk: Desk) -> Said:
    """How a key that is made stands at the doors."""
    status = wizard.status
    reached = status.propagation if status else Propagation.PENDING
    used = wizard.first_use
    # One door that opens does not mend the system that would not take the key.
    if used is not None and (used.denied or reached is not Propagation.FAILED):
        return _used(used, desk)
    if reached is Propagation.APPLIED:
        validity = comes_to(outcome, wizard.validity_before)
        said = opened(validity, desk, code=_is_code(outcome))
        if said.tone is Tone.DONE and outcome.problem and outcome.problem.code == KEY_WAS_THERE and validity.end:
            words = _tr("The card opens its doors only until {moment}")
            return Said(Tone.ATTENTION, words.format(moment=local_time(validity.end, desk.zone)))
        now = said.tone is Tone.DONE and not (validity.start and validity.start > desk.now())
        return replace(said, text=_tr("Its first use at a door is shown here.")) if now else said
    if reached is Propagation.FAILED:
        return _failed(status)
    if reached is Propagation.NOT_APPLIED:
        return Said(
            Tone.ATTENTION,
            _tr("The key is created and opens no door"),
            _tr("It has no access level. Tap the card again and choose one."),
        )
    if wizard.late is not None:
        return Said(Tone.ATTENTION, _tr("The key is made, and not at every door yet"), told(wizard.late))
    if reached is Propagation.PARTLY_APPLIED:
        return Said(Tone.WAITING, _tr("The first doors have the key; it is on its way to the others"))
    return Said(Tone.WAITING, _tr("The service has accepted the key; it is on its way to the doors"))


def opened(validity: Validity, desk: Desk, *, code: bool = False) -> Said:
    """The door systems have the key: from when on it opens them, and whether it still does."""
    if validity.end and validity.end <= desk.now():
        return Said(
            Tone.ATTENTION,
            _tr("The doors know the key, and it has ended: it opens nothing"),
            _tr("Give it a later end, if it is to open doors."),
        )
    if validity.start and validity.start > desk.now():
        words = _tr("Done: the code opens its doors from {moment} on")
        words = words if code else _tr("Done: the card opens its doors from {moment} on")
        return Said(Tone.DONE, words.format(moment=local_time(validity.start, desk.zone)))
    return Said(
        Tone.DONE, _tr("Done: the code opens its doors now") if code else _tr("Done: the card opens its doors now")
    )


def _failed(status: KeyStatus | None) -> Said:
    systems = status.systems if status else ()
    failed = [one for one in systems if one.state is Propagation.FAILED]
    title = _tr("A door system would not take the key")
    if len(failed) > 1:
        title = _tr("{count} door systems would not take the key").format(count=len(failed))
    if any(one.state is Propagation.APPLIED for one in systems):
        return Said(Tone.FAILURE, title, _tr("The key opens the doors of the others."))
    return Said(Tone.FAILURE, title)


def _used(event: DoorEvent, desk: Desk) -> Said:
    facts = {"door": event.door_name or event.system_id, "time": _clock(event, desk)}
    if event.denied:
        return Said(Tone.ATTENTION, _tr("Turned away: {door}, {time}").format(**facts), told(denial(event)))
    return Said(Tone.DONE, _tr("First use: {door}, {time}").format(**facts), _tr("The key opens this door."))


def _clock(event: DoorEvent, desk: Desk) -> str:
    """The time by the desk's clock; with the day where that is not today."""
    local = event.time.astimezone(desk.zone)
    if local.date() != desk.now().astimezone(desk.zone).date():
        return local_time(event.time, desk.zone)
    return QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def _is_code(outcome: Outcome) -> bool:
    return isinstance(outcome.intent.credential, Code)
