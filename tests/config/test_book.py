"""Settings that are changed from a face: all or none, with everything else in the file as a person wrote it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from enroll_app.config.book import SettingsFile
from enroll_app.config.settings import load
from enroll_app.config.writing import edit_settings, setting
from enroll_app.domain.preferences import Language
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.roles import SHIPPED_ROLES, PinHabit, Role
from enroll_app.domain.settings_values import Origin
from enroll_app.services.password import fits, make

WRITTEN = """# Reception, ask Åsa
[desk]
readers = ["pcsc:"]   # the small one

[window]  # as Olle likes it
look = "dark"
"""


def book(home: Path, policy: str = "") -> SettingsFile:
    """The settings of this home, under this policy."""
    (home / "policy.toml").write_text(policy)
    environ = {"ENROLL_APP_HOME": str(home)}
    return SettingsFile(load(environ, home / "policy.toml"), environ, home / "policy.toml")


def file(home: Path) -> Path:
    return home / "settings.toml"


def refused(change: SettingsFile, changes: dict[str, str | int | bool | tuple[str, ...] | None]) -> list[str]:
    """Which settings a change is refused for."""
    with pytest.raises(InvalidInputError) as caught:
        change.change(changes)
    return [problem.field or problem.code for problem in caught.value.problems]


def test_comments_order_and_everything_else_stay(tmp_path: Path) -> None:
    file(tmp_path).write_text(WRITTEN, "utf-8")
    settings = book(tmp_path)
    settings.change({"window.look": "light", "desk.readers": ("keyboard:", "pcsc:")})
    text = file(tmp_path).read_text("utf-8")
    for kept in ("# Reception, ask Åsa", "# the small one", "# as Olle likes it", 'look = "light"'):
        assert kept in text
    assert load({"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "policy.toml").settings.readers == ("keyboard:", "pcsc:")


def test_a_change_is_seen_at_once_and_none_goes_back_to_the_default(tmp_path: Path) -> None:
    settings = book(tmp_path)
    settings.change({"window.language": "sv", "window.volume": 20})
    assert settings.preferences().language is Language.SWEDISH
    settings.change({"window.language": None})
    assert settings.preferences().language is Language.SYSTEM
    assert settings.preferences().volume == 20
    found = {one.name: one for one in settings.settings()}
    assert found["window.language"].origin is Origin.DEFAULT
    assert found["window.volume"].origin is Origin.USER


def test_one_wrong_value_and_nothing_is_changed(tmp_path: Path) -> None:
    file(tmp_path).write_text(WRITTEN, "utf-8")
    settings = book(tmp_path)
    assert refused(settings, {"window.look": "light", "window.volume": 101, "desk.time_zone": "Stockholm"}) == [
        "desk.time_zone",
        "window.volume",
    ]
    assert file(tmp_path).read_text("utf-8") == WRITTEN
    assert settings.preferences().look.value == "dark"


def test_what_a_policy_fixes_is_refused_with_its_place(tmp_path: Path) -> None:
    settings = book(tmp_path, '[window]\nlook = "light"\n[[role]]\nname = "Guest"\n')
    with pytest.raises(InvalidInputError) as caught:
        settings.change({"window.look": "dark", "window.volume": 10})
    [problem] = caught.value.problems
    assert problem.field == "window.look"
    assert str(tmp_path / "policy.toml") in str(problem)
    with pytest.raises(InvalidInputError):
        settings.keep_roles(SHIPPED_ROLES)
    assert not file(tmp_path).exists()


def test_a_file_that_was_spoiled_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    settings = book(tmp_path)
    file(tmp_path).write_text("[desk]\nname = 1\n")
    assert refused(settings, {"window.look": "dark"}) == ["desk.name"]
    file(tmp_path).write_text("[desk")
    assert refused(settings, {"window.look": "dark"}) == ["settings-unreadable"]
    assert file(tmp_path).read_text() == "[desk"


def test_what_somebody_else_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    settings = book(tmp_path)
    book(tmp_path).change({"desk.name": "Väst"})
    settings.change({"window.look": "dark"})
    loaded = load({"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "policy.toml").settings
    assert (loaded.desk_name, loaded.preferences.look.value) == ("Väst", "dark")


def test_a_link_stays_one_and_what_it_leads_to_is_written(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles" / "enroll.toml"
    real.parent.mkdir()
    real.write_text(WRITTEN, "utf-8")
    file(tmp_path).symlink_to(real)
    book(tmp_path).change({"window.look": "light"})
    assert file(tmp_path).is_symlink()
    assert 'look = "light"' in real.read_text("utf-8")


def test_the_line_ends_of_another_system_stay(tmp_path: Path) -> None:
    file(tmp_path).write_bytes(WRITTEN.replace("\n", "\r\n").encode())
    settings = book(tmp_path)
    settings.change({"window.look": "light", "history.keep_days": 30})
    settings.keep_roles([*SHIPPED_ROLES, Role("g", "Gäst")])
    text = file(tmp_path).read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n") > WRITTEN.count("\n")
    assert "# Reception, ask Åsa\r\n".encode() in text


def test_somebody_who_never_stops_writing_is_not_written_over(tmp_path: Path) -> None:
    file(tmp_path).write_text(WRITTEN, "utf-8")
    times = 0

    def meanwhile(_text: str) -> None:
        nonlocal times
        times += 1
        file(tmp_path).write_text(f"# {times}\n", "utf-8")

    with pytest.raises(InvalidInputError, match="somebody else"):
        edit_settings(file(tmp_path), setting(file(tmp_path), {"window.look": "light"}), meanwhile)
    assert file(tmp_path).read_text("utf-8") == f"# {times}\n"


def test_there_is_no_setting_of_any_other_name(tmp_path: Path) -> None:
    assert refused(book(tmp_path), {"window.api_key": "canary"}) == ["setting-unknown"]


ROLES = (
    Role("visitor", days=0),
    Role("Gäst", "Gäst", until=date(2027, 6, 30), levels=("Entré", "Kontor"), pin=PinHabit.RANDOM),
    Role("semester", "Termin", yearly=((1, 20), (6, 10)), pin=PinHabit.NONE),
    Role("permanent"),
)


def test_roles_are_kept_as_they_are_and_read_again(tmp_path: Path) -> None:
    file(tmp_path).write_text(WRITTEN, "utf-8")
    settings = book(tmp_path)
    settings.keep_roles(ROLES)
    assert settings.preferences().roles == ROLES
    assert book(tmp_path).preferences().roles == ROLES
    assert "# the small one" in file(tmp_path).read_text("utf-8")
    settings.keep_roles(ROLES[:1])
    assert book(tmp_path).preferences().roles == ROLES[:1]
    settings.keep_roles(())
    assert book(tmp_path).preferences().roles == SHIPPED_ROLES


def test_a_default_role_goes_with_its_role(tmp_path: Path) -> None:
    settings = book(tmp_path)
    settings.keep_roles(ROLES)
    settings.change({"desk.role": "Gäst"})
    assert settings.preferences().role == "Gäst"
    assert refused(settings, {"desk.role": "week"}) == ["desk.role"]
    settings.keep_roles([replace(role, key="other") if role.key == "Gäst" else role for role in ROLES])
    assert settings.preferences().role == ""


def test_a_password_is_kept_as_a_hash_and_never_shown(tmp_path: Path) -> None:
    settings = book(tmp_path)
    assert refused(settings, {"window.password": "plain words"}) == ["window.password"]
    settings.change({"window.password": make("plain words"), "window.kiosk": True, "window.lock_minutes": 5})
    assert fits(settings.preferences().password, "plain words")
    assert "plain words" not in file(tmp_path).read_text()
    found = {one.name: one.value for one in settings.settings()}
    assert found["window.password"] == "set"
    assert "scrypt" not in repr(settings.settings()) + repr(settings.preferences())
    # Nobody could ever leave a full screen or a lock without it.
    assert refused(settings, {"window.password": None}) == ["window.kiosk", "window.lock_minutes"]
