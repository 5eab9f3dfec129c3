"""The commands `change` and `remove`: keys that the service has."""

from collections.abc import Mapping
from typing import Any

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.existing import known_key, one_of, unknown_card
from enroll_app.cli.following import attempt, finish
from enroll_app.cli.given import (
    CARD_WORDS,
    already_expired,
    checked,
    drawn,
    is_never,
    level_option,
    no_wait_option,
    pin_given,
    pin_options,
    validity_options,
)
from enroll_app.cli.levels import prepared, resolved
from enroll_app.domain.draft import Draft
from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.operations import Change, Outcome, Removal
from enroll_app.domain.problems import InvalidInputError, Problem

_BY = "--id and --card"
_END_STAYS = Problem(
    "end-stays",
    "The service has no way to take the end of a key's validity away.",
    "Give a day that is far enough away, such as --valid-to 2099-12-31.",
    field="valid_to",
)


@command()
@click.option("--id", "key_id", metavar="UUID", help="The key's id.")
@click.option("--card", metavar="NUMBER", help=CARD_WORDS)
@json_option
@pass_context
def remove(context: Context, key_id: str | None, card: str | None) -> int:
    """Take a key away: the card opens nothing any more, and can be given to somebody else.

    It is written down before it is sent, and sent again until it is confirmed. Exit codes are those of enroll.
    """
    which, number = one_of(key_id, card, _BY)
    known = known_key(context, which, number)
    # By its id wherever that is known: late, a removal by card would hit the card's next key.
    by_id = known and Removal(known.key_id, known.identification or number, known.owner)
    removal = by_id or Removal(which, number)
    sent = attempt(context, lambda: [context.station().keys.remove(removal)])
    return finish(context, sent, wait=False)


@command()
@click.option("--id", "key_id", metavar="UUID", help="The key's id.")
@click.option("--card", metavar="NUMBER", help=CARD_WORDS)
@pin_options
@validity_options("as it is", "as it is")
@level_option
@click.option("--no-levels", is_flag=True, help="Take every access level away.")
@click.option("--block", is_flag=True, help="Let it expire now; its levels stay, so that --valid-to brings it back.")
@no_wait_option
@json_option
@pass_context
def change(context: Context, key_id: str | None, card: str | None, **given: Any) -> int:
    """Change a key that exists: its PIN, its validity, its access levels.

    What is not given stays as it is. Given levels take the place of all that the key has. Exit codes are those of
    enroll.
    """
    which, number = one_of(key_id, card, _BY)
    _consistent(given)
    if is_never(given["valid_to"]):
        raise InvalidInputError(_END_STAYS)
    pin = pin_given(given["pin"], random=given["random_pin"], clear=given["clear_pin"])
    draft = Draft(pin=pin, valid_from=given["valid_from"], valid_to=given["valid_to"], levels=given["level"])
    checked(draft, lambda: None, context.desk())
    known = known_key(context, which, number)
    if known is None and number is not None:
        raise unknown_card(number, "--id", "Or enroll the card without a name, which changes the key that it has.")
    order = resolved(prepared(context, draft))
    context.output.problems(already_expired(order, context.desk().now()))
    meant = Change(
        known.key_id if known else which,
        known.identification if known else None,
        known.owner if known else NOBODY_NAMED,
        order.pin,
        order.validity,
        () if given["no_levels"] else order.levels or None,
    )
    sent = attempt(context, lambda: [_sent(context, known, meant, block=given["block"])])
    return finish(context, sent, wait=not given["no_wait"], shown_pin=drawn(order.pin, random=given["random_pin"]))


def _consistent(given: Mapping[str, Any]) -> None:
    """Whether there is something to change, and nothing that contradicts it. Raises UsageError."""
    pin = given["pin"] is not None or given["random_pin"] or given["clear_pin"]
    others = pin or given["valid_from"] or given["valid_to"] or given["level"] or given["no_levels"]
    if given["block"] and others:
        raise click.UsageError("--block changes the end of the validity alone; give it without the others.")
    if given["level"] and given["no_levels"]:
        raise click.UsageError("Give --level or --no-levels, not both.")
    if not given["block"] and not others:
        raise click.UsageError("Say what to change: the PIN, the validity, the access levels, or --block.")


def _sent(context: Context, known: KnownKey | None, meant: Change, *, block: bool) -> Outcome:
    keys = context.station().keys
    if not block:
        return keys.change(meant)
    assert meant.key_id is not None
    return keys.block(known or KnownKey(meant.key_id, None))
