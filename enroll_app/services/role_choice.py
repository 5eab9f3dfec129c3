"""What a card begins with because of its holder's role, and what is remembered of it for the next one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from enroll_app.domain.memory import Memory
from enroll_app.domain.pin import PinOrder, PinRule, random_pin
from enroll_app.domain.preferences import Preferences
from enroll_app.domain.roles import PinHabit, Role
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
        return
    wizard.role_given = True
    draft = wizard.draft
    role = role_of(preferences.role, preferences.roles)
    typed = not wizard.kept and (draft.valid_from or draft.valid_to or draft.levels or wizard.role)
    if role is None or typed:
        return
    # What the last card had belongs to another role.
    wizard.draft = replace(draft, valid_from="", levels=())
    use_role(wizard, role, memory, today)
    if draft.pin is PinRule.LEAVE:
        wizard.draft = replace(wizard.draft, pin=_first_pin(role.pin, below))


def _first_pin(habit: PinHabit, below: Callable[[int], int]) -> str | PinOrder:
    if habit is PinHabit.RANDOM:
        return random_pin(below)
    return "" if habit is PinHabit.TYPED else PinRule.LEAVE


def use_role(wizard: Wizard, role: Role, memory: Memory, today: date) -> None:
    """A person chose this role: its end, and the levels that go with it."""
    wizard.role_given = True
    wizard.use_role(role, today, memory.levels_of.get(role.key, ()))


def remembered_after(wizard: Wizard, memory: Memory) -> Memory:
    """The memory after an enrollment was sent: its role, and the levels that were chosen with it."""
    if not wizard.role:
        return replace(memory, role="")
    return replace(memory, role=wizard.role).with_levels(wizard.role, wizard.draft.levels)
