"""The exit codes of the contract."""

from enum import IntEnum

from drivers.errors import BadReaderUri, ReaderError
from enroll_app.domain.enrollment import State
from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.service_errors import ServiceError


class Exit(IntEnum):
    """What the command came to."""

    DONE = 0
    OUR_ERROR = 1
    INVALID = 2
    NO_CARD = 3
    REFUSED = 4
    CONFLICT = 5
    SAVED = 6
    INTERRUPTED = 130


# FAILED is told as refused: the key exists, and a door system would not take it.
OF_STATE = {
    State.SAVED: Exit.SAVED,
    State.SENDING: Exit.SAVED,
    State.UNKNOWN: Exit.SAVED,
    State.ACCEPTED: Exit.DONE,
    State.APPLIED: Exit.DONE,
    State.PARTLY_APPLIED: Exit.DONE,
    State.NOT_APPLIED: Exit.DONE,
    State.FAILED: Exit.REFUSED,
    State.REJECTED: Exit.REFUSED,
    State.CONFLICT: Exit.CONFLICT,
}

# The failures that a command may end with, and the code each stands for; everything else is an error of ours.
EXPECTED = (InvalidInputError, ReaderError, ServiceError, StoreError, VaultError)


def of_error(error: Exception) -> Exit:
    """The exit code that an expected failure stands for."""
    if isinstance(error, InvalidInputError | BadReaderUri):
        return Exit.INVALID
    if isinstance(error, ReaderError):
        return Exit.NO_CARD
    return Exit.REFUSED if isinstance(error, ServiceError) else Exit.OUR_ERROR
