"""Reader profiles as TOML files, and which reader has which.

Shipped profiles lie in the resources, this station's own in `profiles` of its home; a file's name is the profile's.
`readers.toml` of the home has, under `[profiles]`, a profile's name for each reader's name.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import tomlkit

from enroll_app.domain.number_problems import shown
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.profile import Profile
from enroll_app.store.atomic_file import write_atomically
from enroll_app.store.profile_toml import is_name, profile_of, toml_of

_SUFFIX = ".toml"
_NOT_UTF8 = "it is not written in UTF-8"
_FOLDER, _CHOICES, _TABLE = "profiles", "readers.toml", "profiles"


class ProfileFiles:
    """The port ProfileStore.

    shipped: the folder of the shipped profiles. home: the station's folder. What is wrong with an own file takes no
    other profile away: `faults` tells it. A shipped file that is broken is an error of ours: InvalidInputError.
    """

    def __init__(self, shipped: Path, home: Path) -> None:
        self._shipped = shipped
        self._own = home / _FOLDER
        self._choices = home / _CHOICES

    def profiles(self) -> tuple[Profile, ...]:
        """Every profile that can be used: the shipped ones, then this station's own, each in the order of the names."""
        return self._load()[0]

    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with this station's own files, a problem for each fault; it names the file."""
        return self._load()[1]

    def save(self, profile: Profile) -> None:
        """Keep a profile of this station's own, in place of an own one of the same name. On disk when this returns.

        Raises InvalidInputError for a name that cannot be one or that a shipped profile has, StoreError where it
        cannot be written.
        """
        path = self._own / f"{profile.name}{_SUFFIX}"
        if not is_name(profile.name):
            raise InvalidInputError(_bad_name(profile.name))
        if (self._shipped / path.name).exists():
            raise InvalidInputError(_twice(profile.name, path))
        _write(path, toml_of(profile))

    def choices(self) -> Mapping[str, str]:
        """The names of the profiles that were chosen, by the readers' names. Raises InvalidInputError, StoreError."""
        text = self._choices_text()
        if text is None:
            return {}
        try:
            values = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # beside TOMLDecodeError, an integer of too many digits
            raise InvalidInputError(_broken(self._choices, f"it is no TOML ({error})", _CHOICES_REMEDY)) from error
        table = values.get(_TABLE, {})
        if values.keys() - {_TABLE} or not isinstance(table, dict):
            raise InvalidInputError(_broken(self._choices, f"it may have one table, [{_TABLE}]", _CHOICES_REMEDY))
        for reader, name in table.items():
            if not isinstance(name, str) or not is_name(name):
                what = f"what stands for “{shown(reader)}” is no profile's name"
                raise InvalidInputError(_broken(self._choices, what, _CHOICES_REMEDY))
        return table

    def choose(self, reader: str, name: str | None) -> None:
        """Remember a reader's profile; None forgets it. On disk when this returns. Raises as `choices`, and StoreError.

        Whatever else stands in the file, comments too, stays.
        """
        if name is not None and not is_name(name):
            raise InvalidInputError(_bad_name(name))
        self.choices()
        document = tomlkit.parse(self._choices_text() or "")
        table = document.setdefault(_TABLE, tomlkit.table())
        if name is not None:
            table[reader] = name
        elif reader in table:
            del table[reader]
        _write(self._choices, tomlkit.dumps(document))

    def _choices_text(self) -> str | None:
        """The text of the file of the choices; None where there is none. Raises InvalidInputError, StoreError."""
        try:
            return _read(self._choices)
        except UnicodeDecodeError as error:
            raise InvalidInputError(_broken(self._choices, _NOT_UTF8, _CHOICES_REMEDY)) from error

    def _load(self) -> tuple[tuple[Profile, ...], tuple[Problem, ...]]:
        shipped = [self._profile(path) for path in _files(self._shipped)]
        names = {profile.name for profile in shipped}
        own: list[Profile] = []
        faults: list[Problem] = []
        for path in _files(self._own):
            try:
                if path.stem in names:
                    raise InvalidInputError(_twice(path.stem, path))
                own.append(self._profile(path, own=True))
            except InvalidInputError as error:
                faults += error.problems
            except StoreError as error:
                faults.append(error.problem)
        return (*shipped, *own), tuple(faults)

    def _profile(self, path: Path, *, own: bool = False) -> Profile:
        """The profile in a file. Raises InvalidInputError with every fault of it, StoreError."""
        try:
            return profile_of(path.stem, _read(path) or "", own=own)
        except UnicodeDecodeError as error:
            raise InvalidInputError(_broken(path, _NOT_UTF8)) from error
        except InvalidInputError as error:
            raise InvalidInputError(*(_broken(path, str(problem).rstrip(".")) for problem in error.problems)) from error


def _files(folder: Path) -> list[Path]:
    """The folder's TOML files; none where it is missing or cannot be listed."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX and not path.name.startswith("."))
    except OSError:
        return []


def _read(path: Path) -> str | None:
    """The file's text; None where there is no file. Raises StoreError, UnicodeDecodeError."""
    try:
        return path.read_text("utf-8-sig")  # editors on Windows begin a file with a byte order mark
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(_unusable(path, error)) from error


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text)
    except OSError as error:
        raise StoreError(_unusable(path, error)) from error


_PROFILE_REMEDY = "Correct it or remove it; the other profiles are there."
_CHOICES_REMEDY = "Correct it, or remove it and choose the profile of each reader again."


def _broken(path: Path, what: str, remedy: str = _PROFILE_REMEDY) -> Problem:
    facts = {"path": str(path), "what": what}
    return Problem("profile-file-invalid", "The file {path} cannot be used: {what}.", remedy, facts)


def _twice(name: str, path: Path) -> Problem:
    return Problem(
        "profile-name-taken",
        "{path} cannot be used: a profile that comes with the program has the name “{name}”.",
        "Give it another name.",
        {"name": name, "path": str(path)},
    )


def _bad_name(name: str) -> Problem:
    return Problem(
        "profile-name-invalid",
        "“{name}” cannot be the name of a profile.",
        "Write up to 64 lower-case letters, digits, dots and dashes, such as front-desk.",
        {"name": shown(name)},
    )


def _unusable(path: Path, error: OSError) -> Problem:
    return Problem(
        "profile-store-failed",
        "The file {path} cannot be used: {reason}.",
        "Check that the disk has room and that the file may be read and written.",
        {"path": str(path), "reason": error.strerror or type(error).__name__},
    )
