"""Telling what came of an operation: the same to every command that sends something."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from enroll_app.cli.context import Context
from enroll_app.cli.decisions import called, decisions, missing_secret
from enroll_app.cli.doors import system_values, system_words
from enroll_app.cli.exit_codes import OF_STATE, Exit
from enroll_app.cli.wording import KEY_UNKNOWN, fitted
from enroll_app.domain.enrollment import Code, Credential, KeyStatus, State
from enroll_app.domain.identification import Identification
from enroll_app.domain.operations import ANSWERED, Change, Operation, Outcome, Removal, SecretState, credential_of
from enroll_app.domain.person import Person
from enroll_app.domain.pin import Pin
from enroll_app.domain.ports import StoreError
from enroll_app.domain.problems import Problem


def tell(
    context: Context,
    outcome: Outcome,
    status: KeyStatus | None = None,
    *,
    shown_pin: Pin | None = None,
    heard: set[str] | None = None,
) -> Exit:
    """Say what came of one operation, and what is to be done next; return its exit code.

    status: what the doors made of it, where they were asked. shown_pin: a PIN that was drawn, to be told this once.
    heard: of many outcomes that are told one after the other, the sentences that were told already; each is told once.
    """
    if outcome.problem:
        outcome = replace(outcome, problem=fitted(outcome.problem, outcome.intent))
    values = _values(context, outcome, status)
    if outcome.problem and outcome.state in ANSWERED:
        # It was done, so that nothing failed; what is to be looked at is told beside it.
        context.output.problems([outcome.problem])
    elif outcome.problem:
        values["error"] = str(outcome.problem)
    if context.output.warnings:
        values["warnings"] = context.output.take_warnings()
    if shown_pin:
        values["pin"] = shown_pin.digits
    words = _words(values, _whose(outcome), outcome.problem)
    context.output.result(values, words if heard is None else f"{outcome.outbox_id:4}  {words}")
    if "error" in values and (heard is None or values["error"] not in heard):
        context.output.note(str(values["error"]))
    if heard is not None and "error" in values:
        heard.add(str(values["error"]))
    _say_what_next(context, outcome, sending=heard is not None)
    return OF_STATE[status.state if status else outcome.state]


def worst(codes: Sequence[Exit]) -> Exit:
    """What several operations come to: a conflict before a refusal, before something that waits."""
    return next((code for code in (Exit.CONFLICT, Exit.REFUSED, Exit.SAVED) if code in codes), Exit.DONE)


def person_values(person: Person) -> dict[str, str | None]:
    """A person as every command describes one."""
    return {
        "id": str(person.person_id) if person.person_id else None,
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
    }


def spelled(context: Context, credential: Credential | None, answered: str = "") -> str | None:
    """A card as the service wants it spelled; a code by its digits, where they are known."""
    if isinstance(credential, Identification):
        return credential.spelled(context.desk().spelling)
    return (credential and credential.digits) or answered or None


def key_of(outcome: Outcome | Operation) -> str | None:
    """The id of the key that an operation is about, where it is known."""
    if outcome.record:
        return str(outcome.record.key_id)
    intent = outcome.intent
    return str(intent.key_id) if isinstance(intent, Change | Removal) and intent.key_id else None


def _values(context: Context, outcome: Outcome, status: KeyStatus | None) -> dict[str, object]:
    record, credential = outcome.record, credential_of(outcome.intent)
    values: dict[str, object] = {
        "state": (status.state if status else outcome.state).value,
        "key_id": key_of(outcome),
        "identification": spelled(context, credential, record.identification if record else ""),
        "person": person_values(_whose(outcome)),
        "outbox_id": outcome.outbox_id or None,
    }
    if isinstance(outcome.intent, Removal):
        values["removed"] = outcome.state in ANSWERED
    if outcome.owner:
        values |= {"owner": person_values(outcome.owner), "overwritten": outcome.overwritten}
    made = (record.credential if record else None) or credential
    if isinstance(made, Code) and made.digits:
        values["code"] = made.digits
    if status:
        values["systems"] = [system_values(one) for one in status.systems]
    return values


def _whose(outcome: Outcome) -> Person:
    record = outcome.record
    return record.person if record and record.person and outcome.state is not State.CONFLICT else outcome.intent.person


def _words(values: dict[str, object], person: Person, problem: Problem | None) -> str:
    state = "removed" if values.get("removed") else values["state"]
    if "removed" in values and problem and problem.code == KEY_UNKNOWN:
        state = "not there"
    lines = [f"{state}: {called(person)}"]
    if values["identification"]:
        lines[0] += f", {values['identification']}"
    if values["key_id"]:
        lines.append(f"  key {values['key_id']}")
    if "code" in values:
        lines.append(f"  code {values['code']}")
    if "pin" in values:
        lines.append(f"  PIN {values['pin']} (shown this once)")
    systems = values.get("systems")
    if isinstance(systems, list):
        lines.extend(f"  {system_words(one)}" for one in systems)
    return "\n".join(lines)


def _say_what_next(context: Context, outcome: Outcome, *, sending: bool) -> None:
    number = outcome.outbox_id
    if not number:
        # It was told before anything was written down.
        return
    if outcome.state is State.CONFLICT:
        answered = outcome.record is not None
        ways = decisions(context, number, outcome.intent, answered=answered, overwritten=outcome.overwritten)
        context.output.note(f"It waits as number {number} for a decision: {ways}.")
    elif OF_STATE[outcome.state] is Exit.SAVED:
        _say_how_it_is_sent(context, number, sending=sending)


def _say_how_it_is_sent(context: Context, number: int, *, sending: bool) -> None:
    with suppress(StoreError):
        operation = context.records().outbox.operation(number)
        if operation and operation.secret is SecretState.MISSING:
            what, option = missing_secret(operation)
            context.output.note(
                f"It is kept as number {number}, without its {what}, which this computer has no safe place for. "
                f"Give it again with: enroll-app outbox send {number} {option} -"
            )
            return
    if not sending:
        context.output.note(f"It is kept as number {number}: enroll-app outbox send goes on with it.")
