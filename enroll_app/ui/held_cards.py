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
        """Keep in mind a card that was left before it was delivered, or before it was known what came of it."""
        problem = None if outcome.state in ANSWERED | WAITING else outcome.problem
        # Of what was never written down there is no number.
        number = outcome.outbox_id or min((0, *self.cards)) - 1
        self.cards[number] = HeldCard(outcome.intent.person.full_name, outcome.state, problem)

    @property
    def waiting(self) -> tuple[int, ...]:
        """The numbers of those that are not to be handed out yet."""
        return tuple(number for number, card in self.cards.items() if card.state in WAITING and number > 0)

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
