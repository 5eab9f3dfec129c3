"""Names and titles of profiles that were made up, so that they can be chosen and saved."""

from dataclasses import replace

from enroll_app.domain.formats import number_format
from enroll_app.domain.profile import Profile

# As much as the name of a profile may have in a reader's address.
LONGEST_NAME = 64


def described(profile: Profile) -> Profile:
    """The same profile with a name and a title that say what it does."""
    return replace(profile, name=_name(profile), title=_title(profile))


def _name(profile: Profile) -> str:
    parts = [profile.technology.value, profile.number_format]
    if not profile.leading_zeros:
        parts.append("no-zeros")
    if profile.digits:
        parts.append(f"{profile.digits}d")
    if profile.separator:
        parts.append("separated")
    for what, first, last in _bytes(profile):
        parts += [f"{what}-{count}-{end}" for count, end in ((first, "first"), (last, "last")) if count]
    if profile.prefix or profile.suffix:
        parts.append("framed")
    return "-".join(parts)[:LONGEST_NAME]


def _title(profile: Profile) -> str:
    parts = [profile.technology.value, _format_words(profile.number_format)]
    if not profile.leading_zeros:
        parts.append("leading zeros left out")
    if profile.digits:
        parts.append(f"{profile.digits} characters")
    for what, first, last in _bytes(profile):
        said = {"cut": "added by the reader", "missing": "left out by the reader", "supplied": "the same on every card"}
        for count, end in ((first, "first"), (last, "last")):
            if count:
                parts.append(f"the {end} {'byte' if count == 1 else f'{count} bytes'} {said[what]}")
    if profile.separator:
        parts.append(f"“{profile.separator}” between the bytes")
    if profile.prefix:
        parts.append(f"after “{profile.prefix}”")
    if profile.suffix:
        parts.append(f"before “{profile.suffix}”")
    return ", ".join(parts)


def _format_words(name: str) -> str:
    """The format's words, without what the profile may say better."""
    return number_format(name).words.replace(", the whole number", "", 1)


def _bytes(profile: Profile) -> tuple[tuple[str, int, int], ...]:
    supplied = (len(profile.supply_first), len(profile.supply_last))
    missing = (profile.missing_first, profile.missing_last) if not any(supplied) else (0, 0)
    return ("cut", profile.cut_first, profile.cut_last), ("missing", *missing), ("supplied", *supplied)
