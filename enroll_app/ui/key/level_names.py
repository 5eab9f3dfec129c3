"""What a key's levels are called: as the service lists them now, or did once, in this run or on another day."""

from uuid import UUID

from enroll_app.services.key_acts import own_levels
from enroll_app.services.key_in_hand import KeyInHand
from enroll_app.services.level_names import by_id, met
from enroll_app.services.wizard import Wizard
from enroll_app.ui.remembering import Remembering


class LevelNames:
    """Tells the key in hand, and remembers what its levels are called for when they are not offered any more."""

    def __init__(self, wizard: Wizard, remembering: Remembering) -> None:
        self._wizard, self._remembering = wizard, remembering
        # Since this program began.
        self._heard: dict[UUID, str] = {}

    def tell(self, hand: KeyInHand) -> None:
        """What is known by now."""
        levels = self._wizard.levels
        hand.know_levels(levels)
        memory = self._remembering.memory
        hand.former_names |= by_id(memory.level_names) | self._heard
        self._remembering.remember(met(memory, own_levels(hand.key), levels))

    def listed(self) -> None:
        """The service has listed its levels."""
        self._heard |= {one.level_id: one.full_name for one in self._wizard.levels}
