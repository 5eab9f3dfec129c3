"""The training mode is no way out of the lock, and what is tried there is written nowhere."""

from pathlib import Path

import pytest

from enroll_app.composition import kept_preferences
from enroll_app.domain.preferences import Language
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.roles import SHIPPED_ROLES
from enroll_app.services.unwritten import UnwrittenSettings

HASH = "scrypt$131072$8$1$c2FsdA==$aGFzaA=="
FIXED = f'[window]\npassword = "{HASH}"\nkiosk = true\nlock_minutes = 5\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    return tmp_path


def kept(home: Path, settings: str = "", policy: str = "") -> UnwrittenSettings:
    (home / "settings.toml").write_text(settings)
    (home / "policy.toml").write_text(policy)
    return kept_preferences(home / "policy.toml")


@pytest.mark.parametrize("where", ["settings", "policy"])
def test_lock_full_screen_and_password_go_with_the_window_into_training(home: Path, where: str) -> None:
    found = kept(home, **{where: FIXED}).preferences()
    assert (found.password, found.kiosk, found.lock_minutes) == (HASH, True, 5)


def test_the_rest_of_the_window_goes_with_it_but_for_roles_of_other_levels(home: Path) -> None:
    written = '[window]\nlanguage = "sv"\n[desk]\nrole = "g"\n[[role]]\nkey = "g"\nname = "G"\nlevels = ["Ours"]\n'
    found = kept(home, written).preferences()
    assert found.language is Language.SWEDISH
    assert (found.roles, found.role) == (SHIPPED_ROLES, "")


def test_what_a_policy_fixes_is_fixed_in_training_and_told(home: Path) -> None:
    settings = kept(home, '[window]\nlook = "dark"\n', FIXED)
    with pytest.raises(InvalidInputError) as caught:
        settings.change({"window.kiosk": False, "window.password": None})
    assert {problem.code for problem in caught.value.problems} == {"setting-fixed"}
    assert settings.preferences().kiosk
    shown = {one.name: one for one in settings.settings()}
    assert shown["window.password"].value == "set"
    assert shown["window.kiosk"].place == str(home / "policy.toml")
    settings.change({"window.look": "light"})
    assert "dark" in (home / "settings.toml").read_text()


def test_a_policy_holds_where_the_users_file_is_spoiled_and_nothing_is_begun_without_it(home: Path) -> None:
    assert kept(home, "this is no TOML", FIXED).preferences().kiosk
    with pytest.raises(InvalidInputError, match="policy"):
        kept(home, policy="this is no TOML")


def test_safety_is_tried_in_memory_and_needs_a_password_there_too() -> None:
    settings = UnwrittenSettings()
    with pytest.raises(InvalidInputError) as caught:
        settings.change({"window.lock_minutes": 5, "window.kiosk": True})
    assert {problem.field for problem in caught.value.problems} == {"window.lock_minutes", "window.kiosk"}
    assert settings.preferences().lock_minutes == 0
    settings.change({"window.lock_minutes": 5, "window.password": HASH})
    assert settings.preferences().lock_minutes == 5
    assert "scrypt" not in str(settings.settings())
