"""What a card begins with because of its holder's role, and what is remembered of it for the next one.

The rule of the levels: nobody gets what was meant for somebody else.

- A role that is chosen brings its own levels: those that it names, else those that a person chose with it last. Where
  it has none, no level is chosen then, whatever the last card or another role had.
- What a person has ticked for this card stays when no role held before and the new one brings none, and when the role
  that holds is chosen once more.
- With a role is remembered what a person ticked while it held: never what it brought itself, what the last card left,
  or what was ticked with another role. Levels that the service does not list now are remembered on.
- Where no role begins a card, it has what the last card that was sent had, and the page says so.
- What nobody chose for this card (the desk's role, the last card) is not applied to a key that its owner has already.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from enroll_app.domain.memory import Memory
from enroll_app.domain.pin import PinOrder, PinRule, random_pin
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.services.level_names import met
from enroll_app.services.wizard import Wizard


def role_of(key: str, roles: Sequence[Role]) -> Role | None:
    """The role of this key; None where the desk has none such."""
    return next((role for role in roles if role.key == key), None)


def begin_card(
    wizard: Wizard, preferences: Preferences, memory: Memory, today: date, below: Callable[[int], int]
) -> None:
    """Give a new card the role that the desk's cards begin with, once, and never over what was typed.

    below: a secure source for a PIN that is drawn, as `secrets.randbelow`.
    """
    if wizard.role_given:
        wizard.heed_owner()
        return
    wizard.role_given = True
    # Whatever was put aside because of the card's owner counts here as well.
    wizard.spare_owner(owned=False)
    draft = wizard.draft
    role = role_of(preferences.role, preferences.roles)
    typed = not wizard.kept and (draft.valid_from or draft.valid_to or draft.levels or wizard.role)
    if role is not None and not typed:
        wizard.use_role(role, today, memory.levels_of.get(role.key, ()))
        wizard.nobody_chose("valid_from", "valid_to", "levels")
        if draft.pin is PinRule.LEAVE:
            wizard.draft = replace(wizard.draft, pin=_first_pin(role.pin, below))
            wizard.nobody_chose("pin")
    wizard.heed_owner()


def _first_pin(habit: PinHabit, below: Callable[[int], int]) -> str | PinOrder:
    if habit is PinHabit.RANDOM:
        return random_pin(below)
    return "" if habit is PinHabit.TYPED else PinRule.LEAVE


def use_role(wizard: Wizard, role: Role, memory: Memory, today: date) -> None:
    """A person chose this role: its end, and the levels that go with it, by the rule above."""
    wizard.role_given = True
    wizard.use_role(role, today, memory.levels_of.get(role.key, ()))


def remembered_after(wizard: Wizard, memory: Memory) -> Memory:
    """The memory after an enrollment was sent: its role, and the levels that a person ticked with it, by name too."""
    after = met(replace(memory, role=wizard.role), wizard.draft.levels, wizard.levels)
    ticked = bool(wizard.role) and wizard.ticked_with == wizard.role
    return after.with_levels(wizard.role, wizard.draft.levels) if ticked else after
