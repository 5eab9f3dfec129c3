"""What is heard, and shown at the reader, of what happens: one sound for each kind of outcome."""

from enum import Enum

from enroll_app.domain.enrollment import KeyStatus, Propagation, State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome
from enroll_app.domain.problems import Problem
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.key_taps import Took
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


_OF_KEYS_TAPS = {
    Took.SAME: Sound.CARD,
    Took.NEW: Sound.CARD,
    Took.REFUSED: Sound.FAILURE,
    Took.OTHER: Sound.ATTENTION,
    Took.IGNORED: Sound.ATTENTION,
}


def sound_for_key(took: Took, hand: KeyInHand | None) -> Sound:
    """What is heard when a card was tapped while a key was in hand: a card that cannot be the new one is refused."""
    refused = took is Took.NEW and hand is not None and any(one.field == "card" for one in hand.problems())
    return Sound.FAILURE if refused else _OF_KEYS_TAPS.get(took, Sound.CARD)


def sound_of_act(hand: KeyInHand) -> Sound | None:
    """What is heard of what became of an act on a key; None while it is under way, and where there was none."""
    if not hand.sent or hand.act is None:
        return None
    sound = sound_of_result(hand.outcome, hand.status)
    status = hand.status.propagation if hand.status else None
    if sound is Sound.ATTENTION and hand.act is Act.BLOCK and status is Propagation.NOT_APPLIED and hand.outcome:
        # A key that opens no door is what was wanted.
        sound = Sound.ATTENTION if hand.outcome.problem else Sound.DONE
    behind = sound_of_result(hand.behind, None)
    # A lost card that still opens doors is no good news.
    return behind if behind not in (None, Sound.DONE) and sound is Sound.DONE else sound


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
