"""The command `status`: what the door systems made of a key."""

import time
from uuid import UUID

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.doors import system_values, system_words
from enroll_app.cli.existing import known_key, one_of, unknown_card
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.given import CARD_WORDS
from enroll_app.cli.patience import waiting_for
from enroll_app.cli.wording import asked_of
from enroll_app.domain.enrollment import KeyStatus, Propagation
from enroll_app.domain.service_errors import KeyMissing

_MEANINGS = {
    Propagation.NOT_APPLIED: "it opens no door; most often it has no access levels",
    Propagation.PENDING: "on its way; no door system has it yet",
    Propagation.PARTLY_APPLIED: "some door systems have it, others are still to take it",
    Propagation.APPLIED: "every door system has it",
    Propagation.FAILED: "a door system would not take it",
}


@command()
@click.argument("key_id", metavar="[KEY_ID]", required=False)
@click.option("--card", metavar="NUMBER", help=CARD_WORDS)
@click.option("--follow", is_flag=True, help="Go on until every door system has answered; each change is told.")
@json_option
@pass_context
def status(context: Context, key_id: str | None, card: str | None, follow: bool) -> int:  # noqa: FBT001  click's form
    """Say how far a key has come on its way to the doors: the key of this id, or of this card.

    Exit codes: 0, or 4 where a door system would not take it or the service could not be asked.
    """
    which = _which(context, key_id, card)
    try:
        return _heard(context, which, follow=follow)
    except KeyMissing as error:
        raise KeyMissing(asked_of(error.problem)) from None


def _which(context: Context, key_id: str | None, card: str | None) -> UUID:
    """The id of the key that is meant. Raises InvalidInputError where this station does not know the card's."""
    which, number = one_of(key_id, card, "KEY_ID and --card")
    if which is None and number is not None:
        known = known_key(context, None, number)
        if known is None:
            raise unknown_card(number, "enroll-app status KEY_ID", "")
        which = known.key_id
    assert which is not None
    return which


def _heard(context: Context, which: UUID, *, follow: bool) -> Exit:
    keys = context.station().keys
    if not follow:
        with waiting_for("the service", context.output):
            heard = keys.status(which)
        return _told(context, which, heard)

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return False

    code, last = Exit.DONE, None
    with waiting_for("the doors", context.output):
        for heard in keys.follow(which, wait):
            if heard != last:
                code, last = _told(context, which, heard), heard
    return code


def _told(context: Context, key_id: UUID, heard: KeyStatus) -> Exit:
    systems = [system_values(one) for one in heard.systems]
    values = {"key_id": str(key_id), "state": heard.state.value, "status": heard.propagation.value, "systems": systems}
    lines = [f"{heard.state.value}: {_MEANINGS[heard.propagation]}", *(f"  {system_words(one)}" for one in systems)]
    context.output.result(values, "\n".join(lines))
    return OF_STATE[heard.state]
