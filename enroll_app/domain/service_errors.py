"""How a call to the access-control service can fail, split by what the caller does next.

    ServiceError
    ├── Unreachable      nothing was sent: save, try again later
    ├── OutcomeUnknown   sent, no usable answer: it may or may not have happened; only the same may be sent again
    ├── Busy             the service asks to wait `retry_after_s` seconds
    ├── SignInNeeded     the API key or certificate is not accepted: stop until somebody mends it
    ├── Refused          refused for good as it stands: correct it
    │   ├── KeyConflict  another key stands in the way
    │   └── KeyMissing   there is no such key
    ├── Misconfigured    the address does not speak this API: stop and correct the setting
    └── NotTrusted       the other side could not prove who it is: nothing was sent, stop

What the service itself said stands in `problem.facts["said"]`, made safe to show; never a body with secrets.
"""

from enroll_app.domain.problems import Problem

KEY_UNKNOWN = "key-unknown"
"""The code of the problem of a `KeyMissing`: the service has no such key."""


class ServiceError(Exception):
    """A failed call; `problem` says it in words for a person."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class Unreachable(ServiceError):
    """Nothing was sent."""


class OutcomeUnknown(ServiceError):
    """Something was sent and no usable answer came: it may or may not have been done.

    retry_after_s: for how long the other side asked to wait. own_failure: it said that it failed at just this request
    (HTTP 500), which may fail for ever.
    """

    def __init__(self, problem: Problem, *, retry_after_s: float | None = None, own_failure: bool = False) -> None:
        super().__init__(problem)
        self.retry_after_s = retry_after_s
        self.own_failure = own_failure


class Busy(ServiceError):
    """The service asks to wait. retry_after_s: seconds, None where it did not say."""

    def __init__(self, problem: Problem, retry_after_s: float | None) -> None:
        super().__init__(problem)
        self.retry_after_s = retry_after_s


class SignInNeeded(ServiceError):
    """The API key is missing, wrong or revoked."""


class Refused(ServiceError):
    """The service refused the request for good."""


class KeyConflict(Refused):
    """The service refused because of another key that it has (HTTP 409): a person has to look."""


class KeyMissing(Refused):
    """The service has no such key (HTTP 404 to a question about one key, or to its removal)."""


class Misconfigured(ServiceError):
    """What answered is not the service's API."""


class NotTrusted(ServiceError):
    """TLS failed: the other side could not prove who it is."""
