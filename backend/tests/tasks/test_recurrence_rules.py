"""Rules: what is accepted, how it is written, what it is called, and what is refused and why."""

import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errand.tasks.due import DueDay, DueTime
from errand.tasks.recurrence import (
    RecurrenceRefused,
    occurrences,
    parse_rule,
    pinned_to,
    words,
)
from task_world import at, on

T = TypeVar("T")


@pytest.mark.parametrize(
    ("text", "rrule", "said"),
    [
        ("FREQ=DAILY", "FREQ=DAILY", "every day"),
        ("FREQ=DAILY;INTERVAL=3", "FREQ=DAILY;INTERVAL=3", "every 3 days"),
        ("rrule:freq=weekly;byday=mo", "FREQ=WEEKLY;BYDAY=MO", "every Monday"),
        ("FREQ=WEEKLY;BYDAY=TH,MO", "FREQ=WEEKLY;BYDAY=MO,TH", "every Monday and Thursday"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", None, "every weekday"),
        ("BYDAY=MO;FREQ=WEEKLY;INTERVAL=1", "FREQ=WEEKLY;BYDAY=MO", "every Monday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", None, "every 2 weeks on Monday"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU", None, "every 2 weeks, weeks beginning on Sunday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", None, "on the 15th of every month"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", None, "on the last day of every month"),
        ("FREQ=MONTHLY;BYDAY=3FR", None, "on the third Friday of every month"),
        ("FREQ=MONTHLY;BYDAY=-1FR", None, "on the last Friday of every month"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
            None,
            "on the first weekday of every month",
        ),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1", None, "every 3 months on the 1st"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", None, "every year on 24 November"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", None, "every year on the fourth Thursday of November"),
        ("FREQ=DAILY;COUNT=5", None, "every day, 5 times"),
        ("FREQ=DAILY;UNTIL=20261231", None, "every day, until 31 December 2026"),
        ("FREQ=DAILY;UNTIL=20261231T225959Z", "FREQ=DAILY;UNTIL=20261231", None),
        ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0", None, "every day at 09:00 and 17:00"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", None, None),
    ],
)
def test_a_rule_is_kept_in_one_spelling_and_said_in_words(
    text: str, rrule: str | None, said: str | None
) -> None:
    kept = parse_rule(text)

    assert kept.rrule == (rrule or text)
    assert parse_rule(kept.rrule) == kept
    if said is not None:
        assert words(kept) == said


@pytest.mark.parametrize(
    ("text", "rrule", "said"),
    [
        (
            "FREQ=MONTHLY;BYMONTHDAY=31",
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
            "on the 31st of every month, or its last day where it is shorter",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=30",
            "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
            "on the 30th of every month, or its last day where it is shorter",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,31",
            "FREQ=MONTHLY;BYMONTHDAY=15,-1",
            "on the 15th and last day of every month",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15,30",
            "FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1",
            "on the 15th and 30th of every month, or the last day where the month is shorter",
        ),
        (
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
            "every year on 29 February, or the 28th where there is none",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=29,30",
            "FREQ=MONTHLY;BYMONTHDAY=29,30",
            "on the 29th and 30th of every month, leaving out months without it",
        ),
        (
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31",
            "every year on 31 December",
        ),
    ],
)
def test_days_that_not_every_month_has_become_its_last_day_and_the_words_say_so(
    text: str, rrule: str, said: str
) -> None:
    kept = parse_rule(text)

    assert (kept.rrule, words(kept)) == (rrule, said)


