"""What the outbox says of operations that are not sent, and why."""

from enroll_app.domain import fact_words
from enroll_app.domain.problems import InvalidInputError, Problem

PIN_NEEDED = "pin-needed"
STEP_STOPPED = "step-before-stopped"
SET_ASIDE = "set-aside"
SEND_ANEW = "send-anew"

BEING_SENT = Problem(
    "being-sent",
    "It is being sent at this moment.",
    "Wait for the answer.",
)
BEHIND_ANOTHER = Problem(
    "behind-another",
    "Something else about the same card is still under way.",
    "It goes on by itself as soon as that is answered; or settle or drop the earlier one.",
)
IN_QUARANTINE = Problem(
    "in-quarantine",
    "No answer came to an earlier request about the same card, and it may still take effect.",
    "It goes on by itself after a minute.",
)
STEP_BEFORE = Problem(
    "step-before-unanswered",
    "The step before it has not been accepted yet.",
    "It goes on by itself as soon as that is accepted.",
)
STOPPED = Problem(
    STEP_STOPPED,
    "The step before it was not accepted.",
    "Settle that step, or drop both and begin again.",
)
ANSWERED_ALREADY = Problem(
    "answered-already",
    "It has its answer already.",
    "Begin anew to have it done once more.",
)
OVERTAKEN = Problem(
    "overtaken",
    "Something newer about the same card was delivered since, so this was not sent any more.",
    "Look whether the card is as it is meant to be; if not, enroll it again.",
)
INTERRUPTED = Problem(
    "interrupted",
    "Enroll ended while this was being sent, so that no answer was seen.",
    "The same is asked again by itself; do not hand out the card yet.",
)
JUST_CHANGED = Problem(
    "just-changed",
    "Its PIN or code was given anew at this moment.",
    "It goes on by itself.",
)
ELSEWHERE = Problem(
    "secret-elsewhere",
    "Another window or command has its PIN or code, which is not kept because this computer has no vault.",
    "Go on there, or close it and give the digits again.",
)
MADE_GOOD = Problem(
    "overtaken",
    "The same card was enrolled again since, so this was not sent any more.",
    "Nothing is to be done.",
)
FROM_EARLIER = Problem(
    SEND_ANEW,
    "An earlier version of Enroll saved this and got no answer; it kept neither the request nor a PIN.",
    "Drop it, and enroll the card again by the same command.",
)


def digits_needed(field: str, why: str = "") -> Problem:
    """An operation lacks its secret. field: "pin" or "code". why: what the vault said, where there is one."""
    what = fact_words.PIN if field == "pin" else fact_words.CODE
    if why:
        return Problem(
            PIN_NEEDED,
            "The digits of the {what} cannot be had: {why}",
            "Give them again.",
            {"what": what, "why": why},
            field,
        )
    return Problem(
        PIN_NEEDED,
        "The digits of the {what} are missing: they are not kept where this computer has no vault.",
        "Give them again.",
        {"what": what},
        field,
    )


def full(limit: int) -> Problem:
    """As many operations wait as are borne."""
    return Problem(
        "outbox-full",
        "{limit} operations wait in the outbox, which is as many as it takes.",
        "Let it be delivered first, or drop what is not needed; nothing was saved and nothing was sent.",
        {"limit": limit},
    )


def not_there(number: int) -> InvalidInputError:
    """No operation of this number."""
    return InvalidInputError(
        Problem(
            "no-such-operation",
            "There is no operation {number} in the outbox.",
            "List what there is with: enroll-app outbox list.",
            {"number": number},
            "outbox_id",
        )
    )


def not_held(number: int) -> InvalidInputError:
    """An operation that does not wait for a person."""
    return InvalidInputError(
        Problem(
            "nothing-to-release",
            "Operation {number} does not wait for anybody.",
            "Look how it stands with: enroll-app outbox list.",
            {"number": number},
            "outbox_id",
        )
    )


def not_to_drop(number: int, problem: Problem) -> InvalidInputError:
    """An operation that cannot be dropped. problem: why."""
    return InvalidInputError(
        Problem(
            "not-to-be-dropped",
            "Operation {number} cannot be dropped: {why}",
            "Look how it stands with: enroll-app outbox list.",
            {"number": number, "why": str(problem)},
            "outbox_id",
        )
    )


def not_yours(number: int) -> Problem:
    """An outcome for an operation that another process sends, or nobody."""
    return Problem(
        "not-being-sent",
        "Operation {number} is not being sent by this program, so that no outcome of it can be written down.",
        "Look how it stands with: enroll-app outbox list.",
        {"number": number},
    )


def settled_already(number: int) -> Problem:
    """Another decision about it was first."""
    return Problem(
        "settled-already",
        "Operation {number} was settled already, or goes on by itself; nothing was sent for this decision.",
        "Look how it stands with: enroll-app outbox list.",
        {"number": number},
    )
