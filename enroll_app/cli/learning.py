"""The command `learn`: which profile explains readings of cards whose numbers are known."""

from dataclasses import replace
from pathlib import Path

import click

from enroll_app.cli.context import Context, command, json_option, pass_context
from enroll_app.cli.exit_codes import Exit
from enroll_app.domain.cards import Technology
from enroll_app.domain.identification import parse_identification
from enroll_app.domain.learning import Explanation, Finding, Lesson, Pair, learn
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import CSN_BYTES
from enroll_app.services.profiles import ProfileBook


@command("learn")
@click.argument("pairs", nargs=-1, required=True, metavar="READING=KNOWN...")
@click.option(
    "--technology",
    type=click.Choice([kind.value for kind in CSN_BYTES]),
    help="Of the cards; without it, what has numbers of that size: EM, Mifare Classic or DESFire.",
)
@click.option(
    "--assume",
    is_flag=True,
    help="Take for granted that bytes which the reader leaves out are the same on every card of the site.",
)
@click.option("--save", metavar="NAME", help="Keep the one profile that explains all as a profile of this station.")
@json_option
@pass_context
def learn_command(
    context: Context,
    pairs: tuple[str, ...],
    technology: str | None,
    assume: bool,  # noqa: FBT001  click's form
    save: str | None,
) -> int:
    """Find the profiles under which every READING becomes its KNOWN number.

    READING: as the reader wrote it. KNOWN: as the access system spells it, 0x and hexadecimal digits, all decimal
    digits, or EM:, MC: or MD: and the number.
    """
    profiles = context.desk().profiles
    kind = Technology(technology) if technology else None
    lesson = learn([_pair(text) for text in pairs], profiles.all(), kind, assume=assume)
    if lesson.finding is Finding.NONE:
        raise InvalidInputError(lesson.verdict)
    explanations, kept = lesson.explanations, None
    if save is not None:
        kept = _kept(save, lesson, profiles)
        explanations = (kept, *explanations[1:])
    for one in explanations:
        context.output.result(_values(one, lesson.finding), _words(one))
    if kept is None:
        context.output.note(str(lesson.verdict))
    else:
        # Where the profile is known already, it is the one to use, and there is nothing to be saved.
        done = "Saved" if kept.profile.name == save else "Known already"
        context.output.note(f"{done}. Write profile={kept.profile.name} into the reader's address.")
    return Exit.DONE if lesson.usable else Exit.INVALID


def _pair(text: str) -> Pair:
    reading, equals, known = text.rpartition("=")
    if not equals or not reading.strip():
        raise InvalidInputError(
            Problem(
                "learn-pair",
                "“{text}” is not a reading and a known number with = between them.",
                "Write READING=KNOWN, such as 3808861522=0x529D06E3.",
                {"text": shown(text)},
            )
        )
    return Pair(reading, parse_identification(known))


def _kept(name: str, lesson: Lesson, profiles: ProfileBook) -> Explanation:
    """The one profile, saved under this name. Raises InvalidInputError where there is not one to be saved."""
    if lesson.finding is not Finding.ONE:
        raise InvalidInputError(lesson.verdict)
    found = lesson.usable[0]
    if not found.made_up:
        return found
    if any(one.name == name for one in profiles.all()) or _is_broken(name, profiles):
        raise InvalidInputError(
            Problem(
                "learn-name-taken",
                "There is a profile “{name}” already, which does something else.",
                "Save this one under another name.",
                {"name": shown(name)},
            )
        )
    profile = replace(found.profile, name=name, own=True)
    profiles.save(profile)
    return replace(found, profile=profile)


def _is_broken(name: str, profiles: ProfileBook) -> bool:
    """Whether a file of this name is there that cannot be read: somebody wrote it."""
    return any(Path(str(fault.facts.get("path", ""))).stem == name for fault in profiles.faults())


def _values(one: Explanation, finding: Finding) -> dict[str, object]:
    profile = one.profile
    return {
        "profile": profile.name,
        "title": profile.title,
        "format": profile.number_format,
        "technology": profile.technology.value,
        "usable": one.usable,
        "reason": str(one.reason) if one.reason else None,
        "assumption": str(one.assumption) if one.assumption else None,
        "made_up": one.made_up,
        "digits": profile.digits,
        "leading_zeros": profile.leading_zeros,
        "prefix": profile.prefix,
        "suffix": profile.suffix,
        "separator": profile.separator,
        "cut": [profile.cut_first, profile.cut_last],
        "missing": [at + 1 for at in profile.missing],
        "supplied": (profile.supply_first + profile.supply_last).hex().upper(),
        "finding": finding.value,
    }


def _words(one: Explanation) -> str:
    line = f"{'usable' if one.usable else 'not usable':11} {one.profile.name}  {one.profile.title}"
    said = [str(problem) for problem in (one.reason, one.assumption) if problem]
    return "\n  ".join([line, *said])
