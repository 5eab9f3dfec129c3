"""The states of the product, and their colours in the present theme."""

from enum import Enum

from enroll_app.ui import theme


class Tone(Enum):
    """The four states, and waiting, which looks like information."""

    INFORMATION = "information"
    DONE = "done"
    ATTENTION = "attention"
    FAILURE = "failure"
    WAITING = "waiting"


def tone_color(tone: Tone) -> str:
    """The colour of a tone in the present theme."""
    tones = theme.colors()
    return tones.information if tone is Tone.WAITING else str(getattr(tones, tone.value))


def tone_ground(tone: Tone) -> str:
    """The ground that a text in the tone's colour stands on."""
    tones = theme.colors()
    return str(getattr(tones, f"{'information' if tone is Tone.WAITING else tone.value}_ground"))
