"""What this station knows of a key that the service has: the memory that is asked before anything is sent."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enroll_app.domain.enrollment import AT_ONCE_AND_FOREVER, NOBODY_NAMED
from enroll_app.domain.identification import Identification
from enroll_app.domain.person import Person
from enroll_app.domain.validity import Validity


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as the service last described it to this station. It may have been changed elsewhere since.

    owner: whose it is, as the service last said. named: how this station named that person when it enrolled the card;
    NOBODY_NAMED where it enrolled it for nobody, or never did. levels: None where no answer told them.
    since, changed_at: when this station first and last heard of it, in UTC.
    """

    key_id: UUID
    identification: Identification | None
    owner: Person = NOBODY_NAMED
    named: Person = NOBODY_NAMED
    validity: Validity = AT_ONCE_AND_FOREVER
    levels: tuple[UUID, ...] | None = None
    since: datetime | None = None
    changed_at: datetime | None = None
