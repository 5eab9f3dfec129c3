"""What an act on a key came to, in words: never more than the doors have confirmed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.enrollment import Propagation, State
from enroll_app.domain.operations import ANSWERED, WAITING
from enroll_app.domain.pin import PinRule
from enroll_app.services.desk import Desk
from enroll_app.services.key_acts import Act
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.ui.key.words import holder, not_yet_words
from enroll_app.ui.outcome_words import goes_on_words, keep_it_words, not_known_words, state_title, waiting_words
from enroll_app.ui.pages.result_words import Said, opened
from enroll_app.ui.tones import Tone
from enroll_app.ui.words import told


def _tr(text: str) -> str:
    return QCoreApplication.translate("key", text)


def title_now(hand: KeyInHand, act: Act) -> str:
    """What to say at the top of an act that was sent."""
    outcome = hand.outcome
    if outcome is None:
        words = _tr("The key of {owner}")
    elif outcome.state not in ANSWERED:
        return state_title(outcome.state, outcome.problem)
    else:
        words = _TITLES.get(_reached(hand), _on_way)(act)
    return words.format(owner=holder(hand))


def _reached(hand: KeyInHand) -> Propagation:
    return hand.status.propagation if hand.status else Propagation.PENDING


def _done_title(act: Act) -> str:
    return {
        Act.PIN: _tr("The PIN of {owner} is changed"),
        Act.VALIDITY: _tr("The validity of {owner}’s key is changed"),
        Act.LEVELS: _tr("The access levels of {owner} are changed"),
        Act.REPLACE: _tr("{owner} has a new card"),
        Act.HAND_OVER: _tr("The card is handed over"),
        Act.BLOCK: _tr("The card of {owner} is blocked"),
        Act.REMOVE: _tr("The key of {owner} is removed"),
    }[act]


def _on_way(act: Act) -> str:
    return {
        Act.PIN: _tr("The PIN of {owner} is being changed"),
        Act.VALIDITY: _tr("The validity of {owner}’s key is being changed"),
        Act.LEVELS: _tr("The access levels of {owner} are being changed"),
        Act.REPLACE: _tr("{owner} is getting a new card"),
        Act.BLOCK: _tr("The card of {owner} is being blocked"),
        # Of a key that is gone, no door system is asked.
    }.get(act, _done_title(act))


def _refused_title(act: Act) -> str:
    return {
        Act.PIN: _tr("The PIN of {owner} is not changed everywhere"),
        Act.VALIDITY: _tr("The validity of {owner}’s key is not changed everywhere"),
        Act.LEVELS: _tr("The access levels of {owner} are not changed everywhere"),
        Act.REPLACE: _tr("The new card of {owner} does not open every door"),
        Act.BLOCK: _tr("The card of {owner} is not blocked everywhere"),
    }.get(act, _done_title(act))


# NOT_APPLIED: there is no door system that would have to hear of it.
_TITLES: dict[Propagation, Callable[[Act], str]] = {
    Propagation.FAILED: _refused_title,
    Propagation.APPLIED: _done_title,
    Propagation.NOT_APPLIED: _done_title,
}


def said_now(hand: KeyInHand, act: Act, desk: Desk) -> Said:
    """How an act that was sent stands, and what helps."""
    outcome = hand.outcome
    if outcome is None:
        return Said(Tone.WAITING, waiting_words())
    if outcome.state in ANSWERED:
        said = _answered(hand, act, desk)
        besides = (said.text, told(outcome.problem), told(hand.late))
        return Said(said.tone, said.title, "\n".join(one for one in besides if one))
    text = [told(outcome.problem)]
    if outcome.state in WAITING:
        tone, words = Tone.ATTENTION, not_yet_words(act)
        text += [not_known_words() if outcome.state is State.UNKNOWN else "", goes_on_words(hand.held, outcome.problem)]
    elif outcome.state is State.CONFLICT:
        tone, words = Tone.FAILURE, keep_it_words()
        number = _tr("Number {number} stays in the outbox until somebody decides there.")
        text.append(number.format(number=outcome.outbox_id))
    elif hand.missing:
        tone, words = Tone.FAILURE, _tr("Nothing was changed: the service does not have this key any more")
        text.append(_tr("The card may have another key by now, and open doors: look in the access-control system."))
    else:
        tone, words = Tone.FAILURE, _tr("The key is as it was")
    return Said(tone, words, "\n".join(one for one in text if one))


def _answered(hand: KeyInHand, act: Act, desk: Desk) -> Said:
    reached = _reached(hand)
    if act is Act.REMOVE:
        words = _tr("The service has removed the key; the doors forget it as soon as they hear of it")
        return Said(Tone.DONE, words, _tr("Until then, the card may still open doors."))
    if reached is Propagation.FAILED:
        return _refused(hand, act)
    if reached is Propagation.NOT_APPLIED:
        if act is Act.BLOCK:
            return Said(Tone.DONE, _tr("Done: the card opens nothing; it has no access level either"))
        return Said(Tone.ATTENTION, _tr("The service has it; the key has no access level and opens no door"))
    if reached is Propagation.APPLIED:
        return _confirmed(hand, act, desk)
    words = _tr("The service has accepted it; it is on its way to the doors")
    silent = told(hand.systems_silent) if hand.status is None else ""
    if act is Act.BLOCK:
        open_still = _tr("The card may still open doors until every door system has the block.")
        return Said(Tone.ATTENTION, words, "\n".join(one for one in (open_still, silent) if one))
    return Said(Tone.WAITING, words, silent)


def _refused(hand: KeyInHand, act: Act) -> Said:
    """A door system would not take it: what holds at its doors."""
    words = {
        Act.PIN: _tr("A door system would not take it: there, the PIN of before goes with the card"),
        Act.VALIDITY: _tr("A door system would not take it: there, the validity of before holds"),
        Act.LEVELS: _tr("A door system would not take it: there, the access levels of before hold"),
        Act.REPLACE: _tr("A door system would not take the new card: it does not open the doors there"),
        Act.BLOCK: _tr("A door system would not take the block: the card may still open doors there"),
    }.get(act, _tr("A door system would not take it"))
    text = {
        Act.REPLACE: _tr("Ask whoever runs the door system before you hand the new card out."),
        Act.BLOCK: _tr("Have the card blocked in the door system itself, at once."),
    }.get(act, "")
    some = any(one.state is Propagation.APPLIED for one in hand.status.systems) if hand.status else False
    others = _tr("The other door systems have it.") if some else ""
    return Said(Tone.FAILURE, words, " ".join(one for one in (text, others) if one))


def _confirmed(hand: KeyInHand, act: Act, desk: Desk) -> Said:
    """Every door system has it: what the card opens now depends on when the key is valid, too."""
    if act is Act.BLOCK:
        end = hand.comes_to.end
        if end is None or end > desk.now():
            return Said(Tone.FAILURE, _tr("The service did not take the end of the key: the card may still open doors"))
        return Said(Tone.DONE, _tr("Done: the card opens nothing any more"))
    said = opened(hand.comes_to, desk)
    start = hand.comes_to.start
    if said.tone is not Tone.DONE or (start and start > desk.now()):
        return said
    words = {
        Act.PIN: _tr("Done: the doors have the new PIN"),
        Act.VALIDITY: _tr("Done: the doors have the new validity"),
        Act.LEVELS: _tr("Done: the card opens these doors now"),
        Act.REPLACE: _tr("Done: the new card opens its doors now"),
    }
    if act is Act.PIN and hand.draft.pin is PinRule.CLEAR:
        return Said(Tone.DONE, _tr("Done: the doors have it; the key has no PIN any more"))
    return Said(Tone.DONE, words.get(act, said.title))