def test_every_month_from_the_31st_comes_back_to_the_31st_after_february() -> None:
    kept = pinned_to(parse_rule("FREQ=MONTHLY"), on("2026-12-31"))

    days = [each.date.isoformat() for each in as_days(kept.rrule, on("2026-12-31"), 4)]

    assert days == ["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]


def test_29_february_every_year_is_the_28th_in_common_years() -> None:
    kept = pinned_to(parse_rule("FREQ=YEARLY"), on("2028-02-29"))

    days = [each.date.isoformat() for each in as_days(kept.rrule, on("2028-02-29"), 3)]

    assert days == ["2028-02-29", "2029-02-28", "2030-02-28"]


def as_days(rrule: str, due: DueDay, limit: int) -> list[DueDay]:
    found = occurrences(parse_rule(rrule), due, limit=limit)
    return [each for each in found if isinstance(each, DueDay)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it must be an RRULE"),
        ("every Monday", "it must be an RRULE"),
        ("BYDAY=MO", "it must say FREQ"),
        ("FREQ=SECONDLY", "FREQ must be DAILY"),
        ("FREQ=MINUTELY;INTERVAL=30", "FREQ must be DAILY"),
        ("FREQ=HOURLY", "FREQ must be DAILY"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL must be a number from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=1000", "INTERVAL must be a number from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 400, "INTERVAL must be a number from 1 to 999"),
        ("FREQ=DAILY;COUNT=1001", "COUNT must be a number from 1 to 1000"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20261231", "COUNT and UNTIL cannot both"),
        ("FREQ=DAILY;UNTIL=20260231", "UNTIL must be a day that exists"),
        ("FREQ=DAILY;FREQ=WEEKLY", "FREQ is said twice"),
        ("FREQ=DAILY;BYEASTER=0", "BYEASTER is not a part"),
        ("FREQ=DAILY;BYHOUR=24", "BYHOUR must be numbers from 0 to 23"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY must be numbers from 1 to 31"),
        ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY must be weekdays"),
        ("FREQ=MONTHLY;BYDAY=6MO", "at most five of a weekday"),
        ("FREQ=MONTHLY;BYDAY=1MO,TU", "nor with plain weekdays"),
        ("FREQ=WEEKLY;BYDAY=1MO", "needs FREQ=MONTHLY or FREQ=YEARLY"),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "does not go with FREQ=WEEKLY"),
        ("FREQ=MONTHLY;BYWEEKNO=1", "BYWEEKNO needs FREQ=YEARLY"),
        ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS needs"),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=8", "BYSETPOS cannot go beyond 7"),
        ("FREQ=DAILY;BYHOUR=" + ",".join(["1"] * 32), "at most 31 values"),
        ("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=" + ",".join(map(str, range(13))), "24 times a day"),
        ("FREQ=DAILY;" + "X" * 600, "at most 500 characters"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "there is no day 30 in February"),
        ("FREQ=MONTHLY;BYMONTH=4,6;BYMONTHDAY=31", "there is no day 31 in April and June"),
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-31", "it would never happen"),
        ("FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2", "it would never happen"),
    ],
)
def test_a_rule_that_we_do_not_keep_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(RecurrenceRefused, match="recurrence: ") as refused:
        parse_rule(text)

    assert why in refused.value.message


def test_a_rule_with_times_of_day_needs_a_task_with_a_time() -> None:
    with pytest.raises(RecurrenceRefused, match="must be due at a time"):
        pinned_to(parse_rule("FREQ=DAILY;BYHOUR=9"), on("2026-11-24"))

    kept = pinned_to(parse_rule("FREQ=DAILY;BYHOUR=9"), at("2026-11-24T09:00"))

    assert kept.rrule == "FREQ=DAILY;BYHOUR=9"


def test_a_rule_that_never_meets_its_own_start_is_refused() -> None:
    leap_days = parse_rule("FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366")

    assert pinned_to(leap_days, on("2028-01-01")).rrule == leap_days.rrule
    with pytest.raises(RecurrenceRefused, match="never happen"):
        pinned_to(leap_days, on("2027-01-01"))


def numbers(least: int, most: int, *, signed: bool = False) -> st.SearchStrategy[str]:
    one = st.integers(least, most)
    both = st.one_of(one, one.map(lambda number: -number)) if signed else one
    return st.lists(both, min_size=1, max_size=31).map(lambda each: ",".join(map(str, each)))


def bounded(do: Callable[[], T]) -> T | None:
    """Return what `do` gives, or None where it refuses; either within 50 ms of work."""
    began = time.thread_time()
    try:
        return do()
    except RecurrenceRefused:
        return None
    finally:
        assert time.thread_time() - began < 0.050


def joined(freq: str, parts: dict[str, object]) -> str:
    return ";".join([f"FREQ={freq}", *(f"{name}={value}" for name, value in parts.items())])


RULES = st.builds(
    joined,
    st.sampled_from(["HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.fixed_dictionaries(
        {},
        optional={
            "INTERVAL": st.integers(1, 999),
            "COUNT": st.integers(1, 1000),
            "BYMONTH": numbers(1, 12),
            "BYWEEKNO": numbers(1, 53, signed=True),
            "BYYEARDAY": numbers(1, 366, signed=True),
            "BYMONTHDAY": numbers(1, 31, signed=True),
            "BYDAY": st.sampled_from(["MO", "SU,SA", "5FR", "-1MO,2TU", "MO,TU,WE,TH,FR"]),
            "BYHOUR": numbers(0, 23),
            "BYMINUTE": numbers(0, 59),
            "BYSETPOS": numbers(1, 366, signed=True),
        },
    ),
)


@settings(max_examples=400, deadline=None)
@given(RULES, st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_whatever_is_asked_takes_at_most_50_milliseconds(text: str, day: date) -> None:
    due = DueTime.model_validate({"local": f"{day}T09:00", "tz": "Europe/Berlin"})

    kept = bounded(lambda: parse_rule(text, hourly=True))
    if kept is not None:
        bounded(lambda: pinned_to(kept, due))
        assert bounded(lambda: words(kept))
        bounded(lambda: occurrences(kept, due, limit=1))
