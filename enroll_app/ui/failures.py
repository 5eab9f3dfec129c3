"""What a call behind the window failed with, in words for the screen."""

import logging

from PySide6.QtCore import QCoreApplication

from enroll_app.domain.ports import StoreError, VaultError
from enroll_app.domain.problems import InvalidInputError, Problem
from enroll_app.domain.service_errors import ServiceError
from enroll_app.ui.words import told, told_all

_LOG = logging.getLogger(__name__)
# These are told in their own words; the rest is an error of ours.
EXPECTED = (ServiceError, StoreError, VaultError, InvalidInputError)


def words_of(error: BaseException, *, log: bool = True) -> str:
    """The cause and the remedy; an error of ours is written down in the log, unless that was done already."""
    if isinstance(error, InvalidInputError):
        return told_all(error)
    if isinstance(error, ServiceError | StoreError | VaultError):
        return told(error.problem)
    if log:
        _LOG.error("a call behind the window failed", exc_info=error)
    words = QCoreApplication.translate(
        "session", "Something went wrong in this program ({name}); the log has the details."
    )
    return words.format(name=type(error).__name__)


def problem_of(error: BaseException) -> Problem:
    """The same as a value, for what is shown beside an outcome."""
    if isinstance(error, InvalidInputError):
        return error.problems[0]
    if isinstance(error, ServiceError | StoreError | VaultError):
        return error.problem
    return Problem("error-of-ours", "{words}", facts={"words": words_of(error)})
