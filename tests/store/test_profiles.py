"""Profiles as files: strict, apart from each other, and whole whatever happens."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enroll_app.domain.cards import Technology
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.profile import AROUND, Profile
from enroll_app.resource_files import RESOURCES
from enroll_app.store.profile_toml import profile_of, toml_of
from enroll_app.store.profiles import ProfileFiles
from tests.domain.shipped import SHIPPED

SHIPPED_FOLDER = RESOURCES / "profiles"
OWN = Profile(
    "front-desk",
    'Front desk “A” \\ "B"',
    "hex-reversed",
    Technology.MIFARE_CLASSIC,
    prefix="N° ",
    cut_last=1,
    source="learned",
    own=True,
)
GOOD = 'title = "Desk"\nformat = "dec"\ntechnology = "em4100"\n'


@pytest.fixture
def store(tmp_path: Path) -> ProfileFiles:
    return ProfileFiles(SHIPPED_FOLDER, tmp_path / "home")


def own_file(home: Path, name: str, text: str) -> Path:
    path = home / "profiles" / f"{name}.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_shipped_profiles_have_titles_sources_and_names_for_addresses(store: ProfileFiles) -> None:
    profiles = store.profiles()
    assert profiles == SHIPPED
    assert len({profile.title for profile in profiles}) == len(profiles) > 50
    assert all(profile.source and not profile.own for profile in profiles)
    assert store.faults() == ()


def test_an_own_profile_is_kept_and_replaced(store: ProfileFiles, tmp_path: Path) -> None:
    store.save(OWN)
    assert store.profiles() == (*SHIPPED, OWN)
    changed = replace(OWN, supply_first=b"\x01", title="Changed")
    store.save(changed)
    assert ProfileFiles(SHIPPED_FOLDER, tmp_path / "home").profiles()[-1] == changed
    assert [path.name for path in (tmp_path / "home" / "profiles").iterdir()] == ["front-desk.toml"]


visible = st.text(max_size=8).filter(lambda text: text.strip(AROUND).isprintable())


@given(
    st.builds(
        Profile,
        name=st.just("own"),
        title=st.text(),
        number_format=st.sampled_from(["hex", "dec-bitrev"]),
        technology=st.sampled_from([Technology.EM4100, Technology.MIFARE_DESFIRE]),
        digits=st.just(0) | st.integers(20, 40),  # eight bytes are twenty decimal digits
        leading_zeros=st.booleans(),
        prefix=visible,
        suffix=visible,
        cut_last=st.integers(0, 3),
        missing_last=st.just(2),
        supply_first=st.binary(max_size=2),
        supply_last=st.binary(min_size=2, max_size=2),
        kind=st.sampled_from(["", "serial", "keyboard", "pcsc"]),
        protocol=st.sampled_from(["line", "idteck", "inditag"]),
        baud=st.sampled_from([9600, 19200]),
        source=st.text(),
        own=st.just(True),
    )
)
def test_what_is_written_is_read_back(profile: Profile) -> None:
    assert profile_of(profile.name, toml_of(profile), own=True) == profile


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title =", "it is no TOML"),
        ("a = " + "[" * 10_000, "it is no TOML"),
        ("", "the setting title is missing"),
        (GOOD + "colour = 1\n", "it has no setting “colour”"),
        (GOOD + 'name = "x"\n', "it has no setting “name”"),
        (GOOD + 'digits = "13"\n', "digits must be a whole number"),
        (GOOD + "digits = true\n", "digits must be a whole number"),
        (GOOD + "digits = -1\n", "counts must be from 0 on"),
        (GOOD + "prefix = 1\n", "prefix must be text"),
        (GOOD + "leading_zeros = 0\n", "leading_zeros must be true or false"),
        (GOOD + 'supply_first = "1"\n', "supply_first must be bytes"),
        (GOOD + "supply_first = 1\n", "supply_first must be bytes"),
        (GOOD + 'kind = "usb"\n', "kind must be one of"),
        (GOOD + 'protocol = "rdm6300"\n', "protocol must be one of idteck, inditag, line"),
        (GOOD + "protocol = []\n", "protocol must be text"),
        (GOOD + "kind = []\n", "kind must be text"),
        (GOOD + "digits = 1" + "0" * 5000 + "\n", "it is no TOML"),
        (GOOD + "missing_first = 1" + "0" * 4000 + "\n", "nothing of the serial number is left"),
        (GOOD + "cut_first = 1" + "0" * 4000 + "\ndigits = 12\n", "at most 4 bytes can be cut"),
        (GOOD + "digits = 10\n", "a whole number has 13 characters"),
        (GOOD + 'prefix = "\\u001b[2J"\n', "characters that can be seen"),
        (GOOD + "baud = 1\n", "baud must be from 50"),
        (GOOD.replace("em4100", "em"), "technology must be one of"),
        (GOOD.replace('"em4100"', "1"), "technology must be one of"),
        (GOOD.replace('"em4100"', "[]"), "technology must be one of"),
        (GOOD.replace('"dec"', '"decimal"'), "no number format “decimal”"),
        (GOOD.replace('"dec"', "3"), "format must be text"),
    ],
)
def test_a_broken_own_file_is_told_and_takes_no_other_away(
    store: ProfileFiles, tmp_path: Path, text: str, said: str
) -> None:
    store.save(OWN)
    path = own_file(tmp_path / "home", "broken", text)
    assert store.profiles() == (*SHIPPED, OWN)
    sentences = [str(problem) for problem in store.faults()]
    assert sentences
    assert all(str(path) in sentence for sentence in sentences)
    assert any(said in sentence for sentence in sentences)


def test_a_format_in_capitals_is_read_as_in_small_letters(store: ProfileFiles, tmp_path: Path) -> None:
    own_file(tmp_path / "home", "own", GOOD.replace('"dec"', '"DEC-Reversed"'))
    assert store.profiles()[-1].number_format == "dec-reversed"
    assert store.profiles()[-1].length == 13


def test_every_fault_of_a_file_is_told_at_once(store: ProfileFiles, tmp_path: Path) -> None:
    own_file(tmp_path / "home", "broken", GOOD + 'colour = 1\nprefix = 1\nbaud = "x"\n')
    assert len(store.faults()) == 3


def test_own_files_with_bad_names_bytes_or_kinds(store: ProfileFiles, tmp_path: Path) -> None:
    own_file(tmp_path / "home", "Front Desk", GOOD)
    own_file(tmp_path / "home", "bytes", "").write_bytes(b"title = '\xff'")
    (tmp_path / "home" / "profiles" / "folder.toml").mkdir()
    own_file(tmp_path / "home", "em-10h", GOOD)
    (tmp_path / "home" / "profiles" / "notes.txt").write_text("not a profile")
    assert store.profiles() == SHIPPED
    said = " ".join(map(str, store.faults()))
    assert "its name may have lower-case letters" in said
    assert "not written in UTF-8" in said
    assert "Is a directory" in said or "Permission" in said
    assert "a profile that comes with the program has the name “em-10h”" in said
    assert len(store.faults()) == 4


def test_a_name_that_is_taken_or_is_none_is_refused(store: ProfileFiles, tmp_path: Path) -> None:
    for name in ("em-10h", "", "../em", "Desk", "a" * 65, "a/b"):
        with pytest.raises(InvalidInputError):
            store.save(replace(OWN, name=name))
    assert not (tmp_path / "home").exists()


def test_choices_are_remembered_and_forgotten(store: ProfileFiles, tmp_path: Path) -> None:
    assert store.choices() == {}
    reader = 'ACS "ACR122U" [0] = 00.1'
    store.choose(reader, "em-10h")
    store.choose("keyboard:", "mifare-8h")
    store.choose(reader, "em-10h13d")
    assert store.choices() == {reader: "em-10h13d", "keyboard:": "mifare-8h"}
    store.choose("keyboard:", None)
    store.choose("never seen", None)
    assert ProfileFiles(SHIPPED_FOLDER, tmp_path / "home").choices() == {reader: "em-10h13d"}
    with pytest.raises(InvalidInputError):
        store.choose(reader, "No Name")


def test_a_choice_leaves_what_a_person_wrote_beside_it(store: ProfileFiles, tmp_path: Path) -> None:
    path = tmp_path / "home" / "readers.toml"
    path.parent.mkdir()
    path.write_text('# at the door\n[profiles]\n"COM3" = "em-10h" # ours\n', "utf-8")
    store.choose("COM4", "mifare-8h")
    text = path.read_text("utf-8")
    assert "# at the door" in text
    assert "# ours" in text
    assert store.choices() == {"COM3": "em-10h", "COM4": "mifare-8h"}


@pytest.mark.parametrize(
    "text",
    [
        "[profiles",
        "profiles = 1",
        "[profile]\n",
        "[profiles]\nx = 1\n",
        "[profiles]\nx = []\n",
        f"[profiles]\nx = {'1' * 5000}\n",
        '[profiles]\nx = "No Name"\n',
        '[profiles]\nx = "Türe"\n',
    ],
)
def test_broken_choices_are_told_and_not_written_over(store: ProfileFiles, tmp_path: Path, text: str) -> None:
    path = tmp_path / "home" / "readers.toml"
    path.parent.mkdir()
    path.write_bytes(text.encode("latin-1"))
    for act in (store.choices, lambda: store.choose("x", "em-10h")):
        with pytest.raises(InvalidInputError, match=r"readers\.toml") as caught:
            act()
        assert "choose the profile of each reader again" in str(caught.value)
    assert path.read_bytes() == text.encode("latin-1")


def test_a_home_that_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    store = ProfileFiles(SHIPPED_FOLDER, tmp_path / "home")
    for act in (lambda: store.save(OWN), lambda: store.choose("x", "em-10h"), store.choices):
        with pytest.raises(StoreError) as caught:
            act()
        assert caught.value.problem.code == "profile-store-failed"
    assert store.profiles() == SHIPPED


_CHILD = """
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from tests.store.test_profiles import OWN, SHIPPED_FOLDER
from enroll_app.domain.ports import StoreError
from enroll_app.store.profiles import ProfileFiles
signal.signal(signal.SIGXFSZ, {signal})
resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
try:
    ProfileFiles(SHIPPED_FOLDER, Path(sys.argv[1])).save(replace(OWN, title="long " * 10_000))
except StoreError as error:
    print("failed", error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")
@pytest.mark.parametrize("killed", [False, True])
def test_a_write_that_fails_in_the_middle_leaves_the_old_profile(
    store: ProfileFiles, tmp_path: Path, killed: bool
) -> None:
    store.save(OWN)
    code = _CHILD.format(signal="signal.SIG_DFL" if killed else "signal.SIG_IGN")
    child = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "home")],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (child.returncode != 0) is killed, child.stderr
    assert killed or child.stdout.startswith("failed The file")
    assert store.profiles()[-1] == OWN
    assert store.faults() == ()
    left = [path.name for path in (tmp_path / "home" / "profiles").iterdir()]
    assert killed or left == ["front-desk.toml"]
    store.save(replace(OWN, title="again"))
    assert store.profiles()[-1].title == "again"
