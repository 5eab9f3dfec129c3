"""Which cards are not to be handed out yet, or may be now, above the page of the next one."""

from PySide6.QtWidgets import QWidget

from enroll_app.domain.operations import ANSWERED, WAITING
from enroll_app.ui.held_cards import HeldCard, HeldCards
from enroll_app.ui.tones import Tone
from enroll_app.ui.widgets.notice import Notice
from enroll_app.ui.words import told

# So many are named; the others are counted.
_NAMED = 3


class HeldNotice(Notice):
    """Says the worst first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()

    def show_cards(self, held: HeldCards | None) -> None:
        """Show how these stand; None, or none of them, shows nothing."""
        cards = tuple(held.cards.values()) if held else ()
        waiting = [card for card in cards if card.state in WAITING]
        done = [card for card in cards if card.state in ANSWERED]
        failed = [card for card in cards if card not in waiting and card not in done]
        said: list[tuple[Tone, str, str]] = []
        if failed:
            why = "\n".join(told(card.problem) for card in failed if card.problem)
            said.append((Tone.FAILURE, self.tr("Do not hand out: {names}").format(names=self._names(failed)), why))
        if waiting:
            words = self.tr("Sent by itself as soon as it can be; it is told here.")
            title = self.tr("Do not hand out yet: {names}").format(names=self._names(waiting))
            said.append((Tone.ATTENTION, title, words))
        if done:
            said.append((Tone.DONE, self.tr("Delivered now: {names}").format(names=self._names(done)), ""))
        if not said:
            self.hush()
            return
        tone, title, text = said[0]
        self.say(tone, title, "\n".join(filter(None, (text, *(other for _, other, _ in said[1:])))))

    def _names(self, cards: list[HeldCard]) -> str:
        names = [card.name or self.tr("a card without a name") for card in cards[:_NAMED]]
        if len(cards) > _NAMED:
            names.append(self.tr("{count} more").format(count=len(cards) - _NAMED))
        return ", ".join(names)
