"""The log: private, small, and never in the way."""

import gc
import logging
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import httpx
import pytest

from enroll_app.domain.enrollment import Code
from enroll_app.domain.pin import Pin
from enroll_app.domain.secret import Secret
from enroll_app.log import start_log
from enroll_app.training.server import TrainingServer

KEY, PIN = "canary-key-Zq7Xw9", "8642"
_ID = "01b4d9ae-1234-4678-9abc-000000000001"


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger and the hooks, put back as they were."""
    logger = logging.getLogger()
    handlers, level = logger.handlers[:], logger.level
    hooks = threading.excepthook, sys.unraisablehook, sys.excepthook
    # As in a program of its own; pytest has set its own.
    threading.excepthook, sys.unraisablehook = threading.__excepthook__, sys.__unraisablehook__
    yield logger
    threading.excepthook, sys.unraisablehook, sys.excepthook = hooks
    for handler in logger.handlers[:]:
        if handler not in handlers:
            logger.removeHandler(handler)
            handler.close()
    logger.setLevel(level)


def test_the_log_is_private_to_the_user_from_its_first_moment(tmp_path: Path) -> None:
    start_log(tmp_path / "home")
    log = tmp_path / "home" / "enroll.log"
    assert (stat.S_IMODE(log.parent.stat().st_mode), stat.S_IMODE(log.stat().st_mode)) == (0o700, 0o600)
    logging.getLogger("enroll_app.x").warning("it happened")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_there_is_no_moment_at_which_others_may_read_it(tmp_path: Path) -> None:
    # An audit hook sees the file just before its mode is changed; it cannot be taken off again.
    program = f"""
import os, stat, sys
from pathlib import Path
log = Path({str(tmp_path)!r}) / "enroll.log"
seen = []
def hook(event, arguments):
    if event == "os.chmod" and log.exists():
        seen.append(stat.S_IMODE(log.stat().st_mode))
os.umask(0)
from enroll_app.log import start_log
sys.addaudithook(hook)
start_log(log.parent)
print([oct(mode) for mode in seen], oct(stat.S_IMODE(log.stat().st_mode)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert "0o666" not in done.stdout
    assert done.stdout.endswith("0o600\n")


def test_one_that_was_left_open_is_closed(tmp_path: Path) -> None:
    (tmp_path / "enroll.log").touch(0o644)
    start_log(tmp_path)
    assert stat.S_IMODE((tmp_path / "enroll.log").stat().st_mode) == 0o600


def test_warnings_are_logged_with_their_time_and_their_place_and_chatter_is_not(tmp_path: Path) -> None:
    start_log(tmp_path)
    logging.getLogger("enroll_app.x").warning("Åsa's %s", "card")
    logging.getLogger("enroll_app.x").info("chatter")
    [line] = (tmp_path / "enroll.log").read_text("utf-8").splitlines()
    assert line.endswith(" WARNING enroll_app.x Åsa's card")


def test_a_second_start_goes_on_in_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "enroll.log").write_text("before\n")
    start_log(tmp_path)
    logging.getLogger("enroll_app.x").error("after")
    first, second = (tmp_path / "enroll.log").read_text("utf-8").splitlines()
    assert first == "before"
    assert second.endswith("after")


def test_the_log_never_outgrows_four_small_files(tmp_path: Path) -> None:
    start_log(tmp_path)
    for _ in range(60):
        logging.getLogger("enroll_app.x").error("x" * 50_000)
    files = sorted(one.name for one in tmp_path.iterdir())
    assert files == ["enroll.log", "enroll.log.1", "enroll.log.2", "enroll.log.3"]
    assert sum(one.stat().st_size for one in tmp_path.iterdir()) <= 4 * 500_000


@pytest.mark.parametrize("inside", ["home", "home/desk"])
def test_a_desk_works_without_its_log(tmp_path: Path, inside: str, root: logging.Logger) -> None:
    (tmp_path / "home").write_text("a letter")
    start_log(tmp_path / inside)
    logging.getLogger("enroll_app.x").error("nowhere")
    assert isinstance(root.handlers[-1], logging.NullHandler)
    assert (tmp_path / "home").read_text() == "a letter"


def test_a_commands_log_is_made_with_the_first_thing_to_say(tmp_path: Path) -> None:
    start_log(tmp_path / "home", later=True)
    assert not (tmp_path / "home").exists()
    logging.getLogger("enroll_app.x").error("it happened")
    log = tmp_path / "home" / "enroll.log"
    assert (stat.S_IMODE(log.parent.stat().st_mode), stat.S_IMODE(log.stat().st_mode)) == (0o700, 0o600)


def test_a_commands_log_that_cannot_be_written_is_no_word_on_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "home").write_text("a letter")
    start_log(tmp_path / "home", later=True)
    logging.getLogger("enroll_app.x").error("nowhere")
    assert capsys.readouterr() == ("", "")


class Draft:
    """Something of ours whose repr shows everything."""

    def __repr__(self) -> str:
        return f"Draft(pin={PIN!r}, key={KEY!r})"


def caused() -> None:
    try:
        int(f"PIN {PIN}")
    except ValueError as error:
        raise RuntimeError(f"{KEY}: “{PIN}”") from error


def in_a_context() -> None:
    try:
        {"pin": PIN}[PIN]
    except KeyError:
        raise OSError(5, f'body {{"pin": "{PIN}"}}', f"/home/{KEY}")  # noqa: B904


