"""The cards that were left behind before they were delivered: they lie beside the reader until it is known."""

from dataclasses import dataclass

from enroll_app.domain.enrollment import State
from enroll_app.domain.operations import ANSWERED, WAITING, Outcome
from enroll_app.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class HeldCard:
    """name: whose it is to be. state: how it stands. problem: what is wrong, where something is."""

    name: str
    state: State
    problem: Problem | None = None


class HeldCards:
    """By the number of the row in the outbox, in the order in which they were left."""

    def __init__(self) -> None:
        self.cards: dict[int, HeldCard] = {}

    def add(self, outcome: Outcome) -> None:
        """Keep in mind a card that was left before it was delivered."""
        self.cards[outcome.outbox_id] = HeldCard(outcome.intent.person.full_name, outcome.state)

    @property
    def waiting(self) -> tuple[int, ...]:
        """The numbers of those that are not to be handed out yet."""
        return tuple(number for number, card in self.cards.items() if card.state in WAITING)

    def came(self, number: int, state: State, problem: Problem | None) -> bool:
        """A row came to this; whether that is news of one of these cards."""
        card = self.cards.get(number)
        if card is None or card.state not in WAITING or state in WAITING:
            return False
        self.cards[number] = HeldCard(card.name, state, None if state in ANSWERED else problem)
        return True

    def forget_answered(self) -> None:
        """The next enrollment is on its way: what is said of the others was read."""
        self.cards = {number: card for number, card in self.cards.items() if card.state in WAITING}
