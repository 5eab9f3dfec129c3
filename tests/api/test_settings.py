"""What the client takes for an address and for a key."""

import pickle

import pytest

from enroll_app.api.client import IntServClient
from enroll_app.domain.identification import Spelling
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.secret import Secret
from tests.api.support import KEY, connect


@pytest.mark.parametrize(
    "url",
    [
        "https://api.intserv.se/v1/",
        "https://api.intserv.se/v1",
        " https://api.intserv.se/v1/ ",
        "https://gateway.example:8443/v1/",
        "https://[2001:db8::1]/v1/",
        "http://127.0.0.1:8080/v1/",
        "http://127.8.9.1/",
        "http://localhost:1/",
        "http://[::1]:8080/v1/",
    ],
)
def test_a_protected_address_or_this_computer_will_do(url: str) -> None:
    connect(url).close()


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "url-unreadable"),
        ("api.intserv.se", "url-unreadable"),
        ("https://", "url-unreadable"),
        ("https:///v1/", "url-unreadable"),
        ("https://a b/", "url-unreadable"),
        ("https://a:0/", "url-unreadable"),
        ("https://a:99999/", "url-unreadable"),
        ("https://a:x/", "url-unreadable"),
        ("https://" + "a" * 64 + ".se/", "url-unreadable"),
        ("https://a\x00/", "url-unreadable"),
        ("ftp://a/", "url-unreadable"),
        ("file:///etc/passwd", "url-unreadable"),
        ("https://user:hunter2@a/", "url-extra"),
        ("https://a/?x=1", "url-extra"),
        ("https://a/?", "url-extra"),
        ("https://a/#x", "url-extra"),
        ("http://api.intserv.se/v1/", "url-not-encrypted"),
        ("http://10.0.0.1/", "url-not-encrypted"),
        ("http://0.0.0.0/", "url-not-encrypted"),
        ("http://localhost.example/", "url-not-encrypted"),
        ("http://127.1/", "url-not-encrypted"),
    ],
)
def test_any_other_address_is_refused(url: str, code: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        connect(url)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == (code, "url")
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize("key", ["", " ", "with space", "line\r\nX: y", "nyckel-å", "tab\t", "\x7f"])
def test_what_is_no_key_is_refused_unseen(key: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        connect("https://api.intserv.se/v1/", key=key)
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("key-unusable", "key")
    assert not key.strip() or key not in str(caught.value)


def test_the_client_shows_its_address_and_no_key() -> None:
    with connect("https://api.intserv.se/v1") as client:
        assert repr(client) == "IntServClient('https://api.intserv.se/v1/')"


def test_a_secret_is_not_pickled_with_anything() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(KEY))


def test_the_user_agent_may_be_told() -> None:
    client = IntServClient(url="https://a/", key=None, spelling=Spelling.DECIMAL, user_agent="enroll-app/1.0")
    client.close()
