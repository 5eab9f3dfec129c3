"""The command `replace`: a new card for somebody whose old one is lost or broken."""

from dataclasses import replace as with_changes
from datetime import tzinfo
from typing import Any
from uuid import UUID

import click

from enroll_app.cli.context import Context, command, json_option, pass_context, reader_option
from enroll_app.cli.decisions import called
from enroll_app.cli.existing import known_key, one_of, unknown_card
from enroll_app.cli.following import attempt, finish
from enroll_app.cli.given import (
    already_expired,
    checked,
    drawn,
    is_never,
    level_option,
    new_card,
    no_wait_option,
    pin_given,
    pin_options,
    validity_options,
)
from enroll_app.cli.levels import prepared, resolved
from enroll_app.cli.presenting import CARD_TIMEOUT_S, presented
from enroll_app.domain.draft import Draft
from enroll_app.domain.dual import SECOND_SIDE_MISSING
from enroll_app.domain.enrollment import Order
from enroll_app.domain.identification import Identification
from enroll_app.domain.known_keys import KnownKey
from enroll_app.domain.person import Person, parse_person_id
from enroll_app.domain.pin import PinRule
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.validity import Validity
from enroll_app.services.keys import OLD_KEY_ENDED


@command("replace")
@click.option("--old-id", metavar="UUID", help="The old key's id.")
@click.option("--old-card", metavar="NUMBER", help="The old card's number.")
@click.option("--card", metavar="NUMBER", help="The new card's number.")
@reader_option
@click.option("--person-id", default="", metavar="UUID", help="Whose it is, where this station does not know.")
@pin_options
@validity_options("as the old key's", "as the old key's; never: without an end")
@level_option
@no_wait_option
@click.option(
    "--timeout", type=click.FloatRange(min=0), default=CARD_TIMEOUT_S, show_default=True, help="Seconds for the card."
)
@json_option
@pass_context
def replace_card(context: Context, old_id: str | None, old_card: str | None, **given: Any) -> int:
    """Give somebody a new card in the place of an old one: first the new key is made, then the old one removed.

    Validity and levels are the old key's, where they are known here and nothing else is given. Where it has ended, as a
    blocked one has, the new end has to be given. The PIN cannot be copied: without --pin or --random-pin the new card
    has none. One object for the new key, one for the old. Exit codes are those of enroll.
    """
    which, number = one_of(old_id, old_card, "--old-id and --old-card")
    if (given["card"] is None) == (not given["reader"]):
        raise click.UsageError("Say which card is the new one with exactly one of --card and --reader.")
    never = is_never(given["valid_to"])
    draft = _draft(context, given | {"valid_to": "" if never else given["valid_to"]})
    # What waits for the old key is the new one's too.
    old = context.station().keys.expected(_old(context, known_key(context, which, number), which, number, draft))
    order, read_by = resolved(prepared(context, draft)), ""
    context.output.problems(already_expired(order, context.desk().now()))
    validity = _validity(context, old, order, never=never)
    if isinstance(draft.credential, Identification):
        new = draft.credential
    else:
        new, read_by = presented(context, given["reader"], given["timeout"])
    if new == (old.identification or number):
        raise InvalidInputError(_same_card(new))
    context.output.problems(context.station().enroller.acquaintance(new).cautions())
    _mind_sides(context, old, new, at_reader=bool(read_by))
    if order.pin is PinRule.LEAVE:
        context.output.note("Note: The PIN of the old card cannot be copied; the new card has none.")
    station = context.station()
    sent = attempt(
        context,
        lambda: station.keys.replace(
            old, new, order.pin, reader=read_by, validity=validity, levels=order.levels or None
        ),
    )
    code = finish(context, sent, wait=not given["no_wait"], shown_pin=drawn(order.pin, random=given["random_pin"]))
    if len(sent.outcomes) == 1 and sent.outcomes[0].outbox_id:
        context.output.note(
            "The old key stays until the new one was made; its removal waits behind it: enroll-app outbox list."
        )
    return code


