"""What may leave the computer: texts without secrets, names and card numbers. Pure.

Where it can be said what is harmless, only that is kept (logs, settings); elsewhere what may be harmful is struck out.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from urllib.parse import quote

HIDDEN = "****"
READER_KINDS = ("auto", "pcsc", "serial", "keyboard", "virtual")
"""How an address of a reader begins, before its colon; what begins otherwise is none, and may be anything."""

# An address may hold a name and a password before its host (RFC 3986, 3.2.1).
_USERINFO = re.compile(r"//[^/@\s]*@")
_VIRTUAL_CARDS = re.compile(r"\bvirtual:[0-9A-Fa-f,]+")
_HEX = re.compile(r"\b0x[0-9A-Fa-f]+")
# A card's number of four bytes has 8 hexadecimal digits; nothing else that is wanted here has as many in a row.
_LONG_RUN = re.compile(r"(?<![0-9A-Za-z])(?=[A-Fa-f]*[0-9])[0-9A-Fa-f]{8,}(?![0-9A-Za-z])")
# What stands in quotation marks came from outside: a setting, or what the service said.
_QUOTED = re.compile(r"“[^”]*”")

# A line of the log as enroll_app/log.py writes it.
_RECORD = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (?P<level>[A-Z]{4,8}) (?P<logger>[\w.]+) (?P<message>.*)"
)
_LOGGERS = re.compile(
    r"(?:enroll_app|drivers|root|asyncio|anyio|httpx|httpcore|sqlalchemy|uvicorn|concurrent)(?:\.[a-z_]+)*"
)
# What this program itself logs; %s stands for what came from elsewhere. tests/domain/test_redaction.py compares.
KNOWN_MESSAGES = (
    "the reader's loop ended: %s",
    "a call behind the window failed",
    "what is known of a card could not be looked up: %s",
    "a sound could not be played: %s",
    "an unfinished enrollment could not be read: %s",
    "an unfinished enrollment could not be looked for: %s",
    "an unfinished enrollment could not be kept: %s",
    "no unfinished enrollment is kept by this window: %s",
    "an unfinished enrollment of a later version is left as it is; no other one is kept",
    "people could not be looked for: %s",
    "Qt: %s",
    "an error of ours",
    "the desk could not be opened",
    "the training server failed",
    "what the desk remembers could not be read: %s",
    "settings could not be written: %s",
    "what the desk remembers could not be written: %s",
    "what the desk remembers is not of this version",
    "the history's head could not be had: %s",
    "the outbox cannot be worked on: %s",
    "the outbox's loop ended: %s",
    "whether a process lives cannot be seen: %s",
    "an attempt at an operation failed: %s",
)
_ERROR_NAME = r"[A-Z][A-Za-z]*(?:Error|Exception|Warning|Unknown|Unreachable|Refused|Busy|Trusted|Needed)"
_HEADINGS = frozenset(
    {
        "Traceback (most recent call last):",
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
    }
)
_FRAME = re.compile(r'File "(?P<path>[^"]+)", line (?P<line>\d{1,5}), in (?P<function>[\w<>]+)')
_OUR_PATH = re.compile(r"(?:^|/)(?P<inside>(?:enroll_app|drivers)/(?:[a-z_]+/)*[a-z_0-9]+\.py)$")
_OTHER_PATH = re.compile(
    r"/(?P<inside>(?:site-packages/[A-Za-z_]+|lib/python3\.\d+)/(?:[A-Za-z_0-9]+/)*[A-Za-z_0-9]+\.py)$"
)
_RAISED = re.compile(
    rf"(?P<name>(?:(?:enroll_app|drivers|sqlalchemy|httpx|httpcore|anyio|msgspec|serial|smartcard|ssl|socket|sqlite3)"
    rf"(?:\.[a-z_]+)*\.)?{_ERROR_NAME})(?::.*)?"
)


def struck(text: str, secret: str) -> str:
    """The text without a secret, whatever its case, also where it is escaped as Python, JSON or an address does it."""
    return re.sub("".join(map(_spellings, secret)), HIDDEN, text, flags=re.IGNORECASE) if secret else text


def _spellings(letter: str) -> str:
    """A pattern for one letter as it is, as the repr of a text, JSON, or an address (RFC 3986, 2.1) may spell it."""
    units = letter.encode("utf-16-be", "surrogatepass")
    found = ["".join(rf"\\+u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))]
    found.append(re.escape(quote(letter.encode("utf-8", "surrogatepass"), safe="")))
    found.append("".join(rf"\\+x{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass")))
    found.append(rf"\\+U{ord(letter):08x}")
    if ord(letter) < 0x100:
        found += [f"%{ord(letter):02x}", rf"\\+x{ord(letter):02x}"]
    if letter == " ":
        found.append(r"\+")
    # JSON may put a backslash before a slash, and Python before a quotation mark; a text in a text has several.
    found.append(("" if letter.isalnum() else r"\\*") + re.escape(letter))
    return f"(?:{'|'.join(found)})"


def for_others(text: str, secrets: Iterable[str], folders: Mapping[str, str]) -> str:
    """A sentence, a name or an address of ours as it may leave the computer.

    folders: what to call paths that tell whose computer it is.
    """
    for secret in secrets:
        text = struck(text, secret)
    for path in sorted(folders, key=len, reverse=True):
        text = text.replace(path, folders[path]) if len(path) > 1 else text
    text = _USERINFO.sub("//", text)
    text = _VIRTUAL_CARDS.sub(f"virtual:{HIDDEN}", text)
    text = _QUOTED.sub("“…”", text)
    return _LONG_RUN.sub(HIDDEN, _HEX.sub(HIDDEN, text))


# What introduces a secret, and the secret: a header, or a name and its value as JSON, Python or a query writes them.
_BEARER = re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\",;)\]}]+")
_NAMED = re.compile(
    r"(?i)(?P<name>\b(?:pin|code|authorization|api[ _-]?key|passphrase|password|secret|token|identification)\b"
    r"\\*[\"']?\s*[:=]\s*)(?:b?\\*[\"'][^\"']*[\"']?|(?!null\b|None\b|\*{4})[^\s,;&)\]}]+)"
)
# A PIN has four digits and a code mostly more, so no such run of digits is kept, but in an id (RFC 9562) and in the
# codes of the smart-card service, which all begin alike.
_DIGITS = re.compile(
    r"(?P<kept>\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b|\b0x8010[0-9A-Fa-f]{4}\b)|\d{4,}"
)
# A shorter text, struck everywhere, would leave nothing to read; and no secret is as short.
_SHORTEST = 4


def without_secrets(text: str, secrets: Iterable[str] = ()) -> str:
    """A text as it may stand in this computer's own log: names may stay, secrets may not.

    secrets: those that are known; others are struck by what stands before them, and whatever may be a PIN is struck.
    """
    for secret in sorted(secrets, key=len, reverse=True):
        text = struck(text, secret) if len(secret) >= _SHORTEST else text
    text = _BEARER.sub(rf"\1 {HIDDEN}", text)
    text = _NAMED.sub(rf"\g<name>{HIDDEN}", text)
    return _DIGITS.sub(lambda found: found["kept"] or HIDDEN, text)


def log_for_others(text: str) -> str:
    """A log with what is known to be harmless alone: times, levels, our own words, places in programs, kinds of errors.

    Everything else is counted, not shown: an error's own words may hold anything.
    """
    return "\n".join(_harmless(text.splitlines())) + "\n"


def _harmless(lines: Iterable[str]) -> Iterator[str]:
    left_out = 0
    for line in lines:
        kept = _record(line) or _trace(line)
        if not kept:
            left_out += bool(line.strip())
            continue
        if left_out:
            yield f"    ({left_out} lines left out)"
            left_out = 0
        yield kept
    if left_out:
        yield f"    ({left_out} lines left out)"


def _record(line: str) -> str:
    found = _RECORD.fullmatch(line)
    if not found:
        return ""
    logger = found["logger"] if _LOGGERS.fullmatch(found["logger"]) else "…"
    return f"{found['time']} {found['level']} {logger} {_message(found['message'])}"


def _message(text: str) -> str:
    for known in KNOWN_MESSAGES:
        pattern = re.escape(known).replace("%s", "(.*)")
        found = re.fullmatch(pattern, text)
        if found:
            shown = (one if re.fullmatch(_ERROR_NAME, one) else "…" for one in found.groups())
            return known.replace("%s", "{}").format(*shown)
    return "…"


def _trace(line: str) -> str:
    """A line of a traceback; those of several errors at once are set in by bars."""
    bare = line.strip(" |+-")
    if bare in _HEADINGS:
        return bare
    frame = _FRAME.fullmatch(bare)
    if frame:
        path = _OUR_PATH.search(frame["path"]) or _OTHER_PATH.search(frame["path"])
        return f'  File "{path["inside"]}", line {frame["line"]}, in {frame["function"]}' if path else ""
    raised = _RAISED.fullmatch(bare)
    return raised["name"] if raised else ""


def settings_for_others(table: Mapping[str, object], zones: Container[str]) -> dict[str, dict[str, object]]:
    """The settings that are known, as far as they may be seen; what is not known may be anything and is left out.

    zones: the names of the time zones that there are.
    """
    service, desk = _section(table, "service"), _section(table, "desk")
    shown: dict[str, dict[str, object]] = {"service": {}, "secrets": {}, "history": {}, "desk": {}}
    if isinstance(url := service.get("url"), str):
        shown["service"]["url"] = _address(url)
    if service.get("spelling") in ("hex", "decimal"):
        shown["service"]["spelling"] = service["spelling"]
    # A path tells whose computer it is, and a desk's name where it stands.
    _only_that_set(service, ("client_certificate", "client_key", "ca"), shown["service"])
    _only_that_set(desk, ("name",), shown["desk"])
    _switches(service, ("look_in_events", "probe_first"), shown["service"])
    if (keep := _section(table, "secrets").get("keep")) in ("vault", "file", "systemd"):
        shown["secrets"]["keep"] = keep
    if type(days := _section(table, "history").get("keep_days")) is int:
        shown["history"]["keep_days"] = days
    if isinstance(zone := desk.get("time_zone"), str) and zone in zones:
        shown["desk"]["time_zone"] = zone
    _switches(desk, ("dual_technology",), shown["desk"])
    if window := _section(table, "window"):
        shown["window"] = _window_for_others(window)
    if isinstance(roles := table.get("role"), list):
        # Names of roles and levels tell whose site it is.
        shown["role"] = {"count": len(roles)}
    if isinstance(readers := desk.get("readers"), list):
        shown["desk"]["readers"] = [for_others(_known_kind(str(one)), (), {}) for one in readers]
    return shown


def _window_for_others(window: Mapping[str, object]) -> dict[str, object]:
    """How the window is; of its password, not even the hash."""
    shown: dict[str, object] = {}
    words = {"language": ("system", "en", "sv"), "look": ("system", "light", "dark"), "form": ("steps", "one-page")}
    shown.update({name: window[name] for name, known in words.items() if window.get(name) in known})
    shown.update({name: one for name in ("volume", "lock_minutes") if type(one := window.get(name)) is int})
    _switches(window, ("sounds", "reader_signals", "tray", "kiosk"), shown)
    _only_that_set(window, ("password",), shown)
    return shown


def _only_that_set(section: Mapping[str, object], names: Iterable[str], shown: dict[str, object]) -> None:
    shown.update({name: "set" for name in names if name in section})


def _switches(section: Mapping[str, object], names: Iterable[str], shown: dict[str, object]) -> None:
    shown.update({name: section[name] for name in names if isinstance(section.get(name), bool)})


def _section(table: Mapping[str, object], name: str) -> Mapping[str, object]:
    section = table.get(name)
    return section if isinstance(section, dict) else {}


def _address(url: str) -> str:
    """Scheme, host and port. What is before or behind them may be a password or a token, but for the API's own path."""
    found = re.fullmatch(r"(?P<base>https?://)(?:[^/@\s]*@)?(?P<host>[\w.\-\[\]:]+)(?P<path>/.*)?", url.strip())
    if not found:
        return HIDDEN
    path = found["path"] or ""
    return f"{found['base']}{found['host']}{path if path in ('', '/', '/v1', '/v1/') else f'/{HIDDEN}'}"


def _known_kind(uri: str) -> str:
    """A reader's address, unless it is none."""
    return uri if uri.partition(":")[0] in READER_KINDS and ":" in uri else HIDDEN
