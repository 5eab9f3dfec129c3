"""One harmless question to the service, and at which step on the way to its answer things went wrong.

Asked under the client's own rules: the same addresses are allowed, the same certificates believed, and no redirect is
followed. The access levels are asked for, which changes nothing.
"""

import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from queue import Empty, SimpleQueue
from threading import Thread

import httpx

from enroll_app.api import bodies, wire
from enroll_app.api.breakages import explain
from enroll_app.api.client import IntServClient
from enroll_app.api.exchange import Answer
from enroll_app.api.failures import Asked, Reply, from_status
from enroll_app.domain.checkup import Sounding, Step
from enroll_app.domain.identification import Spelling
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.secret import Secret
from enroll_app.domain.service_errors import Busy, NotTrusted, ServiceError, SignInNeeded, Unreachable

NAME_DEADLINE_S = 4.0
"""How long the name servers are given: a choice of ours."""
ANSWER_DEADLINE_S = 8.0
"""How long the service is given for its whole answer: a choice of ours."""

_SUCCESS = range(200, 300)
_OF_KEY = frozenset({"key-not-accepted", "key-not-allowed"})
_DEFAULT_PORTS = {"https": 443, "http": 80}

Resolve = Callable[[str, int], object]


def sound(
    url: str,
    key: Secret | None,
    *,
    trust: ssl.SSLContext | None = None,
    resolve: Resolve = socket.getaddrinfo,
    deadline_s: float = ANSWER_DEADLINE_S,
) -> Sounding:
    """Ask, and say how far it went. Blocks for at most the two deadlines; never raises for what it finds.

    trust: as the client's. resolve: looks a name up, and raises OSError.
    """
    try:
        probe = _Probe(url=url, key=key, spelling=Spelling.HEX, deadline_s=deadline_s, trust=trust)
    except InvalidInputError as error:
        [problem] = error.problems
        if problem.field != "key":
            return Sounding(Step.ADDRESS, problem)
        # Everything but the key can still be looked at.
        without = sound(url, None, trust=trust, resolve=resolve, deadline_s=deadline_s)
        return replace(without, failed=Step.KEY, problem=problem) if without.failed in (None, Step.KEY) else without
    with probe:
        return probe.sound(resolve)


class _Probe(IntServClient):
    """The client, with a look at what it usually keeps to itself."""

    def sound(self, resolve: Resolve) -> Sounding:
        base = self._base
        begun = Sounding(host=base.host, encrypted=base.scheme == "https")
        problem = _looked_up(base, resolve)
        if problem:
            return replace(begun, failed=Step.NAME, problem=problem)
        asked, clock = datetime.now(UTC), time.monotonic()
        answer = self._loop.run(self._call(Asked.LEVELS, bodies.LEVELS_BODY))
        took = time.monotonic() - clock
        if not isinstance(answer, Answer):
            return replace(begun, failed=_step_of(answer), problem=answer.problem)
        begun = replace(
            begun,
            service_time=_moment(answer.headers.get("date", "")),
            own_time=asked + timedelta(seconds=took / 2),
            took_ms=round(took * 1000),
        )
        return self._judged(answer, begun)

    def _judged(self, answer: Answer, begun: Sounding) -> Sounding:
        """What an answer amounts to."""
        if answer.status not in _SUCCESS:
            reply = Reply(answer.status, answer.headers, answer.body)
            error = from_status(Asked.LEVELS, reply, self._unshown(()), keyed=self._key is not None)
            step = Step.KEY if error.problem.code in _OF_KEY else Step.ANSWER
            return replace(begun, failed=step, problem=error.problem, passing=isinstance(error, Busy))
        if answer.failure:
            return replace(begun, failed=Step.ANSWER, problem=answer.failure.problem)
        try:
            return replace(begun, levels=len(wire.read_levels(answer.body)))
        except wire.UnusableAnswerError as error:
            return replace(begun, failed=Step.ANSWER, problem=_not_the_api(error.flaw))


def _looked_up(base: httpx.URL, resolve: Resolve) -> Problem | None:
    """Why the host's name leads nowhere, None when it leads somewhere."""
    ended: SimpleQueue[Exception | None] = SimpleQueue()

    def look() -> None:
        try:
            resolve(base.host, base.port or _DEFAULT_PORTS[base.scheme])
        except (OSError, UnicodeError) as error:
            ended.put(error)
        else:
            ended.put(None)

    # The system's own call, which nothing can stop: where no name server answers it takes half a minute.
    Thread(target=look, name="name-lookup", daemon=True).start()
    try:
        error = ended.get(timeout=NAME_DEADLINE_S)
    except Empty:
        return Problem(
            "name-not-answered",
            "The service cannot be reached: no name server says where {host} is.",
            "Check this computer's network.",
            {"host": base.host},
        )
    return explain(error, Asked.LEVELS, base.host, given=False).problem if error else None


def _step_of(error: ServiceError) -> Step:
    """Where a question without an answer ended."""
    if isinstance(error, NotTrusted):
        return Step.CERTIFICATE
    if isinstance(error, Unreachable):
        return Step.NAME if error.problem.code == "name-not-found" else Step.CONNECTION
    # The gateway refuses this computer's certificate.
    return Step.CERTIFICATE if isinstance(error, SignInNeeded) else Step.ANSWER


def _moment(text: str) -> datetime | None:
    """The `Date` of an answer (RFC 9110, 6.6.1), in UTC."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _not_the_api(flaw: wire.Flaw) -> Problem:
    remedy = "Check the service's address; in a guest network, sign in to the network with a browser first."
    return Problem(flaw.code, flaw.cause, remedy, flaw.facts)
