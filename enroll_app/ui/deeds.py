"""What a person does about what was sent: tried again, decided, held to a door."""

from enroll_app.domain.pin import PinOrder
from enroll_app.ui.standing import Standing


class Deeds(Standing):
    """A part of the session."""

    def practise_door(self) -> None:
        """In the training mode: hold the card on the result page to a door."""
        self._enrolling.practise_door()

    def retry(self) -> None:
        """Send again what is saved or has no answer, at once."""
        self._enrolling.retry()

    def nudge(self) -> None:
        """Something of the outbox was sent or decided elsewhere in the window: look how it stands now."""
        self._enrolling.nudge()

    def keep(self) -> None:
        """The conflict is settled: the card stays whose it is, with what was typed."""
        self._enrolling.keep()

    def reassign(self) -> None:
        """The conflict is settled: the card changes hands."""
        self._enrolling.reassign()

    def restore(self, pin: PinOrder) -> None:
        """The conflict is settled: the owner gets the levels and dates of before back, and this PIN."""
        self._enrolling.restore(pin)
