"""What may leave the computer."""

import ast
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

import enroll_app
from enroll_app.domain.redaction import KNOWN_MESSAGES, for_others, log_for_others, settings_for_others, without_secrets

AT = "2026-06-01 12:00:00,123"
LOG = f"""{AT} ERROR enroll_app.ui.session a call behind the window failed
Traceback (most recent call last):
  File "/home/asa.oberg/enroll/enroll_app/ui/session.py", line 181, in _words_of
    raise ValueError("Åsa Öberg 0110185C5B")
  File "/home/asa.oberg/.venv/lib/python3.11/site-packages/sqlalchemy/engine/base.py", line 1960, in _execute
    cursor.execute(statement, parameters)
sqlite3.OperationalError: INSERT ('Åsa', 'Öberg', '8642')

The above exception was the direct cause of the following exception:

enroll_app.domain.service_errors.OutcomeUnknown: Anna Karlsson's card 0x0110185c5b
{AT} ERROR enroll_app.ui.session the reader's loop ended: BadReaderError
{AT} WARNING enroll_app.ui.application Qt: Åsa's own words
{AT} WARNING oberg.asa something else
Åsa: hello
"""


def test_of_a_log_times_places_and_kinds_of_errors_are_kept() -> None:
    assert log_for_others(LOG).splitlines() == [
        f"{AT} ERROR enroll_app.ui.session a call behind the window failed",
        "Traceback (most recent call last):",
        '  File "enroll_app/ui/session.py", line 181, in _words_of',
        "    (1 lines left out)",
        '  File "site-packages/sqlalchemy/engine/base.py", line 1960, in _execute',
        "    (1 lines left out)",
        "sqlite3.OperationalError",
        "The above exception was the direct cause of the following exception:",
        "enroll_app.domain.service_errors.OutcomeUnknown",
        f"{AT} ERROR enroll_app.ui.session the reader's loop ended: BadReaderError",
        f"{AT} WARNING enroll_app.ui.application Qt: …",
        f"{AT} WARNING … …",
        "    (1 lines left out)",
    ]


@given(st.text(min_size=1), st.sampled_from(["", f"{AT} ERROR enroll_app.x ", f"{AT} ERROR ", "    "]))
def test_nothing_that_is_not_known_leaves_in_a_log(text: str, before: str) -> None:
    shown = log_for_others(f"{before}Åsa{text}Öberg")
    assert "Åsa" not in shown
    assert "Öberg" not in shown


def test_every_message_that_is_logged_is_known() -> None:
    package = Path(enroll_app.__file__).parent
    logged = set()
    for file in [*package.rglob("*.py"), *(package.parent / "drivers").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                first = node.args[0]
                if node.func.attr in ("warning", "error", "critical", "exception") and isinstance(first, ast.Constant):
                    logged.add(first.value)
    assert logged
    assert {str(one) for one in logged} == set(KNOWN_MESSAGES)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("virtual:0110185C5B,04A1B2C3 is ready.", "virtual:**** is ready."),
        ("The card 0x00499602d2 and 0001234567890.", "The card **** and ****."),
        ("EM:1234567890", "EM:****"),
        ("https://asa:secret@gateway/v1/", "https://gateway/v1/"),
        ("serial:socket://asa:secret@desk:7000", "serial:socket://desk:7000"),
        ("It says: “Åsa Öberg”.", "It says: “…”."),
        ("The key CaNaRy-Key is wrong.", "The key **** is wrong."),
        ("/home/asa/data/enroll.log in /home/asa", "HOME/enroll.log in ~"),
        ("USB 1A86:7523 on /dev/ttyUSB0, process 4711", "USB 1A86:7523 on /dev/ttyUSB0, process 4711"),
        ("OMNIKEY 5422 (OKCM0021608151055) 00 00", "OMNIKEY 5422 (OKCM0021608151055) 00 00"),
        ("Identiv SCR3500 (54302212603350) 00 00", "Identiv SCR3500 (****) 00 00"),
        ("feedback is a decade of defaced words", "feedback is a decade of defaced words"),
    ],
)
def test_a_sentence_leaves_without_what_is_nobodys_business(text: str, shown: str) -> None:
    assert for_others(text, ["canary-key"], {"/home/asa": "~", "/home/asa/data": "HOME"}) == shown


