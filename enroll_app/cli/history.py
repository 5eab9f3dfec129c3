"""The command `history`: what this station did."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.decisions import called
from enroll_app.cli.exit_codes import Exit
from enroll_app.cli.given import span, typed_card, typed_key_id
from enroll_app.cli.outcomes import person_values, spelled
from enroll_app.domain.enrollment import NOBODY_NAMED, State
from enroll_app.domain.history import Aid, Entry, Happening, Query, Verdict
from enroll_app.domain.operations import Purpose
from enroll_app.domain.person import Person
from enroll_app.services.history import HistoryBook

_MOST = 100
# What the records note where others were written down in the place of an operation: nobody has rejected it.
_SETTLED = "Settled by other operations."
# An end is a second, as it is shown; what happened within that second belongs to it.
_REST_OF_SECOND = timedelta(seconds=1) - timedelta.resolution
_WRONG = {
    Aid.INDEX: "the index of names, cards and keys, so that searches may leave entries out",
    Aid.DATES: "the dates kept beside them, so that --since and --until may leave entries out",
    Aid.GUARDS: "what keeps entries from being changed and enters new ones into the index",
}


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
@click.option(
    "--verify",
    is_flag=True,
    help="Check that nobody changed or removed an entry since it was written, and that searches find them all.",
)
@click.option(
    "--rebuild",
    is_flag=True,
    help="Make anew, from the entries, what searches rely on; the entries stay as they are.",
)
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
    rebuild: bool,  # noqa: FBT001
) -> int:
    """Say what this station did: when, by whom, for which card, and what came of it; the latest first.

    Exit codes of --verify: 0 the history is whole, 1 it is not.
    """
    narrowed = any((card, person, key, since, until))
    if (verify or rebuild) and (narrowed or export or verify is rebuild):
        raise click.UsageError("--verify and --rebuild are about the whole history; give one of them, alone.")
    start, end = span(since, until, context.desk())
    query = Query(
        identification=typed_card(card) if card else None,
        key_id=typed_key_id(key) if key else None,
        person=person,
        since=start,
        until=end and end + _REST_OF_SECOND,
    )
    book = context.records().history
    if verify:
        return _verified(context, book)
    if rebuild:
        return _rebuilt(context, book)
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
        "wrong": [aid.value for aid in verdict.wrong],
    }
    if verdict.broken_at is None and not verdict.wrong:
        begins = f", from number {verdict.since} on; the ones before were forgotten" if verdict.since > 1 else ""
        context.output.result(values, f"Whole: {_entries(verdict.entries)}{begins}.\n  head {verdict.head}")
        return Exit.DONE
    words, sentence = _broken(verdict.broken_at) if verdict.broken_at is not None else _wrong(verdict)
    context.output.result({**values, "error": sentence}, words)
    context.output.note(sentence)
    return Exit.OUR_ERROR


def _broken(at: int) -> tuple[str, str]:
    return f"Broken at entry {at}.", (
        f"Entry {at} of the history is not as it was written, or one is missing before it; what follows "
        "cannot be vouched for. Keep the file as it is, and tell whoever looks after this computer."
    )


def _wrong(verdict: Verdict) -> tuple[str, str]:
    what = "; and ".join(_WRONG[aid] for aid in verdict.wrong)
    return f"Whole: {_entries(verdict.entries)}; but something beside them is not right.\n  head {verdict.head}", (
        f"Every entry of the history is as it was written, but something beside them was changed: {what}. Make it anew "
        "with enroll-app history --rebuild, search again for what was looked for since, and find out who changed it."
    )


def _rebuilt(context: Context, book: HistoryBook) -> Exit:
    book.rebuild()
    context.output.result({"rebuilt": True}, "What searches rely on was made anew from the entries.")
    context.output.note("enroll-app history --verify checks the whole history.")
    return Exit.DONE


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number:,} entries"


def _exported(context: Context, book: HistoryBook, path: Path, query: Query) -> Exit:
    number = book.export(path, query)
    context.output.result({"export": str(path), "entries": number}, f"Written to {path}: {_entries(number)}.")
    return Exit.DONE


def _say_the_rest(context: Context, count: int, limit: int, *, narrowed: bool) -> None:
    if not count:
        context.output.note("Nothing in the history matches." if narrowed else "This station has done nothing yet.")
    elif count > limit:
        context.output.note(f"The latest {limit:,} of {count:,} are shown; --limit shows more.")


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
    # With the zone's letters: where clocks are put back, an hour comes twice.
    when = what.at.astimezone(context.desk().zone).strftime("%Y-%m-%d %H:%M:%S %Z")
    state = what.state.value if what.state else ""
    if what.state is State.REJECTED and what.note == _SETTLED:
        state = "settled"
    lines = [f"{when}  {what.purpose.value:8}  {state:14}  {_subject(context, what)}".rstrip()]
    if _is_another(what.owner, what.person):
        lines.append(f"belongs to {called(what.owner)}")
    if what.note:
        lines.append(what.note)
    details = [f"number {what.number}"] if what.number is not None else []
    details += [f"key {what.key_id}"] if what.key_id else []
    details += [f"by {what.operator or 'somebody'} at {what.desk or 'this desk'}"]
    details += [what.reader] if what.reader else []
    return "\n  ".join([*lines, ", ".join(details)])


def _subject(context: Context, what: Happening) -> str:
    """Whom it was about, and which card."""
    if what.purpose is Purpose.FORGET:
        return f"entries forgotten, as they are not kept for longer: {what.meant.get('entries', 'unknown')}"
    card = spelled(context, what.identification)
    return f"{called(what.person)}, {card}" if card else called(what.person)


def _is_another(owner: Person, person: Person) -> bool:
    """Whether the key's holder, as it was answered, is not whom it was meant for, as far as that can be told."""
    if owner == NOBODY_NAMED:
        return False
    if owner.person_id and person.person_id:
        return owner.person_id != person.person_id
    return owner.full_name != person.full_name
