"""Which key is meant, of those that the service has: by its id, or by its card."""

from uuid import UUID

import click

from enroll_app.cli.context import Context
from enroll_app.cli.given import typed_card, typed_key_id
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.problems import InvalidInputError, Problem


def one_of(key_id: str | None, card: str | None, options: str) -> tuple[UUID | None, Identification | None]:
    """What was given, understood. options: for the sentence where not exactly one was. Raises InvalidInputError."""
    if (key_id is None) == (card is None):
        raise click.UsageError(f"Say which key with exactly one of {options}.")
    if key_id is not None:
        return typed_key_id(key_id), None
    return None, typed_card(card or "")


def known_key(context: Context, key_id: UUID | None, card: Identification | None) -> KnownKey | None:
    """What this station knows of the key; None where it never heard of it."""
    keys = context.station().keys
    if key_id:
        return keys.known_id(key_id)
    return keys.known(card) if card else None


def unknown_card(card: Identification, option: str, remedy: str) -> InvalidInputError:
    """The key of a card of which this station never heard, so that it cannot name it to the service."""
    return InvalidInputError(
        Problem(
            "key-not-known-here",
            "This station does not know the key of card {card}; nothing was sent.",
            f"Give the key's id with {option}: enroll-app history --card {{card}} shows it where this station had to "
            f"do with it, else the access-control system. {remedy}".strip(),
            {"card": card.hex},
            "card",
        )
    )
