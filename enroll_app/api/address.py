"""The address of the service: what may be one, and where its endpoints are."""

import ipaddress
import re

import httpx

from enroll_app.domain.problems import InvalidInputError, Problem

_LAST_PORT = 65_535
_LONGEST_LABEL = 63  # RFC 1035, 2.3.4; longer ones make the resolver raise instead of answer
_NOT_IN_HOSTS = re.compile(r"[\s%/\\@*]")


def parse_base(text: str) -> httpx.URL:
    """Read the base address, `https://api.intserv.se/v1/`, with or without its last slash.

    Unencrypted `http` is for this computer alone (the training server). Raises InvalidInputError.
    """
    try:
        url = httpx.URL(text.strip())
    except (httpx.InvalidURL, TypeError):
        url = httpx.URL("")
    port_works = url.port is None or 0 < url.port <= _LAST_PORT
    if url.scheme not in ("http", "https") or not _can_be_host(url.host) or not port_works:
        raise _invalid("url-unreadable", "The service's address is not a web address.")
    if url.userinfo or url.query or url.fragment or "?" in text or "#" in text:
        raise _invalid("url-extra", "The service's address holds more than a host and a path.")
    if url.scheme == "http" and not is_loopback(url.host):
        raise _invalid("url-not-encrypted", "The service's address is not encrypted: it begins with http, not https.")
    return url.copy_with(path=url.path.rstrip("/") + "/")


def is_loopback(host: str) -> bool:
    """Whether the host is this computer: 127.0.0.0/8, ::1 or localhost."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _can_be_host(host: str) -> bool:
    return bool(host) and not _NOT_IN_HOSTS.search(host) and max(map(len, host.split("."))) <= _LONGEST_LABEL


def _invalid(code: str, cause: str) -> InvalidInputError:
    # The address itself is not repeated: it may hold a password.
    return InvalidInputError(Problem(code, cause, "Write it like https://api.intserv.se/v1/.", field="url"))
