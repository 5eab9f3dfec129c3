"""The command `levels`, and looking levels up for the others."""

from dataclasses import replace
from uuid import UUID

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.patience import waiting_for
from enroll_app.domain.draft import Draft, check
from enroll_app.domain.enrollment import Code, Order
from enroll_app.domain.ids import parse_uuid
from enroll_app.domain.problems import InvalidInputError, Problem


@command()
@json_option
@pass_context
def levels(context: Context) -> int:
    """List the access levels of every door system."""
    with waiting_for("the service", context.output):
        known = context.station().enroller.levels()
    for level in known:
        values = {"id": str(level.level_id), "name": level.name, "system_id": level.system_id}
        context.output.result(values, f"{level.level_id}  {level.system_id:16} {level.name}")
    if not known:
        context.output.note("The service has no access levels yet. Make some in the access-control system first.")
    return Exit.DONE


def prepared(context: Context, draft: Draft) -> Order:
    """The draft checked, with its levels looked up; a code of the service's stands in for a card still to come.

    Levels given by their ids alone are not looked up: whether they exist is for the service to say.
    """
    desk, enroller = context.desk(), context.station().enroller
    draft = replace(draft, credential=draft.credential or Code())
    ids = _ids(draft.levels)
    if ids is not None:
        return replace(check(replace(draft, levels=()), (), desk.zone), levels=ids)
    with waiting_for("the service, to look the access levels up", context.output):
        return enroller.prepare(draft, desk.zone)


def _ids(levels: tuple[str, ...]) -> tuple[UUID, ...] | None:
    """The levels, each once; None where one of them is no id."""
    try:
        return tuple(dict.fromkeys(parse_uuid(level) for level in levels))
    except ValueError:
        return None


def resolved(order: Order) -> Order:
    """The order, where every level is known. Raises InvalidInputError.

    A new key may wait for its levels; a key that exists is changed only by what is known.
    """
    if not order.unresolved_levels:
        return order
    cause = order.levels_problem or Problem("levels-not-looked-up", "The service could not be asked for its levels.")
    raise InvalidInputError(
        replace(
            cause,
            remedy="Nothing was sent. Try again when the service answers, or give the ids of the access levels "
            "instead of {level_names}.",
            facts={**cause.facts, "level_names": ", ".join(order.unresolved_levels)},
            field="levels",
        )
    )
