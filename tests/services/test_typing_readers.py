"""Readers that type into the window."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.keystrokes import DECIMAL, HEXADECIMAL
from drivers.uri import KeyboardUri
from enroll_app.domain.cards import Technology
from enroll_app.domain.profile import Profile
from enroll_app.resource_files import RESOURCES
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.typing_readers import forms, split
from enroll_app.store.profiles import ProfileFiles
from tests.services.fakes import FakeProfileStore

PRINTED = Profile(
    name="printed", title="3.5 with a prefix", number_format="3.5c", technology=Technology.EM4100, prefix="#"
)


def test_a_keyboard_is_told_from_what_is_listened_to() -> None:
    which = split(["pcsc:", "keyboard:?profile=printed", "keyboard:/dev/input/event7", "nonsense"])
    assert which.typing == (KeyboardUri(profile="printed"),)
    assert which.others == ("pcsc:", "keyboard:/dev/input/event7", "nonsense")
    assert which.watched
    assert [info.uri for info in which.infos] == ["keyboard:?profile=printed"]


@pytest.mark.parametrize(("uris", "watched"), [(["auto:"], True), (["pcsc:", "virtual:"], False), ([], False)])
def test_what_is_typed_is_looked_at_where_every_reader_is_meant(uris: list[str], watched: bool) -> None:
    which = split(uris)
    assert (which.typing, which.others, which.watched) == ((), tuple(uris), watched)


def test_the_profile_says_how_a_number_looks() -> None:
    profiles = ProfileBook(FakeProfileStore([PRINTED]))
    [form] = forms([KeyboardUri(profile="printed")], profiles)
    assert (form.alphabet, form.separators) == (DECIMAL, ".,")
    assert (form.prefix, form.profile) == ("#", "printed")
    [form] = forms([KeyboardUri(number_format="dec", technology="em4100")], profiles)
    assert (form.alphabet, form.lengths, form.technology) == (DECIMAL, frozenset({13}), "em4100")


def test_the_profile_that_was_chosen_for_the_keyboard_counts_where_the_address_names_none() -> None:
    profiles = ProfileBook(FakeProfileStore([PRINTED], {"Keyboard reader": "printed"}))
    assert forms([KeyboardUri()], profiles)[0].prefix == "#"


def test_a_number_of_an_unknown_reader_may_be_hexadecimal_and_of_any_length() -> None:
    [form] = forms([KeyboardUri()], ProfileBook(FakeProfileStore()))
    assert (form.alphabet, form.lengths) == (HEXADECIMAL, frozenset())
    assert [form.read(typed) for typed in ("067,12345", "90 d7 52 c5")] == ["067,12345", "90 d7 52 c5"]


def _shipped() -> list[Profile]:
    return list(ProfileFiles(RESOURCES / "profiles", Path("unused")).profiles())


MADE_UP = [
    Profile("a", "", "5.5-reversed", Technology.EM4100),
    Profile("b", "", "3.5c-bitrev", Technology.EM4100, prefix="No. "),
    Profile("c", "", "hex-reversed", Technology.MIFARE_CLASSIC, separator=":", suffix=";"),
    Profile("d", "", "hex", Technology.MIFARE_DESFIRE, separator=" ", prefix="UID: "),
    Profile("e", "", "hex-nibble", Technology.MIFARE_DESFIRE, separator="-"),
    Profile("f", "", "dec", Technology.EM4100, leading_zeros=False),
]


@pytest.mark.parametrize("profile", [*MADE_UP, *_shipped()], ids=lambda profile: profile.name)
@given(data=st.data())
def test_every_number_that_a_profile_writes_has_its_form(profile: Profile, data: st.DataObject) -> None:
    uid = data.draw(st.binary(min_size=profile.size or 5, max_size=profile.size or 5))
    written = profile.write(uid)
    [form] = forms([KeyboardUri(profile=profile.name)], ProfileBook(FakeProfileStore([profile])))
    assert written is None or form.read(written) == written
    assert written is None or set(written.upper()) <= form.characters


@pytest.mark.parametrize("typed", ["2026-12-31", "19 80", "08:00:00"])
def test_what_stands_in_a_form_is_no_number_where_no_keyboard_reader_is_named(typed: str) -> None:
    [form] = forms([], ProfileBook(FakeProfileStore()))
    assert form.read(typed) == ""
    assert form.read("0110185C5B") == "0110185C5B"
