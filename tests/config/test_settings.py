"""What a desk is set to, where from, and how a wrong setting is told."""

import traceback
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enroll_app.config.settings import DEFAULT_URL, Settings, load_settings
from enroll_app.config.writing import write_setting
from enroll_app.domain.identification import Spelling
from enroll_app.domain.preferences import Form, Language, Look, Preferences
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.roles import PinHabit, Role
from enroll_app.domain.secret import SecretPlace

KEY = "canary-key-Zq7Xw9"
FULL = """
[service]
url = "https://gateway.example/v1/"
spelling = "decimal"
client_certificate = "tls/desk.pem"
client_key = "/etc/enroll/desk.key"
ca = "~/gateway-ca.pem"
look_in_events = true
probe_first = true

[secrets]
keep = "systemd"

[history]
keep_days = 365

[desk]
time_zone = "Europe/Stockholm"
readers = ["pcsc:", "serial:/dev/ttyUSB0"]
name = "Reception Väst"
"""
SECTIONS = "[service], [secrets], [history], [desk], [window] and [[role]]"


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
        client_certificate=tmp_path / "tls" / "desk.pem",
        client_key=Path("/etc/enroll/desk.key"),
        ca=Path.home() / "gateway-ca.pem",
        look_in_events=True,
        probe_first=True,
        secrets_in=SecretPlace.SYSTEMD,
        keep_days=365,
        desk_name="Reception Väst",
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
        ('[desk]\ntime_zone = "Stockholm"', "desk.time_zone", "this is no time zone"),
        ('[desk]\ntime_zone = "Europe"', "desk.time_zone", "no time zone"),
        ('[desk]\ntime_zone = "../../etc/passwd"', "desk.time_zone", "no time zone"),
        ('[desk]\ntime_zone = "/etc/passwd"', "desk.time_zone", "no time zone"),
        ('[desk]\ntime_zone = "a\\u0000b"', "desk.time_zone", "no time zone"),
        (f'[desk]\ntime_zone = "{"a" * 5000}"', "desk.time_zone", "no time zone"),
        ('[desk]\ntime_zone = "{x}"', "desk.time_zone", "this is no time zone"),
        ("[desk]\ntime_zone = 1", "desk.time_zone", "text in quotation marks"),
        ('[desk]\nreaders = "pcsc:"', "desk.readers", "must be a list"),
        ("[desk]\nreaders = []", "desk.readers", "must be a list"),
        ("[desk]\nreaders = [1]", "desk.readers", "must be a list"),
        ('[desk]\nreaders = ["pcsc:", 1]', "desk.readers", "must be a list"),
        ("[desk]\nreaders = 0", "desk.readers", "must be a list"),
        ("[desk]\nreaders = {}", "desk.readers", "must be a list"),
        ('[desk]\nreaders = ["PCSC:", "usb:1"]', "desk.readers", "no. 2 is not that of a reader"),
        ('[desk]\nreaders = ["pcsc"]', "desk.readers", "begins with one of auto:, pcsc:, serial:, keyboard:, virtual:"),
        ('[desk]\ndual_technology = "yes"', "desk.dual_technology", "must be true or false"),
        ('[desk]\nname = "a\\nb"', "desk.name", "one line of at most 64 letters"),
        (f'[desk]\nname = "{"a" * 65}"', "desk.name", "one line of at most 64 letters"),
        ("[desk]\nname = 1", "desk.name", "text in quotation marks"),
        ("[service]\nclient_certificate = true", "service.client_certificate", "text in quotation marks"),
        ('[service]\nclient_certificate = ""', "service.client_certificate", "text in quotation marks"),
        ('[service]\nca = "a\\u0000b"', "service.ca", "no path of a file"),
        ('[service]\nca = "~no-such-user-here/ca.pem"', "service.ca", "no path of a file"),
        ('[service]\nclient_key = "desk.key"', "service.client_key", "service.client_certificate, which is not set"),
        ("[service]\nlook_in_events = 1", "service.look_in_events", "must be true or false"),
        ('[service]\nprobe_first = "true"', "service.probe_first", "must be true or false"),
        ('[secrets]\nkeep = "keyring"', "secrets.keep", "vault, file or systemd"),
        ("[secrets]\nkeep = []", "secrets.keep", "text in quotation marks"),
        ("[history]\nkeep_days = -1", "history.keep_days", "a number of days"),
        ("[history]\nkeep_days = 36501", "history.keep_days", "a number of days"),
        ("[history]\nkeep_days = 1.5", "history.keep_days", "a number of days"),
        ("[history]\nkeep_days = true", "history.keep_days", "a number of days"),
        ('[history]\nkeep_days = "90"', "history.keep_days", "a number of days"),
        ('[desk]\nreader = "pcsc:"', "desk.reader", "[desk] has dual_technology, name, readers, role, time_zone"),
        (
            '[service]\n"{x}" = 1',
            "service.{x}",
            "[service] has ca, client_certificate, client_key, look_in_events, probe_first, spelling, url",
        ),
        ("[Service]\n", "Service", SECTIONS),
        ("[{}]\n".format('"{x}"'), "{x}", SECTIONS),
        ('url = "https://a/"', "url", SECTIONS),
        ("service = 1", "service", SECTIONS),
        ("[[desk]]\n", "desk", SECTIONS),
    ],
)
def test_a_wrong_setting_is_told_in_one_sentence_with_its_name_and_file(
    tmp_path: Path, text: str, name: str, what: str
) -> None:
    [problem] = faults_of(tmp_path, text)
    assert problem.code == "setting-invalid"
    assert str(problem).startswith(f"The setting {name} in {tmp_path / 'settings.toml'} cannot be used. ")
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


