"""Somebody wants to send what they see, and it is still being looked up whose card it is."""

from datetime import datetime

from enroll_app.domain.enrollment import Order
from enroll_app.domain.problems import Problem
from enroll_app.services.step_checks import WHOSE_UNKNOWN
from enroll_app.services.steps import Step
from enroll_app.services.wizard import Wizard


class SentSoon:
    """Lets that go once it is known, where it is then still what was seen; else it is to be looked at anew."""

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard
        self._wanted: tuple[Order | None, tuple[bool, tuple[Problem, ...]]] | None = None

    @property
    def waits(self) -> bool:
        """Whether what is in sight goes by itself as soon as it is known whose card it is."""
        return self._wanted is not None and self._wizard.looking and self._wizard.order is self._wanted[0]

    def want(self, now: datetime) -> None:
        """What is in sight is to be sent."""
        self._wanted = self._wizard.order, self._seen(now)

    def forget(self) -> None:
        """Nobody stands before it any more."""
        self._wanted = None

    def may_go(self, now: datetime) -> bool:
        """Whether what was wanted goes, now that it is known. It is told once.

        An answer about another card tells nothing; where nobody could tell whose card it is, nothing goes by itself.
        """
        wizard = self._wizard
        if wizard.looking:
            return False
        wanted, self._wanted = self._wanted, None
        if wanted is None or wizard.in_the_dark or wizard.other is not None:
            return False
        order, seen = wanted
        if wizard.step is Step.FORM:
            same = not wizard.forward() and wizard.order == order
        else:
            # Another one was made where somebody went back meanwhile, and has not looked at it.
            same = wizard.step is Step.REVIEW and wizard.order is order
        return same and self._seen(now) == seen

    def _seen(self, now: datetime) -> tuple[bool, tuple[Problem, ...]]:
        """What is shown beside the order itself, but for what is told again by whether this goes at all."""
        said = self._wizard.cautions(now)
        return self._wizard.for_owner, tuple(one for one in said if one is not WHOSE_UNKNOWN)