def in_a_group() -> None:
    raise ExceptionGroup(f"several {PIN}", [ValueError(KEY), ExceptionGroup("more", [TypeError(f"b'{PIN}'")])])


def with_a_note() -> None:
    error = ValueError("odd")
    error.add_note(f"Authorization: Bearer {KEY}")
    error.add_note(f"it was {PIN}")
    raise error


def bearing() -> None:
    raise httpx.ConnectError(f"Headers({{'authorization': 'Bearer {KEY}'}})")


def endless() -> None:
    one, other = ValueError(PIN), ValueError(KEY)
    one.__cause__, other.__cause__ = other, one
    raise one


@pytest.mark.parametrize("throw", [caused, in_a_context, in_a_group, with_a_note, bearing, endless])
def test_no_error_takes_a_secret_into_the_log(tmp_path: Path, throw: Callable[[], None]) -> None:
    start_log(tmp_path)
    key, pin, code = Secret(KEY), Pin(PIN), Code(PIN)
    for name in ("enroll_app.ui.session", "httpx", "root"):
        try:
            throw()
        except Exception:
            logging.getLogger(name).exception("a call behind the window failed")
    text = (tmp_path / "enroll.log").read_text("utf-8")
    assert "Traceback (most recent call last):" in text
    assert f"in {throw.__name__}" in text
    assert KEY not in text
    assert PIN not in text
    assert (key.reveal(), pin.digits, code.digits) == (KEY, PIN, PIN)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ("sent %s", (Draft(),)),
        (Draft(), ()),
        ("sent %(draft)s", ({"draft": Draft()},)),
        ("sent %s", ([PIN],)),
        ("sent %r", (f'{{"key": {{"pin": "{PIN}"}}}}',)),
        ("sent %s", (f"pin={PIN}&x=1",)),
        ("sent %d", (int(PIN),)),
        (f"Authorization: Bearer {KEY}", ()),
        (f"authorization: bearer  {KEY.upper()}", ()),
        (f'{{"pin": "12", "api_key": "{KEY[:9]}", "passphrase": "open sesame"}}', ()),
        (f"the key {KEY} was not taken", ()),
        (f"Pin {PIN[:2]}{PIN[2:]}7", ()),
        (f"٨٦٤٢ {PIN}", ()),
    ],
)
def test_no_message_takes_a_secret_into_the_log(tmp_path: Path, message: object, arguments: tuple[object, ...]) -> None:
    start_log(tmp_path)
    key = Secret(KEY)
    logging.getLogger("enroll_app.x").error(message, *arguments)
    logging.getLogger("enroll_app.x").error(message, *arguments, stack_info=True)
    text = (tmp_path / "enroll.log").read_text("utf-8").lower()
    for secret in (KEY.lower(), KEY[:9], PIN, "sesame", "٨٦٤٢", '"12"'):
        assert secret not in text, text
    assert key.reveal() == KEY


def test_what_is_no_secret_stays_readable(tmp_path: Path) -> None:
    start_log(tmp_path)
    logger = logging.getLogger("enroll_app.x")
    logger.warning("reader %s: 0x8010001D after %.1f s, row %d of %s", "ACR122U 00 00", 1.5, 17, UUID(_ID))
    [line] = (tmp_path / "enroll.log").read_text("utf-8").splitlines()
    assert line.endswith(f"reader ACR122U 00 00: 0x8010001D after 1.5 s, row 17 of {_ID}")


def test_no_librarys_own_words_are_logged_even_where_it_is_asked_to_tell_everything(tmp_path: Path) -> None:
    start_log(tmp_path)
    loggers = [logging.getLogger(name) for name in ("", "httpx", "httpcore", "httpcore.http11", "sqlalchemy")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
        with TrainingServer(key=KEY) as server:
            body = {"pin": PIN, "person": {"first_name": "Hjördis"}}
            headers = {"Authorization": f"Bearer {KEY}"}
            httpx.post(f"{server.url}accesskeys/add?pin={PIN}", json=body, headers=headers, trust_env=False)
        logging.getLogger("sqlalchemy.engine").info("[cached] ('%s', '%s')", PIN, "Hjördis")
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    text = (tmp_path / "enroll.log").read_text("utf-8")
    assert "DEBUG httpcore.http11 a library said something: " in text
    assert "INFO sqlalchemy.engine a library said something: " in text
    for secret in (KEY, PIN, "Hjördis", "Bearer"):
        assert secret not in text


def test_errors_that_nobody_caught_are_logged_and_not_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start_log(tmp_path)
    key = Secret(KEY)

    class Careless:
        def __del__(self) -> None:
            raise ValueError(f"at the end {PIN}")

    thread = threading.Thread(target=caused)
    thread.start()
    thread.join()
    Careless()
    gc.collect()
    text = (tmp_path / "enroll.log").read_text("utf-8")
    assert text.count(" enroll_app.log an error of ours") == 2
    assert "in caused" in text
    assert "in __del__" in text
    assert key.reveal() not in text
    assert PIN not in text
    assert capsys.readouterr() == ("", "")


def test_an_error_of_the_whole_program_is_one_sentence_on_the_screen(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from enroll_app.log import start_log; start_log(Path(sys.argv[1]));"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"{program} pin = '{PIN}'; int('x' + pin)", str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == "An error of ours: ValueError. Please report it, with what you did before.\n"
    text = (tmp_path / "enroll.log").read_text("utf-8")
    assert "ValueError: invalid literal" in text
    assert PIN not in text
