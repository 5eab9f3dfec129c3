"""A reader profile as the text of a TOML file, and back. Strict: what is not understood is refused."""

import re
import tomllib
from typing import Any

import tomlkit

from drivers.uri import FASTEST_BAUD, SLOWEST_BAUD, TEXT_PROTOCOLS, Protocol
from enroll_app.domain.cards import Technology
from enroll_app.domain.number_problems import shown
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile

# As in readers' addresses.
_NAME = re.compile(r"[a-z0-9][a-z0-9._+-]{0,63}")
_KINDS = ("serial", "keyboard", "pcsc")
_TEXTS = ("title", "prefix", "suffix", "separator", "kind", "protocol", "source")
_COUNTS = ("digits", "cut_first", "cut_last", "missing_first", "missing_last", "baud")
_BYTES = ("supply_first", "supply_last")
_REQUIRED = ("title", "format", "technology")
# In the order in which they are written.
_KEYS = (
    *_REQUIRED,
    "digits",
    "leading_zeros",
    "prefix",
    "suffix",
    "separator",
    "cut_first",
    "cut_last",
    "missing_first",
    "missing_last",
    *_BYTES,
    "kind",
    "protocol",
    "baud",
    "source",
)


def is_name(text: str) -> bool:
    """Whether this may be a profile's name: it names a file, and stands in addresses."""
    return bool(_NAME.fullmatch(text))


def profile_of(name: str, text: str, *, own: bool = False) -> Profile:
    """Read a profile. name: of its file, without the suffix. Raises InvalidInputError with every fault."""
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # beside TOMLDecodeError, an integer of more digits than Python reads
        raise InvalidInputError(_fault(f"it is no TOML: {error}")) from error
    faults = [*_faults_of_keys(values), *_faults_of_values(values)]
    if not is_name(name):
        faults.append("its name may have lower-case letters, digits, dots and dashes")
    if faults:
        raise InvalidInputError(*map(_fault, faults))
    values["number_format"] = values.pop("format")
    values["technology"] = Technology(values["technology"])
    for key in _BYTES:
        values[key] = bytes.fromhex(values.get(key, ""))
    return Profile(name=name, own=own, **values)


def toml_of(profile: Profile) -> str:
    """Write a profile; what has its usual value is left out."""
    usual = Profile("", "", profile.number_format, profile.technology)
    document = tomlkit.document()
    for key in _KEYS:
        attribute = "number_format" if key == "format" else key
        value = getattr(profile, attribute)
        if key in _REQUIRED or value != getattr(usual, attribute):
            document[key] = _plain(value)
    return tomlkit.dumps(document)


def _plain(value: object) -> object:
    if isinstance(value, Technology):
        return value.value
    return value.hex().upper() if isinstance(value, bytes) else value


def _faults_of_keys(values: dict[str, Any]) -> list[str]:
    unknown = [f"it has no setting “{shown(key)}”" for key in values if key not in _KEYS]
    return unknown + [f"the setting {key} is missing" for key in _REQUIRED if key not in values]


def _faults_of_values(values: dict[str, Any]) -> list[str]:
    faults = [f"{key} must be text in quotation marks" for key in (*_TEXTS, "format") if not _is(values, key, str)]
    faults += [f"{key} must be a whole number" for key in _COUNTS if not _is(values, key, int)]
    for key in _BYTES:
        value = values.get(key, "")
        if not isinstance(value, str) or not re.fullmatch("(?:[0-9A-Fa-f]{2})*", value):
            faults.append(f'{key} must be bytes in hexadecimal digits, such as "01"')
    if not isinstance(values.get("leading_zeros", True), bool):
        faults.append("leading_zeros must be true or false")
    protocol = values.get("protocol", Protocol.LINE)
    if "technology" in values and values["technology"] not in [kind.value for kind in Technology]:
        faults.append(f"technology must be one of {', '.join(kind.value for kind in Technology)}")
    if values.get("kind", _KINDS[0]) not in _KINDS:
        faults.append(f"kind must be one of {', '.join(_KINDS)}")
    if isinstance(protocol, str) and protocol not in TEXT_PROTOCOLS:
        faults.append(f"protocol must be one of {', '.join(sorted(TEXT_PROTOCOLS))}: those whose numbers are text")
    if _is(values, "baud", int) and not SLOWEST_BAUD <= values.get("baud", SLOWEST_BAUD) <= FASTEST_BAUD:
        faults.append(f"baud must be from {SLOWEST_BAUD} to {FASTEST_BAUD}")
    return faults


def _is(values: dict[str, Any], key: str, kind: type) -> bool:
    """Whether the value, if there is one, is of this very type: `true` is no number."""
    return key not in values or type(values[key]) is kind


def _fault(what: str) -> Problem:
    return Problem("profile-setting-invalid", "{what}", "", {"what": what})
