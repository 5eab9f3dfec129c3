"""What readers, their states and their profiles are called on the screen."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from drivers.reader import ReaderInfo, State
from enroll_app.domain.cards import Technology
from enroll_app.domain.formats import number_format
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile
from enroll_app.ui.said import said
from enroll_app.ui.technologies import technology_name
from enroll_app.ui.tones import Tone
from enroll_app.ui.words import told

_ICONS = {"pcsc": "reader", "serial": "plug", "keyboard": "keyboard", "virtual": "card"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("readers", text)


def kind_icon(kind: str) -> str:
    """The icon of a kind of reader."""
    return _ICONS.get(kind, "reader")


def kind_words(kind: str) -> str:
    """What a kind of reader is called."""
    names = {
        "pcsc": _tr("PC/SC reader"),
        "serial": _tr("Serial port"),
        "keyboard": _tr("Keyboard reader"),
        "virtual": _tr("Reader in software"),
    }
    return names.get(kind, _tr("Reader"))


def reader_name(info: ReaderInfo) -> str:
    """The reader's name; an address that stands for any reader has none."""
    return said(info.name) or _tr("Any reader")


def state_words(info: ReaderInfo, *, listened: bool) -> tuple[Tone, str]:
    """How a reader is."""
    if info.state is State.READY:
        return (Tone.DONE, _tr("Ready")) if listened else (Tone.INFORMATION, _tr("Not listened to"))
    others = {
        State.ABSENT: (Tone.ATTENTION, _tr("Not attached")),
        State.BUSY: (Tone.ATTENTION, _tr("In use by another program")),
        State.REFUSED: (Tone.FAILURE, _tr("Not permitted")),
        State.SERVICE_MISSING: (Tone.FAILURE, _tr("Smart-card service not running")),
    }
    return others[info.state]


def unusable_words(profile: Profile) -> str:
    """The one sentence that nobody may overlook; empty where the profile is of use."""
    if profile.unusable is None:
        return ""
    words = _tr("{technology} cards cannot be enrolled through this reader")
    return words.format(technology=technology_name(profile.technology))


def profile_words(profile: Profile) -> str:
    """What a profile is called; one that an address describes by itself is called after its number format."""
    if not profile.name:
        return format_words(profile.number_format)
    # What is made up at this station is called after its technology, as the command line spells it.
    title, spelled = profile.title, profile.technology.value
    if title.startswith(spelled):
        return technology_name(profile.technology) + title.removeprefix(spelled)
    return said(title)


def format_words(name: str) -> str:
    """What a number format is called: its words, and its name as addresses have it."""
    try:
        words = ", ".join(said(phrase) for phrase in number_format(name).phrases)
        return f"{words} ({name})"
    except InvalidInputError:
        return name


def problem_words(problem: Problem) -> str:
    """A problem in words, with technologies called as everywhere on the screen."""
    facts = dict(problem.facts)
    known = {one.value: technology_name(one) for one in Technology if one is not Technology.UNKNOWN}
    facts["technology"] = known.get(str(facts.get("technology", "")), facts.get("technology", ""))
    return told(replace(problem, facts=facts))
