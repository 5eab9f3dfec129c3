"""Enrollments that were begun and not finished: what of them is kept, when, and until when."""

from dataclasses import replace
from datetime import datetime

from enroll_app.domain.enrollment import State
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.memory import KeptDraft
from enroll_app.domain.pin import Pin, PinRule
from enroll_app.domain.problems import Problem
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard


class Drafts:
    """Decides what is to be on disk now. Not thread-safe; writes nothing itself.

    offer: what an earlier run left, until somebody says what becomes of it; a second card does not end it, and while
    something is in hand it waits (`may_resume`).
    """

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard
        self._begun: datetime | None = None
        self._last: KeptDraft | None = None
        self.offer: KeptDraft | None = None

    def wanted(self, now: datetime) -> KeptDraft | None:
        """What is to be kept now; None for nothing.

        What was typed goes before what is offered, and that before a card alone, which can be tapped again.
        """
        self._last = self._current(now)
        if self._last is None:
            self._begun = None
        typed = self._last is not None and self._wizard.typed
        return self._last if typed else self.offer or self._last

    @property
    def may_resume(self) -> bool:
        """Whether what is offered may be gone on with: it takes the place of nothing that somebody has begun."""
        return self.offer is not None and not self._wizard.touched

    def resume(self, key: KnownKey | None = None) -> Problem | None:
        """Go on with what is offered; nothing happens while something else is in hand.

        key: of a card that was to change hands, the key that was kept with it, as this station knows it now. Where that
        is no key of this card any more, everything comes back but the card: whoever has it now is not to lose it by a
        decision about somebody else. Then it is told why.
        """
        if self.offer is None or not self.may_resume:
            return None
        kept, self.offer = self.offer, None
        self._begun = kept.at
        if kept.handed_over is None or _still_has(kept, key):
            self._wizard.resume(kept, key)
            return None
        self._wizard.resume(replace(kept, tap=None, draft=replace(kept.draft, credential=None)))
        return _KEY_IS_GONE

    def discard(self) -> None:
        """What is offered is not wanted any more."""
        self.offer = None

    def _current(self, now: datetime) -> KeptDraft | None:
        """What the wizard holds, without any digits; None where nothing is held that is not written down already."""
        wizard = self._wizard
        if wizard.step is Step.RESULT and wizard.outcome is None:
            # On its way to the outbox: until it is there, it stays where it is.
            return self._last
        if wizard.step is Step.RESULT and wizard.outcome is not None and wizard.outcome.state is not State.REJECTED:
            return None
        if not (wizard.tap or wizard.typed):
            return None
        self._begun = self._begun or now
        draft = wizard.draft
        card = draft.credential if isinstance(draft.credential, Identification) else None
        kept = replace(draft, pin=PinRule.CLEAR if draft.pin is PinRule.CLEAR else PinRule.LEAVE, credential=card)
        had_pin = wizard.pin_lost or isinstance(draft.pin, Pin) or (isinstance(draft.pin, str) and bool(draft.pin))
        handed = wizard.hand_over_from
        handed_over = handed.key_id if handed is not None else None
        made = KeptDraft(kept, wizard.tap, self._begun, had_pin, wizard.role, wizard.holder, handed_over)
        return replace(made, unchosen=wizard.unchosen, from_last=wizard.kept)


def _still_has(kept: KeptDraft, key: KnownKey | None) -> bool:
    """Whether the card that was kept still has this key."""
    card = kept.tap.identification if kept.tap else None
    has = key.identification if key else None
    return card is not None and has is not None and set(card.parts) <= set(has.parts)


_KEY_IS_GONE = Problem(
    "hand-over-not-resumed",
    "The card was to change hands, and the key that it had then is not known here any more.",
    "Hold the card to the reader again: it is shown whose it is now. What was typed is kept.",
)
