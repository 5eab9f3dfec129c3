"""Faults on demand: which request is to go wrong, and how."""

from collections import deque
from dataclasses import asdict, dataclass
from enum import StrEnum
from threading import Lock
from typing import TypedDict, Unpack

EVERY_PATH = "*"


class Kind(StrEnum):
    """What goes wrong. The request is carried out first, unless the kind says otherwise."""

    STATUS = "status"  # another status, with Retry-After if given; not carried out unless `applied`
    REDIRECT = "redirect"  # 307 to `location`; not carried out
    HTML = "html"  # 200 with a web page, as captive portals do
    NOT_JSON = "not_json"  # 200 called JSON that is none
    TRUNCATED = "truncated"  # half of the declared body, then the connection is closed
    BYTES_CUT_AT = "bytes_cut_at"  # the first `at` bytes of the whole answer, head included, then closed
    DROP_BEFORE = "drop_before"  # closed without an answer; not carried out
    DROP_AFTER = "drop_after"  # carried out, then closed without an answer
    SLOW = "slow"  # the body one byte every `seconds`
    DELAY = "delay"  # carried out and answered after `seconds`, even when the client has gone
    HANG = "hang"  # no answer, ever; not carried out unless `applied`
    HUGE = "huge"  # a right answer and a field of `size` bytes more
    GZIP_BOMB = "gzip_bomb"  # the same, compressed
    HUGE_HEADER = "huge_header"  # a right answer and a header of `size` bytes
    WRONG_ID = "wrong_id"  # the id of another key
    WRONG_KEY = "wrong_key"  # the identification of another card
    WRONG_PERSON = "wrong_person"  # another holder
    NAN = "nan"  # a field that is NaN
    BIG_NUMBER = "big_number"  # a field that is a whole number of 5,000 digits
    DUPLICATE_KEYS = "duplicate_keys"  # the first field twice, the second time null
    LONE_SURROGATE = "lone_surrogate"  # a text with half a character
    DEEP_NESTING = "deep_nesting"  # a field of 100,000 nested arrays


class Options(TypedDict, total=False):
    """What a plan may say beside the kind."""

    status: int
    retry_after: str
    seconds: float
    at: int
    size: int
    location: str
    applied: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    status: of STATUS and REDIRECT. retry_after: seconds or an HTTP date. seconds: None is 0.5 for SLOW, 2 for DELAY.
    at: bytes. size: bytes once unpacked; None is 2 MiB, 64 MiB for GZIP_BOMB, 1 MiB for HUGE_HEADER.
    applied: whether STATUS and HANG carry the request out all the same.
    """

    kind: Kind
    status: int | None = None
    retry_after: str | None = None
    seconds: float | None = None
    at: int = 0
    size: int | None = None
    location: str = "http://127.0.0.1:9/v1/accesskeys/add"
    applied: bool = False

    def __post_init__(self) -> None:
        if self.status is not None and not 200 <= self.status <= 599:
            raise ValueError("status is not from 200 to 599")
        if self.seconds is not None and not 0 <= self.seconds <= 3600:
            raise ValueError("seconds is not from 0 to 3600")
        if self.at < 0 or not 0 <= (self.size or 0) <= 1 << 30:
            raise ValueError("at or size is out of range")
        for text in (self.retry_after or "", self.location):
            if not (text.isascii() and text.isprintable()):
                raise ValueError("retry_after or location cannot stand in a header")


class Faults:
    """The plan: what goes wrong on which path, in order. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._plans: dict[str, deque[Fault]] = {}

    def plan(self, path: str, kind: str, times: int = 1, **options: Unpack[Options]) -> None:
        """Let the next `times` requests to a path such as /v1/accesskeys/add go wrong, or to any path: "*".

        Plans for one path are carried out in the order they were made. Raises ValueError.
        """
        if not 1 <= times <= 10_000:
            raise ValueError("times is not from 1 to 10000")
        fault = Fault(Kind(kind), **options)
        with self._lock:
            self._plans.setdefault(path, deque()).extend([fault] * times)

    def take(self, path: str) -> Fault | None:
        """Return the fault that meets this request, and cross it off."""
        with self._lock:
            queue = self._plans.get(path) or self._plans.get(EVERY_PATH)
            return queue.popleft() if queue else None

    def clear(self) -> None:
        """Forget every plan."""
        with self._lock:
            self._plans.clear()

    def planned(self) -> dict[str, list[dict[str, object]]]:
        """What is still to go wrong, by path."""
        with self._lock:
            return {path: [asdict(fault) for fault in queue] for path, queue in self._plans.items() if queue}
