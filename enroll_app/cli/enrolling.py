"""The command `enroll`."""

from dataclasses import replace
from typing import Any

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.following import attempt, finish
from enroll_app.cli.given import (
    CARD_WORDS,
    Options,
    checked_draft,
    drawn,
    level_option,
    no_wait_option,
    pin_options,
    validity_options,
)
from enroll_app.cli.levels import prepared
from enroll_app.cli.presenting import CARD_TIMEOUT_S, presented
from enroll_app.domain.draft import cautions
from enroll_app.domain.enrollment import NOBODY_NAMED, Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.services.enroll import OnConflict

_GENERATED = ""


@command()
@click.option("--card", metavar="NUMBER", help=CARD_WORDS)
@reader_option
@click.option(
    "--code",
    is_flag=False,
    flag_value=_GENERATED,
    default=None,
    metavar="[DIGITS]",
    help="A code typed at the door instead of a card; without digits the service makes one.",
)
@click.option("--first-name", default="", help="At most 32 letters.")
@click.option("--last-name", default="", help="At most 32 letters.")
@click.option("--person-id", default="", metavar="UUID", help="An existing person at the service.")
@pin_options
@validity_options()
@level_option
@click.option(
    "--on-conflict",
    type=click.Choice([choice.value for choice in OnConflict]),
    default=OnConflict.STOP.value,
    show_default=True,
    help="Where the card is somebody else's. stop: send nothing and say whose it is. keep: it stays theirs, and that "
    "key is changed as given here. reassign: that key is removed, and the card becomes this person's.",
)
@no_wait_option
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=CARD_TIMEOUT_S, show_default=True, help="Seconds for the card."
)
@json_option
@pass_context
def enroll(context: Context, **given: Any) -> int:
    """Enroll a card: save it, send it, and say what the doors made of it.

    Exit codes: 0 the service has the key, 2 something given here cannot be used and nothing was sent, 3 no card came,
    4 the service refused, 5 the card is somebody else's, 6 saved in the outbox and not confirmed yet.
    """
    options = Options(**given)
    desk = context.desk()
    # Everything that can be wrong without the card is told before anybody is asked to tap one.
    draft = checked_draft(options, desk, context.output)
    order, read_by = prepared(context, draft), ""
    if draft.credential is None:
        credential, read_by = presented(context, options.reader, options.timeout)
        order = replace(order, credential=credential)
    owner = _say_what_is_known(context, order)
    said = cautions(order, desk.now())
    # That this person's key is changed was said; a new key, whose name the service makes up, is not made.
    context.output.problems(one for one in said if not (owner and one.code == "nobody-named"))
    enroller, on_conflict = context.station().enroller, OnConflict(options.on_conflict)
    sent = attempt(context, lambda: [enroller.enroll(order, read_by, on_conflict=on_conflict)])
    return finish(context, sent, wait=not options.no_wait, shown_pin=drawn(order.pin, random=options.random_pin))


def _say_what_is_known(context: Context, order: Order) -> Person | None:
    """Say what this station knows of the card; whose key is changed, where nobody was named and that is known.

    An order that names nobody changes the key that is there; whose that is must not go without saying.
    """
    if not isinstance(order.credential, Identification):
        return None
    known = context.station().enroller.acquaintance(order.credential)
    context.output.problems(known.cautions())
    if order.person == NOBODY_NAMED and known.owner:
        name = known.owner.full_name or known.owner.person_id
        context.output.note(f"Note: This card belongs to {name}; that key is changed.")
        return known.owner
    return None