@pytest.mark.parametrize(
    "text",
    [
        f'[desk]\ntime_zone = "{KEY}"',
        f'[desk]\nreaders = ["{KEY}"]',
        f'[service]\nspelling = "{KEY}"',
        f'[secrets]\nkeep = "{KEY}"',
        f"[{KEY}]\n[{KEY}]",
        f"[{KEY}]",
        f"[service]\n{KEY} = 1\n{KEY} = 2",
        f"[service]\n{KEY} = 1",
        f"x = {{ {KEY} = 1, {KEY} = 2 }}",
        f"[service]\nurl = {KEY}",
        "[service]\n" + "averylongkeyofmanyletters" * 2 + " = 1",
    ],
)
def test_a_key_that_was_pasted_anywhere_is_not_repeated(tmp_path: Path, text: str) -> None:
    for problem in faults_of(tmp_path, text):
        for shown in (str(problem), repr(problem)):
            assert KEY not in shown
            assert "averylongkey" not in shown
    with pytest.raises(InvalidInputError) as caught:
        load(tmp_path, text)
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_it_is_said_where_a_file_is_no_toml(tmp_path: Path) -> None:
    [problem] = faults_of(tmp_path, "[desk]\n[desk]\n")
    assert "the same name is there twice: line 2, column 6." in str(problem)
    [problem] = faults_of(tmp_path, "[desk")
    assert "line 1" in str(problem) or "end of document" in str(problem)


def test_a_key_that_was_pasted_is_not_repeated_by_who_writes_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(f'{KEY} = 1\n{KEY} = 2\n"{KEY}')
    with pytest.raises(InvalidInputError) as caught:
        write_setting(tmp_path / "settings.toml", "secrets", "keep", "file")
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_behind_a_gateway_no_key_is_needed(tmp_path: Path) -> None:
    assert load(tmp_path).needs_key
    assert not load(tmp_path, '[service]\nclient_certificate = "desk.pem"').needs_key


def test_a_history_without_an_end_is_written_as_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, "[history]\nkeep_days = 0").keep_days == 0
    assert load(tmp_path, "[history]\n").keep_days == 0


WRITTEN = """# Reception, ask Åsa
[desk]
readers = ["pcsc:"]   # the small one

[secrets]  # chosen in June
keep = 'vault'
"""


def test_one_setting_is_written_and_everything_else_stays_as_a_person_wrote_it(tmp_path: Path) -> None:
    load(tmp_path, WRITTEN)
    write_setting(tmp_path / "settings.toml", "secrets", "keep", "file")
    assert (tmp_path / "settings.toml").read_text("utf-8") == WRITTEN.replace("'vault'", '"file"')
    write_setting(tmp_path / "settings.toml", "history", "keep_days", 90)
    found = load(tmp_path)
    assert (found.secrets_in, found.keep_days, found.readers) == (SecretPlace.FILE, 90, ("pcsc:",))


def test_a_setting_is_written_where_there_is_no_file_yet(tmp_path: Path) -> None:
    write_setting(tmp_path / "home" / "settings.toml", "secrets", "keep", "file")
    assert load(tmp_path / "home").secrets_in is SecretPlace.FILE
    assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("content", [b"[secrets", b"secrets = 1", b"\xff\xfe"])