def _mind_sides(context: Context, old: KnownKey, new: Identification, *, at_reader: bool) -> None:
    """One side alone is a new key that the doors which read the other do not open for; a reader has said so already."""
    dual = context.desk().dual
    two_sides = dual or (old.identification is not None and len(old.identification.parts) > 1)
    if two_sides and len(new.parts) == 1 and not (at_reader and dual):
        context.output.problems([SECOND_SIDE_MISSING])


def _draft(context: Context, given: dict[str, Any]) -> Draft:
    pin = pin_given(given["pin"], random=given["random_pin"], clear=given["clear_pin"])
    draft = Draft(
        person_id=given["person_id"],
        pin=pin,
        valid_from=given["valid_from"],
        valid_to=given["valid_to"],
        levels=given["level"],
    )
    card = given["card"]
    return checked(draft, lambda: new_card(card, context.output) if card is not None else None, context.desk())


def _validity(context: Context, old: KnownKey, order: Order, *, never: bool) -> Validity | None:
    """When the new key is to be valid; None for as the old one is, which is given for what was left out.

    Raises InvalidInputError with what else has to be said, before anybody is asked for a card.
    """
    given = order.validity
    end = None if never else given.end or old.validity.end
    ends_given = never or given.end is not None
    problems = context.station().keys.lacking(old, given if ends_given else None, order.levels or None)
    if problems:
        zone = context.desk().zone
        raise InvalidInputError(*(_with_options(one, old, zone) for one in problems))
    if not ends_given and given.start is None:
        return None
    # One that has ended begins with its new card: a blocked one's start is as far back as its end.
    ended = old.validity.end is not None and old.validity.end <= context.desk().now()
    return Validity(given.start or (None if ended else old.validity.start), end)


def _with_options(problem: Problem, old: KnownKey, zone: tzinfo) -> Problem:
    """What is lacking, with the option that gives it."""
    if problem.code == OLD_KEY_ENDED and old.validity.end:
        end = f"{old.validity.end.astimezone(zone):%Y-%m-%d %H:%M}"
        remedy = "Say until when the new card is to be valid with --valid-to DATE, or --valid-to never."
        return with_changes(problem, remedy=remedy, facts={**problem.facts, "end": end})
    options = {"levels-not-known": "Say which levels the new key is to have with --level."}
    options |= {"person-id-unknown": "Add --person-id; the access-control system shows it."}
    return with_changes(problem, remedy=options.get(problem.code, problem.remedy))


def _old(
    context: Context, known: KnownKey | None, which: UUID | None, number: Identification | None, draft: Draft
) -> KnownKey:
    """The old key. Raises InvalidInputError where it is not known whose it is."""
    person = Person(person_id=parse_person_id(draft.person_id)) if draft.person_id else None
    if known:
        if person and known.owner.person_id and known.owner.person_id != person.person_id:
            raise InvalidInputError(_somebody_else(known))
        return with_changes(known, owner=known.owner if known.owner.person_id or not person else person)
    if number is not None:
        raise unknown_card(number, "--old-id", "Add --person-id, to say whose it is.")
    assert which is not None
    if person is None:
        raise InvalidInputError(
            Problem(
                "owner-not-known-here",
                "This station does not know whose key {key} is; nothing was sent.",
                "Add --person-id, to say whose it is.",
                {"key": str(which)},
            )
        )
    context.output.note("Note: This station does not know the old key's validity and levels; give those of the new.")
    return KnownKey(which, None, person)


def _somebody_else(known: KnownKey) -> Problem:
    return Problem(
        "person-not-the-owner",
        "The old key belongs to {owner}, and not to the person whose id was given.",
        "Leave --person-id out, or check which key is meant.",
        {"owner": called(known.owner)},
        "person_id",
    )


def _same_card(card: Identification) -> Problem:
    return Problem(
        "same-card",
        "The old card and the new one are the same, {card}.",
        "Take another card, or change the key with: enroll-app change.",
        {"card": card.hex},
        "card",
    )
