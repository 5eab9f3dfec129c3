"""What is heard, and shown at the reader, of what happens: one sound for each kind of outcome."""

from enum import Enum

from enroll_app.domain.enrollment import KeyStatus, Propagation, State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome
from enroll_app.domain.problems import Problem
from enroll_app.services.wizard import Tapped


class Sound(Enum):
    """Each by the name of its file among the resources. They differ in rhythm, not in pitch alone."""

    CARD = "card"
    DONE = "done"
    ATTENTION = "attention"
    FAILURE = "failure"


NO_SPEAKER = Problem(
    "no-sound-device",
    "This computer has no sound device at present.",
    "Plug in or switch on a loudspeaker; sounds are heard from the next one on.",
)
"""The state of a desk whose sounds nobody can hear: nothing is wrong with the work."""

_OF_TAPS = {
    Tapped.STARTED: Sound.CARD,
    Tapped.JOINED: Sound.CARD,
    Tapped.SAME: Sound.CARD,
    Tapped.REFUSED: Sound.FAILURE,
    Tapped.OTHER: Sound.ATTENTION,
    Tapped.IGNORED: Sound.ATTENTION,
}


def sound_of_tap(done: Tapped) -> Sound:
    """What is heard when a card was tapped."""
    return _OF_TAPS.get(done, Sound.CARD)


def sound_of_result(outcome: Outcome | None, status: KeyStatus | None) -> Sound | None:
    """What is heard when the result page comes to this; None while something is under way.

    That the service has accepted the key is good news at once: the doors are not waited for.
    """
    if outcome is None or outcome.state is State.SENDING:
        return None
    if outcome.state in WAITING:
        return Sound.ATTENTION
    if outcome.state not in ANSWERED:
        return Sound.FAILURE
    reached = status.propagation if status else Propagation.PENDING
    if reached is Propagation.FAILED:
        return Sound.FAILURE
    return Sound.ATTENTION if outcome.problem or reached is Propagation.NOT_APPLIED else Sound.DONE
