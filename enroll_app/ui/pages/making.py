"""The pages of the wizard by their steps; made when they are needed first."""

from collections.abc import Callable

from enroll_app.services.steps import Step
from enroll_app.ui.express import ExpressPage
from enroll_app.ui.page import Page
from enroll_app.ui.pages.access import AccessPage
from enroll_app.ui.pages.person import PersonPage
from enroll_app.ui.pages.pin import PinPage
from enroll_app.ui.pages.result import ResultPage
from enroll_app.ui.pages.review import ReviewPage

_PAGES: dict[Step, type[PersonPage | PinPage | AccessPage | ReviewPage | ExpressPage]] = {
    Step.PERSON: PersonPage,
    Step.PIN: PinPage,
    Step.ACCESS: AccessPage,
    Step.REVIEW: ReviewPage,
    Step.FORM: ExpressPage,
}


def make_page(step: Step, seen: Callable[[], None]) -> Page:
    """The page of a step after the first. seen: called when a PIN was looked at, a bound method."""
    if step is Step.RESULT:
        page = ResultPage()
        page.pin_seen.connect(seen)
        return page
    return _PAGES[step]()
