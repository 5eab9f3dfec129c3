"""The command `status`: what the door systems made of a key."""

import time

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.doors import system_values, system_words
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.given import typed_key_id
from enroll_app.domain.enrollment import KeyStatus, Propagation

_MEANINGS = {
    Propagation.NOT_APPLIED: "it opens no door; most often it has no access levels",
    Propagation.PENDING: "on its way; no door system has it yet",
    Propagation.PARTLY_APPLIED: "some door systems have it, others are still to take it",
    Propagation.APPLIED: "every door system has it",
    Propagation.FAILED: "a door system would not take it",
}


@command()
@click.argument("key_id", metavar="KEY_ID")
@click.option("--follow", is_flag=True, help="Go on until every door system has answered; each change is told.")
@json_option
@pass_context
def status(context: Context, key_id: str, follow: bool) -> int:  # noqa: FBT001  click's form
    """Say how far a key has come on its way to the doors.

    Exit codes: 0, or 4 where a door system would not take it or the service could not be asked.
    """
    which = typed_key_id(key_id)
    keys = context.station().keys
    if not follow:
        return _told(context, key_id, keys.status(which))

    def wait(seconds: float) -> bool:
        time.sleep(seconds)
        return False

    code, last = Exit.DONE, None
    for heard in keys.follow(which, wait):
        if heard != last:
            code, last = _told(context, str(which), heard), heard
    return code


def _told(context: Context, key_id: str, heard: KeyStatus) -> Exit:
    systems = [system_values(one) for one in heard.systems]
    values = {"key_id": key_id, "state": heard.state.value, "status": heard.propagation.value, "systems": systems}
    lines = [f"{heard.state.value}: {_MEANINGS[heard.propagation]}", *(f"  {system_words(one)}" for one in systems)]
    context.output.result(values, "\n".join(lines))
    return OF_STATE[heard.state]
