"""Days and moments by the desk's clock, also on the nights that change it."""

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from enroll_app.domain.problems import InvalidInputError
from enroll_app.domain.validity import (
    Validity,
    comes_twice,
    first_moment,
    last_moment,
    parse_end,
    parse_start,
    spelled_out,
    wire_date,
)
from tests.domain.faults import codes_of, faults_of

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
CAIRO = ZoneInfo("Africa/Cairo")
APIA = ZoneInfo("Pacific/Apia")
NEWFOUNDLAND = ZoneInfo("America/St_Johns")
ZONES = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Monrovia",
    "America/Asuncion",
    "America/Havana",
    "America/Nuuk",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Europe/Stockholm",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "UTC",
]
SECOND = timedelta(seconds=1)


def start(text: str, zone: ZoneInfo = STOCKHOLM) -> str:
    return wire_date(parse_start(text, zone))


def end(text: str, zone: ZoneInfo = STOCKHOLM) -> str:
    return wire_date(parse_end(text, zone))


def nights_of_change(zone: ZoneInfo) -> list[date]:
    """The days around every change of the clock from 1970 to 2037."""
    days, moment = set(), datetime(1970, 1, 3, tzinfo=UTC)
    while moment.year < 2037:
        later = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != later.astimezone(zone).utcoffset():
            days |= {moment.astimezone(zone).date() + timedelta(days=count) for count in (-1, 0, 1, 2)}
        moment = later
    return sorted(days)


def assert_bounds(day: date, zone: ZoneInfo) -> None:
    """The first moment is the first instant that shows the day or a later one; the last moment is the last second."""
    first, last = first_moment(day, zone), last_moment(day, zone)
    assert (first - SECOND).astimezone(zone).date() < day <= first.astimezone(zone).date()
    assert last.astimezone(zone).date() <= day < (last + SECOND).astimezone(zone).date()
    assert first.tzinfo is UTC
    assert last.tzinfo is UTC


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)), st.sampled_from(ZONES))
@example(date(2011, 12, 30), "Pacific/Apia")
@example(date(1994, 12, 31), "Pacific/Kiritimati")
@example(date(2018, 11, 4), "America/Sao_Paulo")
@example(date(2006, 10, 28), "America/St_Johns")
@example(date(1972, 1, 7), "Africa/Monrovia")
def test_a_day_runs_from_its_first_instant_to_its_last_second(day: date, name: str) -> None:
    assert_bounds(day, ZoneInfo(name))


@pytest.mark.parametrize("name", ZONES)
def test_a_day_keeps_its_bounds_around_every_change_of_the_clock(name: str) -> None:
    zone = ZoneInfo(name)
    for day in nights_of_change(zone):
        assert_bounds(day, zone)


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)), st.sampled_from(["Europe/Stockholm", "Asia/Tehran", "UTC"]))
def test_the_next_day_begins_when_this_one_has_ended(day: date, name: str) -> None:
    zone = ZoneInfo(name)
    assert last_moment(day, zone) + SECOND == first_moment(day + timedelta(days=1), zone)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-06-15", "2026-06-14T22:00:00Z", "2026-06-15T21:59:59Z"),
        ("2026-12-31", "2026-12-30T23:00:00Z", "2026-12-31T22:59:59Z"),
        ("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"),
        ("2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"),
        ("2024-02-29", "2024-02-28T23:00:00Z", "2024-02-29T22:59:59Z"),
        (" 2026-06-15\n", "2026-06-14T22:00:00Z", "2026-06-15T21:59:59Z"),
        ("9998-12-31", "9998-12-30T23:00:00Z", "9998-12-31T22:59:59Z"),
        ("1970-01-01", "1969-12-31T23:00:00Z", "1970-01-01T22:59:59Z"),
    ],
)
def test_a_day_in_stockholm_is_meant_from_midnight_to_its_last_second(text: str, first: str, last: str) -> None:
    assert (start(text), end(text)) == (first, last)


