"""The machine's policy goes before everything else, and nothing starts without it where it is there and spoiled."""

from pathlib import Path

import pytest

from enroll_app.composition import make_desk
from enroll_app.config.settings import load, policy_file
from enroll_app.domain.preferences import Look
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.settings_values import Origin, Setting


def found(
    home: Path, policy: str, settings: str = "", readers: tuple[str, ...] = (), **environ: str
) -> dict[str, Setting]:
    """The settings by their names."""
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text(settings)
    (home / "policy.toml").write_text(policy)
    loaded = load({"ENROLL_APP_HOME": str(home), **environ}, home / "policy.toml", readers)
    return {one.name: one for one in loaded.found}


def test_policy_then_command_line_then_environment_then_the_users_file(tmp_path: Path) -> None:
    settings = (
        '[service]\nurl = "https://user/"\n[desk]\nreaders = ["keyboard:"]\nname = "User"\n[window]\nlook = "dark"\n'
    )
    environment = {"ENROLL_APP_API_URL": "https://environment/"}
    all_of_them = found(tmp_path, "", settings, ("pcsc:",), **environment)
    assert all_of_them["service.url"] == Setting(
        "service.url", "https://environment/", Origin.ENVIRONMENT, "ENROLL_APP_API_URL"
    )
    assert all_of_them["desk.readers"] == Setting("desk.readers", ("pcsc:",), Origin.COMMAND_LINE, "--reader")
    assert all_of_them["desk.name"] == Setting("desk.name", "User", Origin.USER, str(tmp_path / "settings.toml"))
    assert all_of_them["history.keep_days"] == Setting("history.keep_days", 0)
    assert [one.name for one in all_of_them.values() if one.locked] == ["service.url", "desk.readers"]
    policy = '[service]\nurl = "https://policy/"\n[desk]\nreaders = ["serial:COM3"]\n[window]\nlook = "light"\n'
    fixed = found(tmp_path, policy, settings, ("pcsc:",), **environment)
    for name, value in (
        ("service.url", "https://policy/"),
        ("desk.readers", ("serial:COM3",)),
        ("window.look", "light"),
    ):
        assert fixed[name] == Setting(name, value, Origin.POLICY, str(tmp_path / "policy.toml"))


def test_a_desk_does_what_its_policy_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "policy.toml").write_text('[window]\nlook = "light"\n[desk]\nreaders = ["virtual:01"]\n')
    (tmp_path / "settings.toml").write_text('[window]\nlook = "dark"\n')
    monkeypatch.setenv("ENROLL_APP_HOME", str(tmp_path))
    desk = make_desk(("pcsc:",), policy=tmp_path / "policy.toml")
    assert desk.readers == ("virtual:01",)
    assert desk.settings.preferences().look is Look.LIGHT
    desk.close()


@pytest.mark.parametrize("content", [b"[window", b"\xff\xfe"])
def test_a_policy_that_cannot_be_read_keeps_the_program_from_starting(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "policy.toml").write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        load({"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "policy.toml")
    [problem] = caught.value.problems
    assert problem.code == "policy-unreadable"
    assert "Enroll does not start without it" in str(problem)
    assert str(tmp_path / "policy.toml") in str(problem)


def test_faults_of_policy_and_settings_are_told_together_each_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        found(tmp_path, "[window]\nvolume = 101\n", '[window]\nlook = "blue"\n')
    told = [(problem.field, problem.facts["path"]) for problem in caught.value.problems]
    assert told == [
        ("window.volume", str(tmp_path / "policy.toml")),
        ("window.look", str(tmp_path / "settings.toml")),
    ]


def test_roles_by_policy_take_the_place_of_the_users_and_a_default_of_theirs_is_no_fault(tmp_path: Path) -> None:
    fixed = found(
        tmp_path,
        '[[role]]\nname = "Student"\nyearly = ["06-10"]\n',
        '[desk]\nrole = "Guest"\n[[role]]\nname = "Guest"\n',
    )
    assert fixed["role"] == Setting("role", ("Student",), Origin.POLICY, str(tmp_path / "policy.toml"))


def test_relative_paths_of_a_policy_begin_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "policy.toml").write_text('[service]\nclient_certificate = "desk.pem"\n')
    loaded = load({"ENROLL_APP_HOME": str(tmp_path)}, tmp_path / "etc" / "policy.toml")
    assert loaded.settings.client_certificate == tmp_path / "etc" / "desk.pem"


def test_the_policys_place_is_nobodys_to_choose(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = policy_file()
    for name in ("HOME", "XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "ENROLL_APP_HOME", "ENROLL_APP_POLICY"):
        monkeypatch.setenv(name, str(tmp_path))
    assert policy_file() == before
    assert before.is_absolute()
