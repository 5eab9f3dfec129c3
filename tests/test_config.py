"""What a desk is set to, where from, and how a wrong setting is told."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enroll_app.config import DEFAULT_URL, Settings, load_settings
from enroll_app.domain.identification import Spelling
from enroll_app.domain.problems import InvalidInputError, Problem

KEY = "canary-key-Zq7Xw9"
FULL = """
[service]
url = "https://gateway.example/v1/"
spelling = "decimal"

[desk]
time_zone = "Europe/Stockholm"
readers = ["pcsc:", "serial:/dev/ttyUSB0"]
"""


def load(home: Path, text: str | bytes | None = None, **environ: str) -> Settings:
    """The settings of a desk with this settings file and this environment."""
    if text is not None:
        (home / "settings.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_settings({"ENROLL_APP_HOME": str(home), **environ})


def faults_of(home: Path, text: str | bytes | None = None, **environ: str) -> tuple[Problem, ...]:
    """What is wrong; each is one line that names the file."""
    with pytest.raises(InvalidInputError) as caught:
        load(home, text, **environ)
    for problem in caught.value.problems:
        assert str(home / "settings.toml") in str(problem)
        assert "\n" not in str(problem)
        assert "Error" not in str(problem)
    return caught.value.problems


def test_a_desk_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings(tmp_path, DEFAULT_URL, None, Spelling.HEX, None, ("auto:",))
    assert load(tmp_path, "") == Settings(tmp_path)
    assert DEFAULT_URL == "https://api.intserv.se/v1/"


def test_the_file_is_above_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path, FULL) == Settings(
        tmp_path,
        "https://gateway.example/v1/",
        None,
        Spelling.DECIMAL,
        ZoneInfo("Europe/Stockholm"),
        ("pcsc:", "serial:/dev/ttyUSB0"),
    )


def test_the_environment_is_above_the_file(tmp_path: Path) -> None:
    found = load(tmp_path, FULL, ENROLL_APP_API_URL=" http://127.0.0.1:8080/ ", ENROLL_APP_API_KEY=f" {KEY}\n")
    assert found.url == "http://127.0.0.1:8080/"
    assert found.key is not None
    assert found.key.reveal() == KEY
    assert found.spelling is Spelling.DECIMAL


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_a_blank_variable_is_none(tmp_path: Path, blank: str) -> None:
    found = load(tmp_path, FULL, ENROLL_APP_API_URL=blank, ENROLL_APP_API_KEY=blank)
    assert (found.url, found.key) == ("https://gateway.example/v1/", None)


def test_what_the_file_leaves_out_stays_as_it_is_by_default(tmp_path: Path) -> None:
    found = load(tmp_path, '[desk]\nreaders = ["keyboard:"]')
    assert found == Settings(tmp_path, readers=("keyboard:",))


def test_a_home_may_be_given_by_its_tilde() -> None:
    assert load_settings({"ENROLL_APP_HOME": "~/no-such-folder-here"}).home == Path.home() / "no-such-folder-here"


def test_a_home_of_a_user_that_is_not_there_is_told() -> None:
    with pytest.raises(InvalidInputError) as caught:
        load_settings({"ENROLL_APP_HOME": "~no-such-{user}/desk"})
    [problem] = caught.value.problems
    assert problem.code == "home-unknown"
    assert "ENROLL_APP_HOME" in str(problem)
    assert "~no-such-{user}/desk" in str(problem)


def test_the_records_lie_in_the_home(tmp_path: Path) -> None:
    assert load(tmp_path).database == tmp_path / "enroll.sqlite3"


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + FULL.encode(),
        FULL.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode(),
    ],
)
def test_a_file_written_on_windows_is_read(tmp_path: Path, text: bytes) -> None:
    assert load(tmp_path, text).readers == ("pcsc:", "serial:/dev/ttyUSB0")


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ("[service]\nurl = 1", "service.url", "text in quotation marks"),
        ('[service]\nurl = " "', "service.url", "text in quotation marks"),
        ('[service]\nurl = ""', "service.url", "text in quotation marks"),
        ("[service]\nurl = false", "service.url", "text in quotation marks"),
        ("[service]\nurl = 0", "service.url", "text in quotation marks"),
        ('[service]\nspelling = "HEX"', "service.spelling", "hex or decimal"),
        ('[service]\nspelling = "dec"', "service.spelling", "hex or decimal"),
        ("[service]\nspelling = []", "service.spelling", "text in quotation marks"),
        ('[desk]\ntime_zone = "Stockholm"', "desk.time_zone", "“Stockholm” is no time zone"),
        ('[desk]\ntime_zone = "Europe"', "desk.time_zone", "is no time zone"),
        ('[desk]\ntime_zone = "../../etc/passwd"', "desk.time_zone", "is no time zone"),
        ('[desk]\ntime_zone = "/etc/passwd"', "desk.time_zone", "is no time zone"),
        ('[desk]\ntime_zone = "a\\u0000b"', "desk.time_zone", "is no time zone"),
        (f'[desk]\ntime_zone = "{"a" * 5000}"', "desk.time_zone", "is no time zone"),
        ('[desk]\ntime_zone = "{x}"', "desk.time_zone", "“{x}” is no time zone"),
        ("[desk]\ntime_zone = 1", "desk.time_zone", "text in quotation marks"),
        ('[desk]\nreaders = "pcsc:"', "desk.readers", "must be a list"),
        ("[desk]\nreaders = []", "desk.readers", "must be a list"),
        ("[desk]\nreaders = [1]", "desk.readers", "must be a list"),
        ('[desk]\nreaders = ["pcsc:", 1]', "desk.readers", "must be a list"),
        ("[desk]\nreaders = 0", "desk.readers", "must be a list"),
        ("[desk]\nreaders = {}", "desk.readers", "must be a list"),
        ('[desk]\ndual_technology = "yes"', "desk.dual_technology", "must be true or false"),
        ('[desk]\nreader = "pcsc:"', "desk.reader", "[desk] has dual_technology, readers, time_zone"),
        ('[service]\n"{x}" = 1', "service.{x}", "[service] has spelling, url"),
        ("[Service]\n", "Service", "[service] and [desk]"),
        ("[{}]\n".format('"{x}"'), "{x}", "[service] and [desk]"),
        ('url = "https://a/"', "url", "[service] and [desk]"),
        ("service = 1", "service", "[service] and [desk]"),
        ("[[desk]]\n", "desk", "[service] and [desk]"),
    ],
)
def test_a_wrong_setting_is_told_in_one_sentence_with_its_name_and_file(
    tmp_path: Path, text: str, name: str, what: str
) -> None:
    [problem] = faults_of(tmp_path, text)
    assert problem.code == "setting-invalid"
    assert str(problem).startswith(f"The setting {name} in {tmp_path / 'settings.toml'} cannot be used: ")
    assert what in str(problem)
    assert len(str(problem)) < 400 + len(str(tmp_path))


def test_every_wrong_setting_is_told_at_once_in_the_same_order_each_time(tmp_path: Path) -> None:
    text = '[service]\nurl = 1\nspelling = "x"\nb = 1\na = 1\n[desk]\ntime_zone = "x"\nreaders = 1\n[other]\n'
    names = [problem.facts["name"] for problem in faults_of(tmp_path, text)]
    assert names == [
        "service.a",
        "service.b",
        "other",
        "service.url",
        "service.spelling",
        "desk.time_zone",
        "desk.readers",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[service",
        "url: https://a/",
        '[service]\nurl = "a',
        "[service]\nurl = https://a/",
        "[desk]\n[desk]\n",
        "a = 1\na = 2",
        b"\xff\xfe[\x00d\x00e\x00s\x00k\x00]\x00",
        '[desk]\ntime_zone = "Europe/Malmö"'.encode("latin-1"),
        b"\x00",
    ],
)
def test_a_file_that_is_no_toml_is_told_with_what_to_do(tmp_path: Path, text: str | bytes) -> None:
    [problem] = faults_of(tmp_path, text)
    assert problem.code == "settings-unreadable"
    assert "move it away" in problem.remedy


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["settings-unreadable"]


def test_a_file_in_place_of_the_home_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")
    [problem] = faults_of(tmp_path / "home")
    assert problem.code == "settings-unreadable"


def test_a_wrong_file_is_told_although_the_environment_would_override_it(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "[service]\nurl = 1", ENROLL_APP_API_URL="https://a/")


def test_the_key_is_in_no_text_of_the_settings(tmp_path: Path) -> None:
    found = load(tmp_path, FULL, ENROLL_APP_API_KEY=KEY)
    for shown in (repr(found), str(found), f"{found}", repr([found]), repr(found.key)):
        assert KEY not in shown


def test_a_key_put_into_the_file_is_refused_and_not_repeated(tmp_path: Path) -> None:
    for text in (f'[service]\napi_key = "{KEY}"', f'[service]\nkey = "{KEY}"', f'key = "{KEY}"', f'[key]\nx = "{KEY}"'):
        for problem in faults_of(tmp_path, text, ENROLL_APP_API_KEY=KEY):
            assert problem.code == "setting-invalid"
            assert KEY not in str(problem) + repr(problem)


@given(st.binary(max_size=60) | st.text(alphabet='[]service.desk={}"\n url1', max_size=60).map(str.encode))
@settings(derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_settings_or_told_in_words(tmp_path: Path, content: bytes) -> None:
    codes = set()
    try:
        assert load(tmp_path, content).home == tmp_path
    except InvalidInputError as error:
        codes = {problem.code for problem in error.problems}
    assert codes <= {"settings-unreadable", "setting-invalid"}