@pytest.mark.parametrize(("text", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-10-26", 24)])
def test_the_days_that_change_the_clock_have_23_and_25_hours(text: str, hours: int) -> None:
    length = parse_end(text, STOCKHOLM) + SECOND - parse_start(text, STOCKHOLM)
    assert length == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "text", "first", "eve"),
    [
        (SAO_PAULO, "2018-11-04", "2018-11-04T03:00:00Z", "2018-11-03"),
        (CAIRO, "2026-04-24", "2026-04-23T22:00:00Z", "2026-04-23"),
    ],
)
def test_a_day_without_a_midnight_begins_at_one(zone: ZoneInfo, text: str, first: str, eve: str) -> None:
    assert start(text, zone) == first
    assert parse_start(text, zone).astimezone(zone).hour == 1
    assert parse_end(eve, zone) == parse_start(text, zone) - SECOND


def test_an_evening_that_comes_twice_is_over_the_second_time() -> None:
    """Newfoundland put its clocks back at 00:01, to 23:01 of the day before."""
    assert end("2006-10-28", NEWFOUNDLAND) == "2006-10-29T03:29:59Z"
    assert start("2006-10-29", NEWFOUNDLAND) == "2006-10-29T02:30:00Z"


def test_a_day_that_its_country_skipped_holds_no_key_open() -> None:
    """Samoa had no 30 December 2011."""
    assert start("2011-12-30", APIA) == start("2011-12-31", APIA)
    assert codes_of(lambda: Validity(parse_start("2011-12-30", APIA), parse_end("2011-12-30", APIA))) == [
        "expiry-before-start"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-06-15 18:00", "2026-06-15T16:00:00Z"),
        ("2026-06-15T18:00:30", "2026-06-15T16:00:30Z"),
        ("2026-12-15 18:00", "2026-12-15T17:00:00Z"),
        ("2026-06-15T18:00Z", "2026-06-15T18:00:00Z"),
        ("2026-06-15 18:00-03:30", "2026-06-15T21:30:00Z"),
        ("2026-06-15 18:00:00+0545", "2026-06-15T12:15:00Z"),
        ("2026-03-29 01:59:59", "2026-03-29T00:59:59Z"),
        ("2026-03-29 03:00", "2026-03-29T01:00:00Z"),
        ("2026-03-29 02:30+01:00", "2026-03-29T01:30:00Z"),
    ],
)
def test_a_moment_is_by_the_desks_clock_unless_it_carries_its_own_offset(text: str, expected: str) -> None:
    assert start(text) == end(text) == expected


def test_of_an_hour_that_comes_twice_a_key_has_all() -> None:
    assert start("2026-10-25 02:30") == "2026-10-25T00:30:00Z"
    assert end("2026-10-25 02:30") == "2026-10-25T01:30:00Z"


def test_half_an_hour_that_comes_twice_is_counted_as_half_an_hour() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")
    text = "2026-04-05 01:45"
    assert parse_end(text, lord_howe) - parse_start(text, lord_howe) == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("zone", "text", "before", "after"),
    [
        (STOCKHOLM, "2026-03-29 02:00", "02:00", "03:00"),
        (STOCKHOLM, "2026-03-29T02:30:15", "02:00", "03:00"),
        (STOCKHOLM, "2026-03-29 02:59:59", "02:00", "03:00"),
        (SAO_PAULO, "2018-11-04 00:30", "00:00", "01:00"),
        (ZoneInfo("Australia/Lord_Howe"), "2026-10-04 02:15", "02:00", "02:30"),
        (ZoneInfo("Asia/Kathmandu"), "1986-01-01 00:10", "00:00", "00:15"),
    ],
)
@pytest.mark.parametrize(("parse", "field"), [(parse_start, "valid_from"), (parse_end, "valid_to")])
def test_a_time_that_the_clock_skips_is_refused_with_the_clocks_jump(
    parse: object, field: str, zone: ZoneInfo, text: str, before: str, after: str
) -> None:
    read = parse_start if parse is parse_start else parse_end
    [problem] = faults_of(lambda: read(text, zone))
    assert (problem.code, problem.field) == ("time-skipped", field)
    assert f"{text} does not exist: that night the clocks go from {before} to {after}." in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "26-12-31",
        "31.12.2026",
        "12/31/2026",
        "20261231",
        "2026-W01-1",
        "2026-1-1",
        "2026-12-31 24:00",
        "2026-12-31 18:60",
        "2026-12-31 18",
        "2026-12-31 18:00:00.5",
        "2026-12-31 18:00+25:00",
        "2026-12-31 18:00 +01:00",
        "2026-12-31  18:00",
        "2026-12-31z",
        "1969-12-31",
        "9999-01-01",
        "9999-12-31",
        "9999-12-31 23:59",
        "0001-01-01",
        "0000-01-01",
        "２０２６-12-31",
        "٢٠٢٦-12-31",
        "2026-12-3¹",
        "2026-12-31 18:0０",
        "2026–12–31",
        "2026-12-31\x00",
        "{x}",
    ],
)
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    [problem] = faults_of(lambda: parse_start(text, STOCKHOLM))
    assert (problem.code, problem.field) == ("date-unreadable", "valid_from")
    assert "2026-12-31 18:00" in problem.remedy
    [problem] = faults_of(lambda: parse_end(text, STOCKHOLM))
    assert problem.field == "valid_to"


