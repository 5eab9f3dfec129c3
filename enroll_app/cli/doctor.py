"""The command `doctor`."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.wording import checked_with
from enroll_app.domain.checkup import Area, Check, CheckState

if TYPE_CHECKING:
    from enroll_app.services.bundle import Item

# Which code wins where several things are wrong, the first that applies: what the desk is set to (its settings, its
# clock, its time zone) keeps everything else from being trusted, and without a reader there is nothing to send.
_CODES = (
    (Area.SETTINGS, Exit.INVALID),
    (Area.READERS, Exit.NO_CARD),
    (Area.SERVICE, Exit.REFUSED),
    (Area.COMPUTER, Exit.OUR_ERROR),
)


@command()
@click.option(
    "--bundle",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write what a helper needs to know into a zip, without secrets, names and card numbers.",
)
@json_option
@pass_context
def doctor(context: Context, bundle: Path | None) -> int:
    """Look for what is wrong with readers, settings, network, key and clock, and say how to mend it.

    Exit codes: 0 when nothing is wrong, else the first of these: 2 for the settings, the clock or the time zone, 3 when
    no reader can be used, 4 when the service cannot be used, 1 for this computer's disk.
    """
    # Late: zip files and lists of packages are nothing that every other command should wait for.
    from enroll_app.services.bundle import bundle_items, refuse_to_replace, write_bundle

    if bundle:
        refuse_to_replace(bundle)
    checkup = context.make_checkup()
    checks = []
    for found in checkup.checks():
        check = checked_with(found, checkup.surroundings.vault)
        checks.append(check)
        context.output.result(check.values(), _words(check))
    if bundle:
        items = bundle_items(checks, checkup.found, checkup.surroundings)
        write_bundle(bundle, items)
        context.output.result(
            {"bundle": str(bundle), "files": [item.name for item in items]}, _bundle_words(bundle, items)
        )
    return exit_code(checks)


def exit_code(checks: Sequence[Check]) -> Exit:
    """What the checks come to."""
    wrong = {check.area for check in checks if check.state is CheckState.WRONG}
    return next((code for area, code in _CODES if area in wrong), Exit.DONE)


def _words(check: Check) -> str:
    line = f"{check.state.value:10} {check.name:19} {check.cause}"
    return f"{line}\n{'':10} {'':19} {check.remedy}" if check.remedy else line


def _bundle_words(path: Path, items: "Sequence[Item]") -> str:
    lines = [f"Written to {path}, for you to look at and to send:"]
    lines += [f"  {item.name:20} {item.why}" for item in items]
    left_out = json.loads(items[0].content)["left_out"]
    return "\n".join([*lines, f"Left out: {'; '.join(left_out)}."])
