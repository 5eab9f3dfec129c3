"""What a screen reader is told by the real window: names and roles of everything, the focus, and what a tap came to."""

from collections.abc import Callable

import pytest

from enroll_app.services.password import make
from tests.e2e.listener import Listener, display, listen

__all__ = ["display", "listen"]

_PASSWORD = "four quiet cards"


@pytest.fixture
def listener(listen: Callable[..., Listener]) -> Listener:
    """At the window in training mode."""
    made = listen("--training")
    made.at_step(1)
    made.until(lambda: made.reads("Training server"), "no service")
    return made


def clean(listener: Listener) -> None:
    """Nothing offended on any page."""
    assert {page: words for page, words in listener.found.items() if words} == {}


def test_everything_has_a_name_and_a_role_and_a_tap_is_told_with_what_came_of_it(listener: Listener) -> None:
    keyboard = listener.keyboard
    listener.go_round("card")
    listener.forget()
    keyboard.press("alt+t")
    listener.hears("Card read")
    listener.at_step(2)
    listener.hears("Who gets this card?")
    listener.axe("person")
    keyboard.press("Return")
    listener.hears("no name")
    listener.axe("person, invalid")
    keyboard.type("Asa")
    keyboard.press("Tab")
    keyboard.type("Lindgren")
    listener.go_round("person, filled")
    keyboard.press("Return")
    listener.at_step(3)
    listener.axe("PIN")
    keyboard.type("4071")
    listener.axe("PIN, typed")
    keyboard.press("Return")
    listener.at_step(4)
    listener.go_round("access")
    keyboard.press("Return")
    listener.at_step(5)
    listener.axe("review")
    listener.forget()
    keyboard.press("Return")
    listener.at_step(6)
    listener.hears("The key is created")
    listener.axe("result")
    # The card comes back: its key is opened.
    keyboard.press("Return")
    listener.at_step(1)
    listener.forget()
    keyboard.press("alt+l")
    listener.hears("Asa Lindgren")
    listener.until(lambda: listener.reads("Change PIN"), "no key")
    listener.go_round("key")
    keyboard.press("alt+x")
    listener.until(lambda: listener.reads("Change the validity"), "no form")
    listener.axe("key, validity")
    listener.forget()
    keyboard.press("alt+Down")
    listener.axe_around_focus("Calendar")
    clean(listener)


def test_every_place_and_every_part_of_the_settings_has_names_and_roles(listener: Listener) -> None:
    keyboard = listener.keyboard
    rail = [one for one in listener.sight() if one.where and "Places" in one.where[-1] and one.name]
    # One of several, of which one is chosen; not something to be ticked.
    assert {one.role for one in rail} == {"radio button"}
    places = [one.name for one in rail]
    assert places[-1] == "Settings"
    for number, place in enumerate(places, start=1):
        listener.forget()
        if number > 1:
            keyboard.press(f"ctrl+{number}")
            listener.hears(place)
        listener.until(listener.focus, f"nothing has the focus at {place}")
        listener.go_round(place)
    parts = [one.name for one in listener.sight() if one.role == "list item"]
    assert {"Window", "Sounds", "Roles", "Desk", "Safety", "Training"} <= set(parts)
    keyboard.press("Escape")
    for part in parts[1:]:
        keyboard.press("Down")
        listener.comes_to(part)
        listener.axe(f"Settings, {part}")
    clean(listener)


def test_the_form_on_one_page_a_question_and_the_locked_window_have_names_and_roles(
    listen: Callable[..., Listener],
) -> None:
    listener = listen("--training", settings={"form": "one-page", "password": make(_PASSWORD)})
    keyboard = listener.keyboard
    listener.at_step(1)
    listener.until(lambda: listener.reads("Training server"), "no service")
    keyboard.press("alt+t")
    listener.until(lambda: listener.reads("First name"), "no form")
    keyboard.press("ctrl+Return")
    listener.hears("no name")
    listener.axe("form, invalid")
    keyboard.type("Asa")
    listener.go_round("form")
    keyboard.press("Escape")
    listener.until(lambda: listener.reads("Keep it"), "no question")
    listener.go_round("question")
    keyboard.press("Escape")
    listener.until(lambda: not listener.reads("Keep it"), "the question stays")
    # No window manager is here to do so.
    keyboard.focus_window("Enroll")
    keyboard.press("ctrl+l")
    listener.until(lambda: listener.reads("Locked"), "the window is not locked")
    assert not listener.reads("Asa")
    listener.forget()
    keyboard.type("wrong")
    keyboard.press("Return")
    listener.hears("not the desk's password")
    listener.go_round("locked, wrong password")
    clean(listener)


def test_the_first_start_has_names_and_roles(listen: Callable[..., Listener]) -> None:
    listener = listen("--reader", "virtual:")
    listener.until(lambda: listener.reads("Connect to the service"), "no first start")
    listener.go_round("first start")
    listener.forget()
    listener.keyboard.press("alt+x")
    listener.hears("Step 2 of")
    listener.go_round("first start, connect")
    clean(listener)


def test_nobody_on_the_bus_hears_a_digit_of_a_pin(listener: Listener) -> None:
    """A name is echoed letter by letter; of a PIN, only that there is one more dot."""
    keyboard = listener.keyboard
    keyboard.press("alt+t")
    listener.at_step(2)
    keyboard.type("Zoe")
    listener.until(lambda: "Zoe" in listener.echoed(), "a name is not echoed")
    keyboard.press("Return")
    listener.at_step(3)
    listener.forget()
    keyboard.type("4071")
    listener.until(lambda: listener.echoed().endswith("●" * 4), "nothing is echoed")
    keyboard.do("keydown", "alt")
    keyboard.do("keydown", "w")
    shown = [f"{one.name} {one.description}" for one in listener.sight()]
    keyboard.do("keyup", "w")
    keyboard.do("keyup", "alt")
    before = len(listener.echoed())
    keyboard.press("BackSpace")
    listener.until(lambda: len(listener.echoed()) > before, "nothing is echoed")
    assert set(listener.echoed()) == {"●"}
    assert not [words for words in shown if "4071" in words]