def test_a_file_that_is_not_understood_is_not_written_over(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.toml").write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        write_setting(tmp_path / "settings.toml", "secrets", "keep", "file")
    assert [problem.code for problem in caught.value.problems] == ["settings-unreadable"]
    assert (tmp_path / "settings.toml").read_bytes() == content


def test_settings_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a letter")
    with pytest.raises(InvalidInputError) as caught:
        write_setting(tmp_path / "home" / "settings.toml", "secrets", "keep", "file")
    assert caught.value.problems[0].code in ("settings-unreadable", "settings-unwritable")


@given(st.binary(max_size=60) | st.text(alphabet='[]service.desk={}"\n url1', max_size=60).map(str.encode))
@settings(derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_settings_or_told_in_words(tmp_path: Path, content: bytes) -> None:
    codes = set()
    try:
        assert load(tmp_path, content).home == tmp_path
    except InvalidInputError as error:
        codes = {problem.code for problem in error.problems}
    assert codes <= {"settings-unreadable", "setting-invalid"}


@pytest.mark.parametrize(
    ("text", "name", "what"),
    [
        ('[window]\nlanguage = "de"', "window.language", "system, en or sv"),
        ("[window]\nlook = true", "window.look", "text in quotation marks"),
        ('[window]\nform = "pages"', "window.form", "steps or one-page"),
        ("[window]\nsounds = 1", "window.sounds", "true or false"),
        ("[window]\nvolume = 101", "window.volume", "from 0 to 100"),
        ("[window]\nvolume = true", "window.volume", "from 0 to 100"),
        ('[window]\nreader_signals = "no"', "window.reader_signals", "true or false"),
        ("[window]\ntray = 0", "window.tray", "true or false"),
        ("[window]\nlock_minutes = 1441", "window.lock_minutes", "from 1 to 1440, or 0 for never"),
        ("[window]\nlock_minutes = 5", "window.lock_minutes", "window.password, which is not set"),
        ("[window]\nkiosk = true", "window.kiosk", "window.password, which is not set"),
        ('[window]\npassword = "hemligt ord"', "window.password", "set the password in the window's settings"),
        ("[window]\nfont = 1", "window.font", "[window] has form, kiosk, language"),
        ('[desk]\nrole = "boss"', "desk.role", "There is no such role; there are visitor, week"),
        ("[[role]]\n", "role 1.name", "needs a name"),
        ('[[role]]\nname = "A"\ndays = -1', "role 1.days", "a number of days"),
        ('[[role]]\nname = "A"\ndays = true', "role 1.days", "a number of days"),
        ('[[role]]\nname = "A"\nuntil = "soon"', "role 1.until", "such as 2027-06-30"),
        ('[[role]]\nname = "A"\nuntil = 2027-06-30T10:00:00', "role 1.until", "such as 2027-06-30"),
        ('[[role]]\nname = "A"\nyearly = ["02-30"]', "role 1.yearly", "a list of days of the year"),
        ('[[role]]\nname = "A"\nyearly = []', "role 1.yearly", "a list of days of the year"),
        ('[[role]]\nname = "A"\nlevels = "B"', "role 1.levels", "a list of names or ids"),
        ('[[role]]\nname = "A"\npin = "1234"', "role 1.pin", "keep, none, typed or random"),
        ('[[role]]\nname = "A"\ncolor = 1', "role 1.color", "a role has days, key, levels, name"),
        ('[[role]]\nname = "A"\ndays = 1\nuntil = 2027-06-30', "role 1", "by one of them only"),
        ('[[role]]\nname = "A"\n[[role]]\nname = "A"', "role 2", "the same key or name"),
        ("role = 1", "role", SECTIONS),
        ("[role]\nname = 1", "role", SECTIONS),
    ],
)
def test_a_wrong_setting_of_window_or_role_is_told_likewise(tmp_path: Path, text: str, name: str, what: str) -> None:
    test_a_wrong_setting_is_told_in_one_sentence_with_its_name_and_file(tmp_path, text, name, what)


def test_more_roles_than_anybody_overlooks_are_refused(tmp_path: Path) -> None:
    text = "".join(f'[[role]]\nname = "R{number}"\n' for number in range(25))
    [problem] = faults_of(tmp_path, text)
    assert "at most 24 roles" in str(problem)


def test_the_window_and_the_roles_are_read(tmp_path: Path) -> None:
    text = (
        '[desk]\nrole = "Guest"\n[window]\nlanguage = "sv"\nlook = "dark"\nform = "one-page"\nsounds = false\n'
        'volume = 5\nreader_signals = false\ntray = true\n[[role]]\nname = "Guest"\ndays = 0\nlevels = ["Office"]\n'
        'pin = "random"\n[[role]]\nname = "Term"\nyearly = ["01-20", "06-10"]\n[[role]]\nkey = "permanent"\n'
    )
    assert load(tmp_path, text).preferences == Preferences(
        Language.SWEDISH,
        Look.DARK,
        Form.ONE_PAGE,
        sounds=False,
        volume=5,
        reader_signals=False,
        tray=True,
        role="Guest",
        roles=(
            Role("Guest", "Guest", days=0, levels=("Office",), pin=PinHabit.RANDOM),
            Role("Term", "Term", yearly=((1, 20), (6, 10))),
            Role("permanent"),
        ),
    )