def test_of_the_settings_what_is_known_and_harmless_is_kept() -> None:
    table: dict[str, object] = {
        "service": {
            "url": "https://asa:pw@gateway:8443/token123/v1/",
            "spelling": "hex",
            "api_key": "canary",
            "client_certificate": "/home/asa/desk.pem",
            "client_key": "/home/asa/desk.key",
            "ca": 1,
            "look_in_events": True,
            "probe_first": "Åsa",
        },
        "secrets": {"keep": "file"},
        "history": {"keep_days": 90},
        "desk": {
            "time_zone": "Europe/Stockholm",
            "readers": ["pcsc:", "virtual:0110185C5B", "Åsa"],
            "dual_technology": True,
            "owner": "Åsa",
            "name": "Åsa's desk",
        },
        "people": {"first": "Åsa"},
    }
    assert settings_for_others(table, {"Europe/Stockholm"}) == {
        "service": {
            "url": "https://gateway:8443/****",
            "spelling": "hex",
            "client_certificate": "set",
            "client_key": "set",
            "ca": "set",
            "look_in_events": True,
        },
        "secrets": {"keep": "file"},
        "history": {"keep_days": 90},
        "desk": {
            "time_zone": "Europe/Stockholm",
            "readers": ["pcsc:", "virtual:****", "****"],
            "dual_technology": True,
            "name": "set",
        },
    }
    nothing: dict[str, dict[str, object]] = {"service": {}, "secrets": {}, "history": {}, "desk": {}}
    assert settings_for_others({"service": "Åsa", "desk": {"time_zone": "Åsa"}}, {"UTC"}) == nothing
    wrong: dict[str, object] = {
        "service": {"url": "canary", "spelling": "Åsa"},
        "secrets": {"keep": "Åsa", "api_key": "canary"},
        "history": {"keep_days": "Åsa"},
        "desk": {"time_zone": [1], "readers": 5},
    }
    assert settings_for_others(wrong, set()) == nothing | {"service": {"url": "****"}}
    window: dict[str, object] = {
        "window": {"look": "dark", "form": "Åsa", "language": 1, "volume": 30, "kiosk": True, "password": "scrypt$1"},
        "role": [{"name": "Åsa"}],
    }
    how = {"look": "dark", "volume": 30, "kiosk": True, "password": "set"}
    assert settings_for_others(window, set()) == nothing | {"window": how, "role": {"count": 1}}
    usual: dict[str, object] = {"service": {"url": "https://api.intserv.se/v1/"}}
    assert settings_for_others(usual, set())["service"] == {"url": "https://api.intserv.se/v1/"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bearer abc.def-ghi", "Bearer ****"),
        ("{'authorization': 'Bearer x1'}", "{'authorization': ****}"),
        ('{"key": {"pin": "86", "identification": "17"}}', '{"key": {"pin": ****, "identification": ****}}'),
        (r'"{\"pin\": \"86\"}"', r'"{\"pin\": ****}"'),
        ("?pin=86&x=1", "?pin=****&x=1"),
        ('{"pin": null}', '{"pin": null}'),
        ("PIN 8642, code 86420", "PIN ****, code ****"),
        ("x8642y 86 420", "x****y 86 420"),
        ("SCARD 0x80100069, row 999", "SCARD 0x80100069, row 999"),
        ("01b4d9ae-1234-4678-9abc-000000000001", "01b4d9ae-1234-4678-9abc-000000000001"),
        ("the KEY-of-mine is gone", "the **** is gone"),
        ("The reader's loop ended: BadReaderError", "The reader's loop ended: BadReaderError"),
    ],
)
def test_a_text_is_logged_without_secrets(text: str, shown: str) -> None:
    assert without_secrets(text, ["key-of-mine", "of", ""]) == shown


_ODD = "kä\"n\\ary/Zq+7 X'w"


@pytest.mark.parametrize(
    "spelled",
    [
        _ODD,
        repr(_ODD),
        ascii(_ODD),
        repr(_ODD.encode()),
        repr(repr(_ODD)),
        json.dumps(_ODD),
        json.dumps(_ODD, ensure_ascii=False),
        json.dumps(json.dumps(_ODD)),
        json.dumps(_ODD).replace("/", "\\/").replace("+", "\\u002B"),
        quote(_ODD),
        quote(_ODD, safe=""),
        quote_plus(_ODD),
        "".join(f"%{byte:02x}" for byte in _ODD.encode()),
    ],
)
def test_a_secret_is_struck_as_programs_escape_it(spelled: str) -> None:
    for text in (without_secrets(f"<{spelled}>", [_ODD]), for_others(f"<{spelled}>", [_ODD], {})):
        assert text.strip("<>b\"'\\") == "****"


@given(st.text(), st.text(), st.integers(0, 9999), st.text(min_size=4).filter(str.strip))
def test_neither_four_digits_nor_a_known_secret_get_past(before: str, after: str, pin: int, key: str) -> None:
    shown = without_secrets(f"{before}{pin:04} {key} {after}", [key])
    assert f"{pin:04}" not in shown or f"-{pin:04}-" in before + after
    assert key == "****" or key not in shown
