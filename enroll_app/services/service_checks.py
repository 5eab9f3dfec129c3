"""The checks of the way to the service, of its answer, and of the clock beside its own."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from enroll_app.domain.checkup import Area, Check, CheckState, Fact, Sounding, Step, wrong

# A clock that differs by more than the first is told, by more than the second is wrong: choices of ours. In seconds.
_CLOCK_ODD_S, _CLOCK_WRONG_S = 30, 300
# No computer with this version of the program can be at an earlier date.
_EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)

_WELL = {
    Step.ADDRESS: "The service's address can be used.",
    Step.NAME: "The name {host} is known.",
    Step.CONNECTION: "The computer {host} takes connections.",
    Step.CERTIFICATE: "The computer {host} proves who it is.",
    Step.ANSWER: "The service answers.",
    Step.KEY: "The service accepts the API key.",
}


def service_checks(
    sounding: Sounding | None, now: datetime, *, key_set: bool, key_needed: bool = True
) -> Iterator[Check]:
    """Each step on the way to the service's answer, and the clock. sounding: None where nobody could be asked.

    key_needed: whether this desk sends the API key; behind a gateway that has it, it does not.
    """
    if sounding is None:
        cause = "The service was not asked, for the settings that name its address cannot be read."
        yield from (Check(step.value, Area.SERVICE, CheckState.SKIPPED, cause) for step in Step)
        yield _own_clock(now)
        return
    yield from _steps(sounding, key_set=key_set, key_needed=key_needed)
    if sounding.service_time and sounding.own_time:
        yield _compared_clock(sounding.own_time, sounding.service_time)
    else:
        yield _own_clock(now)


def _steps(sounding: Sounding, *, key_set: bool, key_needed: bool) -> Iterator[Check]:
    """A check for each step on the way to the service's answer."""
    facts: dict[str, Fact] = {"host": sounding.host}
    failed = False
    for step in Step:
        here: dict[str, Fact] = dict(facts)
        if step is Step.ANSWER:
            here |= {"took_ms": sounding.took_ms, "levels": sounding.levels}
        if step is Step.KEY:
            here = {"key": ("set" if key_set else "not set") if key_needed else "at the gateway"}
        if step is Step.KEY and key_needed and not key_set:
            cause = "No API key is set, so that the service cannot be used."
            remedy = "Give it with enroll-app key set, or put it into the environment variable ENROLL_APP_API_KEY."
            yield Check(step.value, Area.SERVICE, CheckState.WRONG, cause, remedy, here)
        elif failed:
            cause = "Not looked at, for a step before it failed."
            yield Check(step.value, Area.SERVICE, CheckState.SKIPPED, cause, facts=here)
        elif step is sounding.failed and sounding.problem:
            failed = True
            check = wrong(step.value, Area.SERVICE, sounding.problem, **here)
            yield replace(check, state=CheckState.ATTENTION) if sounding.passing else check
        elif step is Step.CERTIFICATE and not sounding.encrypted:
            cause = "There is none to look at: the service is on this very computer, and is asked without encryption."
            yield Check(step.value, Area.SERVICE, CheckState.SKIPPED, cause, facts=here)
        else:
            yield Check(step.value, Area.SERVICE, CheckState.OK, _WELL[step].format(host=sounding.host), facts=here)


def _own_clock(now: datetime) -> Check:
    """What can be said of the clock without another one."""
    facts: dict[str, Fact] = {"now": now.isoformat(timespec="seconds")}
    if now < _EARLIEST:
        cause = f"This computer's clock says {now:%Y-%m-%d}, which is before this program was made."
        return Check("clock", Area.SETTINGS, CheckState.WRONG, cause, "Set date and time.", facts)
    cause = "The clock was not compared, for the service told no time."
    return Check("clock", Area.SETTINGS, CheckState.SKIPPED, cause, facts=facts)


def _compared_clock(own: datetime, service: datetime) -> Check:
    # The service's time is in whole seconds, cut off: half a second more is what it means on average.
    ahead_s = round((own - service - timedelta(seconds=0.5)).total_seconds())
    facts: dict[str, Fact] = {"ahead_s": ahead_s}
    if abs(ahead_s) <= _CLOCK_ODD_S:
        return Check("clock", Area.SETTINGS, CheckState.OK, "The clock agrees with the service's.", facts=facts)
    state = CheckState.WRONG if abs(ahead_s) > _CLOCK_WRONG_S else CheckState.ATTENTION
    how = "ahead of" if ahead_s > 0 else "behind"
    cause = (
        f"This computer's clock is {_in_words(abs(ahead_s))} {how} the service's, so that keys would begin and end at "
        "the wrong time."
    )
    remedy = "Let the system set date and time by itself, from the network."
    return Check("clock", Area.SETTINGS, state, cause, remedy, facts)


def _in_words(seconds: int) -> str:
    """A span in the largest unit of which there are at least two."""
    for size, name in ((86_400, "days"), (3600, "hours"), (60, "minutes")):
        count = round(seconds / size)
        if count > 1:
            return f"{count} {name}"
    return f"{seconds} seconds"
