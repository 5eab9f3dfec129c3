"""The command `profiles`: what is known of how readers write numbers."""

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit


@command()
@json_option
@pass_context
def profiles(context: Context) -> int:
    """List the profiles of readers, for profile=NAME in a reader's address."""
    book = context.desk().profiles
    for one in book.all():
        values = {
            "profile": one.name,
            "title": one.title,
            "format": one.number_format,
            "technology": one.technology.value,
            "kind": one.kind or None,
            "usable": one.unusable is None,
            "reason": str(one.unusable) if one.unusable else None,
            "own": one.own,
        }
        context.output.result(values, f"{one.name:32} {one.title}{'  (cannot be used)' if one.unusable else ''}")
    context.output.problems(book.faults())
    return Exit.DONE
