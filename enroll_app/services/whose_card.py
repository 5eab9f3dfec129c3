"""Whose card the wizard has in hand: asked behind the face, and maybe answered after something was typed for it."""

from datetime import datetime, tzinfo

from enroll_app.domain.acquaintance import Acquaintance
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.validity import Validity
from enroll_app.services.filled_in import FilledIn


class WhoseCard(FilledIn):
    """A part of the wizard.

    acquaintance: what this station knows of the card in hand; nothing before it was looked up.
    """

    def __init__(self, zone: tzinfo) -> None:
        super().__init__(zone)
        self.acquaintance = Acquaintance()
        self._looked_up: Identification | None = None
        self._in_vain: Identification | None = None
        self._known_at: datetime | None = None

    @property
    def looking(self) -> bool:
        """Whether it is being looked up whose card this is: until that is known, nobody can say what is to be sent."""
        return self._looked_up is not None and self._looked_up == self.draft.credential

    @property
    def in_the_dark(self) -> bool:
        """Whether the look-up of whose card this is has failed: it is asked again before anything is sent."""
        return self._in_vain is not None and self._in_vain == self.draft.credential and not self.looking

    @property
    def for_owner(self) -> bool:
        """Whether the card is surely for who has it already: its key stays, and what is left open is as it was."""
        owner = self.acquaintance.owner
        meant = self.holder or Person(self.draft.first_name, self.draft.last_name)
        return owner is not None and meant.is_surely(owner)

    @property
    def ended(self) -> datetime | None:
        """When the key has ended that its owner keeps; None where it has not, or another one is made."""
        key, now = self.acquaintance.key, self._known_at
        if key is None or key.validity.end is None or now is None or not self.for_owner:
            return None
        return key.validity.end if key.validity.end <= now else None

    @property
    def validity_before(self) -> Validity:
        """When the key is valid that its owner keeps; of a new one, at once and for ever."""
        key = self.acquaintance.key
        return key.validity if key is not None and self.for_owner else Validity()

    def heed_owner(self) -> bool:
        """Put aside, or bring back, what nobody chose for this card, by whose it is now; whether anything was."""
        return self.spare_owner(owned=self.for_owner)

    def look_up(self, identification: Identification) -> None:
        """It is being asked whose card this is."""
        self._looked_up = identification

    def not_known(self, identification: Identification) -> None:
        """It could not be asked."""
        self._in_vain = identification
        self._answered(identification)

    def _answered(self, identification: Identification) -> None:
        if self._looked_up == identification:
            self._looked_up = None

    def _learn(self, identification: Identification, known: Acquaintance, now: datetime) -> bool:
        """It was answered; whether the card is still the one in hand."""
        self._answered(identification)
        if self.draft.credential != identification:
            return False
        self.acquaintance, self._known_at, self._in_vain = known, now, None
        self.heed_owner()
        return True
