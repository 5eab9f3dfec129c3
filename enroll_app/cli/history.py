"""The command `history`: what this station did."""

from collections.abc import Mapping
from pathlib import Path

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.given import span, typed_card, typed_key_id
from enroll_app.cli.outcomes import called, person_values, spelled
from enroll_app.domain.enrollment import NOBODY_NAMED
from enroll_app.domain.history import Entry, Query
from enroll_app.services.history import HistoryBook

_MOST = 100


@command()
@click.option("--card", metavar="NUMBER", help="Only this card, in any spelling of its number.")
@click.option("--person", default="", metavar="TEXT", help="Only people of this name; beginnings of it will do.")
@click.option("--key", metavar="KEY_ID", help="Only this key.")
@click.option("--since", metavar="DATE", help="From this day or moment on.")
@click.option("--until", metavar="DATE", help="To the end of this day, or to this moment.")
@click.option("--limit", type=click.IntRange(min=1), default=_MOST, show_default=True, help="The latest so many.")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write all that match into a new file, .csv or .xlsx, the oldest first; there is no PIN in it.",
)
@click.option("--verify", is_flag=True, help="Check that nobody changed or removed an entry since it was written.")
@json_option
@pass_context
def history(
    context: Context,
    card: str | None,
    person: str,
    key: str | None,
    since: str | None,
    until: str | None,
    limit: int,
    export: Path | None,
    verify: bool,  # noqa: FBT001
) -> int:
    """Say what this station did: when, by whom, for which card, and what came of it; the latest first.

    Exit codes of --verify: 0 the history is whole, 1 it is not.
    """
    narrowed = any((card, person, key, since, until))
    if verify and (narrowed or export):
        raise click.UsageError("--verify checks the whole history; give it alone.")
    start, end = span(since, until, context.desk())
    query = Query(
        identification=typed_card(card) if card else None,
        key_id=typed_key_id(key) if key else None,
        person=person,
        since=start,
        until=end,
    )
    book = context.records().history
    if verify:
        return _verified(context, book)
    if export:
        return _exported(context, book, export, query)
    for entry in book.search(query, limit=limit):
        context.output.result(_values(context, entry), _words(context, entry))
    _say_the_rest(context, book.count(query), limit, narrowed=narrowed)
    return Exit.DONE


def _verified(context: Context, book: HistoryBook) -> Exit:
    verdict = book.verify()
    values = {
        "entries": verdict.entries,
        "head": verdict.head,
        "broken_at": verdict.broken_at,
        "since": verdict.since,
    }
    if verdict.broken_at is None:
        begins = f", from number {verdict.since} on" if verdict.since > 1 else ""
        context.output.result(values, f"Whole: {verdict.entries} entries{begins}.\n  head {verdict.head}")
        return Exit.DONE
    sentence = (
        f"Entry {verdict.broken_at} of the history is not as it was written, or one is missing before it; what follows "
        "cannot be vouched for. Keep the file as it is, and tell whoever looks after this computer."
    )
    context.output.result({**values, "error": sentence}, f"Broken at entry {verdict.broken_at}.")
    context.output.note(sentence)
    return Exit.OUR_ERROR


def _exported(context: Context, book: HistoryBook, path: Path, query: Query) -> Exit:
    number = book.export(path, query)
    context.output.result({"export": str(path), "entries": number}, f"{number} entries were written to {path}.")
    return Exit.DONE


def _say_the_rest(context: Context, count: int, limit: int, *, narrowed: bool) -> None:
    if not count:
        context.output.note("Nothing in the history matches." if narrowed else "This station has done nothing yet.")
    elif count > limit:
        context.output.note(f"The latest {limit} of {count}; --limit shows more.")


def _values(context: Context, entry: Entry) -> dict[str, object]:
    what = entry.happening
    return {
        "seq": entry.seq,
        "time": what.at.isoformat(),
        "purpose": what.purpose.value,
        "state": what.state.value if what.state else None,
        "outbox_id": what.number,
        "identification": spelled(context, what.identification),
        "key_id": str(what.key_id) if what.key_id else None,
        "person": person_values(what.person),
        "owner": person_values(what.owner) if what.owner != NOBODY_NAMED else None,
        "operator": what.operator or None,
        "desk": what.desk or None,
        "reader": what.reader or None,
        "meant": _plain(what.meant),
        "answered": _plain(what.answered),
        "note": what.note or None,
        "hash": entry.hash,
    }


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return dict(values)


def _words(context: Context, entry: Entry) -> str:
    what = entry.happening
    when = what.at.astimezone(context.desk().zone)
    state = what.state.value if what.state else ""
    card = spelled(context, what.identification) or (what.key_id and f"key {what.key_id}") or ""
    line = f"{when:%Y-%m-%d %H:%M:%S}  {what.purpose.value:8} {state:14} {called(what.person)}, {card}".rstrip(", ")
    owner = f"\n  belongs to {called(what.owner)}" if what.owner not in (NOBODY_NAMED, what.person) else ""
    note = f"\n  {what.note}" if what.note else ""
    return f"{line}{owner}{note}"
