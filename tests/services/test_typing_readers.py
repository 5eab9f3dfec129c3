"""Readers that type into the window."""

import pytest

from drivers.keystrokes import DECIMAL, HEXADECIMAL
from drivers.uri import KeyboardUri
from enroll_app.domain.cards import Technology
from enroll_app.domain.profile import Profile
from enroll_app.services.profiles import ProfileBook
from enroll_app.services.typing_readers import forms, split
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
    assert set(form.alphabet) == set(DECIMAL + ".,")
    assert (form.prefix, form.profile) == ("#", "printed")
    [form] = forms([KeyboardUri(number_format="dec", technology="em4100")], profiles)
    assert (form.alphabet, form.lengths, form.technology) == (DECIMAL, frozenset({13}), "em4100")


def test_the_profile_that_was_chosen_for_the_keyboard_counts_where_the_address_names_none() -> None:
    profiles = ProfileBook(FakeProfileStore([PRINTED], {"Keyboard reader": "printed"}))
    assert forms([KeyboardUri()], profiles)[0].prefix == "#"


def test_a_number_of_an_unknown_reader_may_be_hexadecimal_and_of_any_length() -> None:
    for typing in ([], [KeyboardUri()]):
        [form] = forms(typing, ProfileBook(FakeProfileStore()))
        assert (form.alphabet, form.lengths) == (HEXADECIMAL, frozenset())