@given(st.text(alphabet="0123456789-:TZ+ ", max_size=30) | st.text(max_size=30), st.sampled_from(ZONES))
def test_any_text_is_a_moment_or_refused_in_words(text: str, name: str) -> None:
    zone = ZoneInfo(name)
    codes = []
    for read in (parse_start, parse_end):
        try:
            assert read(text, zone).utcoffset() == timedelta(0)
        except InvalidInputError as error:
            codes += [problem.code for problem in error.problems]
    assert set(codes) <= {"date-unreadable", "time-skipped"}


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_typed_moment_is_the_one_that_the_wall_shows(naive: datetime, name: str) -> None:
    zone, text = ZoneInfo(name), naive.strftime("%Y-%m-%d %H:%M:%S")
    try:
        first, last = parse_start(text, zone), parse_end(text, zone)
    except InvalidInputError:
        assert codes_of(lambda: parse_start(text, zone)) == ["time-skipped"]
        shown = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
        assert shown.replace(tzinfo=None) != naive.replace(microsecond=0)
        return
    for moment in (first, last):
        assert moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") == text
    assert first <= last


def test_an_expiry_before_the_start_is_refused_at_the_end() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    for last in (moment, moment - SECOND, (moment - SECOND).astimezone(timezone(timedelta(hours=5)))):
        [problem] = faults_of(lambda last=last: Validity(moment, last))  # type: ignore[misc]
        assert (problem.code, problem.field) == ("expiry-before-start", "valid_to")
    assert Validity(moment, moment + SECOND).end == moment + SECOND


def test_a_key_may_have_no_start_and_no_end() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert Validity() == Validity(None, None)
    assert Validity(start=moment).end is None
    assert Validity(end=moment).start is None


def test_the_service_is_written_to_in_utc() -> None:
    assert wire_date(datetime(2020, 9, 1, 2, tzinfo=STOCKHOLM)) == "2020-09-01T00:00:00Z"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("+0", "2026-11-22"),
        (" +14 ", "2026-12-06"),
        ("+ 463", "2028-02-28"),
        ("+464", "2028-02-29"),
        ("+9999", "2054-04-08"),
        ("+", "+"),
        ("+10000", "+10000"),
        ("+1d", "+1d"),
        ("-1", "-1"),
        ("2026-12-31", "2026-12-31"),
        ("", ""),
        ("+١", "+١"),
    ],
)
def test_days_ahead_are_spelled_out_and_anything_else_stays(text: str, day: str) -> None:
    assert spelled_out(text, date(2026, 11, 22)) == day


@pytest.mark.parametrize(
    ("text", "twice"),
    [
        ("2026-10-25 02:00", True),
        ("2026-10-25T02:59:59", True),
        ("2026-10-25 03:00", False),
        ("2026-10-25 01:59:59", False),
        ("2026-10-25 02:30+01:00", False),
        ("2026-03-29 02:30", False),
        ("2026-10-25", False),
        ("2026-10-25 24:30", False),
        ("never", False),
        ("", False),
    ],
)
def test_a_time_comes_twice_where_the_clocks_are_put_back(text: str, twice: bool) -> None:
    assert comes_twice(text, STOCKHOLM) is twice


@given(st.datetimes(datetime(1971, 1, 1), datetime(2100, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_time_comes_twice_where_its_first_and_its_second_are_not_the_same(naive: datetime, name: str) -> None:
    zone, text = ZoneInfo(name), naive.strftime("%Y-%m-%d %H:%M:%S")
    try:
        apart = parse_start(text, zone) != parse_end(text, zone)
    except InvalidInputError:
        apart = False
    assert comes_twice(text, zone) is apart
