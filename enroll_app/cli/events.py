"""The command `events`: what happened at the doors."""

from datetime import timedelta

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.decisions import called
from enroll_app.cli.doors import event_meaning
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.given import span, typed_card
from enroll_app.cli.outcomes import person_values, spelled
from enroll_app.domain.door_events import DoorEvent
from enroll_app.domain.door_words import was_denied

# How far back is looked unless told otherwise: a day, in which a card that does not work is brought to the desk.
_BACK = timedelta(days=1)


@command()
@click.option("--card", metavar="NUMBER", help="Only this card, in any spelling of its number.")
@click.option("--since", metavar="DATE", help="From this day or moment on; else the last 24 hours.")
@click.option("--until", metavar="DATE", help="To the end of this day, or to this moment.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@json_option
@pass_context
def events(context: Context, card: str | None, since: str | None, until: str | None, limit: int | None) -> int:
    """Say what happened at the doors: who was let in, who was turned away, and why; the oldest first."""
    desk = context.desk()
    which = typed_card(card) if card else None
    start, end = span(since, until, desk)
    if start is None:
        start = (end or desk.now()) - _BACK
    number = 0
    for event in context.station().keys.events(start, end, which, limit):
        number += 1
        values = _values(context, event)
        context.output.result(values, _words(context, event))
    if not number:
        context.output.note("Nothing happened at the doors in that time.")
    elif number == limit:
        context.output.note(f"These are {limit}; there may be more. --limit and --since say which.")
    return Exit.DONE


def _values(context: Context, event: DoorEvent) -> dict[str, object]:
    return {
        "time": event.time.isoformat(),
        "type": event.kind,
        "meaning": event_meaning(event.kind),
        "granted": not was_denied(event.kind),
        "door": event.door_name,
        "system_id": event.system_id,
        "identification": spelled(context, event.identification),
        "key_id": str(event.key_id) if event.key_id else None,
        "person": person_values(event.person) if event.person else None,
    }


def _words(context: Context, event: DoorEvent) -> str:
    when = event.time.astimezone(context.desk().zone)
    who = [spelled(context, event.identification), called(event.person) if event.person else None]
    known = ", ".join(one for one in who if one)
    return f"{when:%Y-%m-%d %H:%M:%S}  {event.door_name}: {event_meaning(event.kind)}  {known}".rstrip()
