"""The wizard's steps by name: apart from the wizard, so that the window can draw them before it loads the rest."""

from enum import Enum, auto


class Step(Enum):
    """The pages. FORM: person, PIN, validity and access on one page, and the review with them."""

    CARD = auto()
    PERSON = auto()
    PIN = auto()
    ACCESS = auto()
    REVIEW = auto()
    FORM = auto()
    RESULT = auto()


ORDER = tuple(step for step in Step if step is not Step.FORM)
"""Page after page."""

EXPRESS = (Step.CARD, Step.FORM, Step.RESULT)
"""All on one page."""
