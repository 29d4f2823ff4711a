"""Which date comes after which: anchors, ends, clocks that jump, and whatever Hypothesis finds."""

import time
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from errand.tasks import due as dues
from errand.tasks.due import DueDay, DueTime
from errand.tasks.recurrence import (
    Anchor,
    Recurrence,
    RecurrenceRefused,
    Step,
    first_on_or_after,
    next_after,
    occurrences,
    parse_rule,
    pinned_to,
    step,
)
from task_world import at, on

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = (
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu",
    "Africa/Casablanca", "America/Sao_Paulo",
)  # fmt: skip


def every(rrule: str, anchor: Anchor = "schedule") -> Recurrence:
    return parse_rule(rrule, anchor=anchor)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("anchor", "due", "completed", "following"),
    [
        # Two and a half weeks late; 2026-11-02 was a Monday.
        ("schedule", "2026-11-02", "2026-11-19T10:00", "2026-11-09"),
        ("schedule_catch_up", "2026-11-02", "2026-11-19T10:00", "2026-11-23"),
        ("completion", "2026-11-02", "2026-11-19T10:00", "2026-11-26"),
        # On the day itself; today has passed for ++, as in org-mode.
        ("schedule", "2026-11-02", "2026-11-02T10:00", "2026-11-09"),
        ("schedule_catch_up", "2026-11-02", "2026-11-02T10:00", "2026-11-09"),
        ("schedule_catch_up", "2026-11-02", "2026-11-09T10:00", "2026-11-16"),
        ("completion", "2026-11-02", "2026-11-02T23:59", "2026-11-09"),
        # Early.
        ("schedule", "2026-11-30", "2026-11-24T10:00", "2026-12-07"),
        ("schedule_catch_up", "2026-11-30", "2026-11-24T10:00", "2026-12-07"),
        ("completion", "2026-11-30", "2026-11-24T10:00", "2026-12-01"),
    ],
)
def test_the_three_anchors_are_those_of_org_mode(
    anchor: Anchor, due: str, completed: str, following: str
) -> None:
    found = next_after(every("FREQ=WEEKLY", anchor), on(due), moment(completed), BERLIN)

    assert found == on(following)


def test_at_a_time_of_day_catching_up_looks_at_the_clock() -> None:
    daily = every("FREQ=DAILY", "schedule_catch_up")

    before = next_after(daily, at("2026-11-20T09:00"), moment("2026-11-24T08:59"), BERLIN)
    sharp = next_after(daily, at("2026-11-20T09:00"), moment("2026-11-24T09:00"), BERLIN)

    assert before == at("2026-11-24T09:00")
    assert sharp == at("2026-11-25T09:00")


def test_after_completion_the_time_of_day_stays_and_the_day_is_that_of_the_tasks_own_zone() -> None:
    three_days = every("FREQ=DAILY;INTERVAL=3", "completion")
    due = at("2026-11-01T07:30", "Asia/Tokyo")

    # 20:00 in Berlin is 04:00 of the next day in Tokyo.
    found = next_after(three_days, due, moment("2026-11-24T20:00"), BERLIN)

    assert found == at("2026-11-28T07:30", "Asia/Tokyo")


def test_a_day_is_completed_on_the_persons_own_calendar() -> None:
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)  # the 25th in Berlin
    daily = every("FREQ=DAILY", "completion")

    assert next_after(daily, on("2026-11-01"), late, BERLIN) == on("2026-11-26")
    assert next_after(daily, on("2026-11-01"), late, ZoneInfo("UTC")) == on("2026-11-25")


def test_a_task_without_a_date_counts_from_its_completion() -> None:
    found = next_after(every("FREQ=WEEKLY"), None, moment("2026-11-24T10:00"), BERLIN)

    assert found == on("2026-12-01")


def test_monthly_from_the_31st_of_completion_is_the_last_of_february() -> None:
    monthly = every("FREQ=MONTHLY", "completion")

    found = step(monthly, on("2026-12-01"), moment("2027-01-31T10:00"), BERLIN)

    assert found == Step(on("2027-02-28"), monthly)


def test_each_step_uses_up_one_of_the_count_and_the_last_has_no_successor() -> None:
    due, recurrence = on("2026-11-24"), every("FREQ=DAILY;COUNT=3")
    seen: list[object] = []
    while found := step(recurrence, due, moment("2026-11-24T10:00"), BERLIN):
        due, recurrence = found.due, found.recurrence
        assert isinstance(due, DueDay)
        seen.append((due, recurrence.count))

    assert seen == [(on("2026-11-25"), 2), (on("2026-11-26"), 1)]


def test_catching_up_uses_up_what_it_leaves_out() -> None:
    daily = every("FREQ=DAILY;COUNT=5", "schedule_catch_up")

    found = step(daily, on("2026-11-20"), moment("2026-11-22T10:00"), BERLIN)
    over = step(daily, on("2026-11-20"), moment("2026-11-24T10:00"), BERLIN)

    assert found is not None
    assert (found.due, found.recurrence.count) == (on("2026-11-23"), 2)
    assert over is None


@pytest.mark.parametrize("due", [on("2026-12-24"), at("2026-12-24T23:30", "America/New_York")])
def test_until_is_a_day_of_the_tasks_own_calendar_and_belongs_to_it(
    due: DueDay | DueTime,
) -> None:
    weekly = every("FREQ=WEEKLY;UNTIL=20261231")

    found = step(weekly, due, moment("2026-12-24T10:00"), BERLIN)

    assert found is not None
    assert str(found.due.date if isinstance(found.due, DueDay) else found.due.local.date()) == (
        "2026-12-31"
    )
    assert step(found.recurrence, found.due, moment("2026-12-31T10:00"), BERLIN) is None


def test_moving_one_occurrence_does_not_move_those_after_it() -> None:
    weekly = pinned_to(every("FREQ=WEEKLY"), on("2026-11-23"))

    found = next_after(weekly, on("2026-11-25"), moment("2026-11-25T10:00"), BERLIN)

    assert found == on("2026-11-30")


def test_a_time_that_the_clock_skips_moves_forward_and_is_itself_again_the_day_after() -> None:
    daily = every("FREQ=DAILY")

    gap = next_after(daily, at("2026-03-28T02:30"), moment("2026-03-28T03:00"), BERLIN)
    assert isinstance(gap, DueTime)
    after = next_after(daily, gap, moment("2026-03-29T04:00"), BERLIN)

    assert gap == at("2026-03-29T02:30")
    assert dues.instant_of(gap.local, BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 03:30
    assert after == at("2026-03-30T02:30")


def test_a_time_that_the_clock_shows_twice_happens_once_the_first_time() -> None:
    hourly = parse_rule("FREQ=HOURLY", hourly=True)

    found = occurrences(hourly, at("2026-10-25T01:30"), limit=4)
    instants = [dues.instant_of(each.local, BERLIN) for each in found if isinstance(each, DueTime)]

    assert [f"{each:%H:%M}" for each in instants] == ["23:30", "00:30", "02:30", "03:30"]


def test_an_hour_that_is_skipped_is_not_done_twice() -> None:
    hourly = parse_rule("FREQ=HOURLY", hourly=True)

    found = occurrences(hourly, at("2026-03-29T01:30"), limit=3)
    instants = [dues.instant_of(each.local, BERLIN) for each in found if isinstance(each, DueTime)]

    assert [f"{each:%H:%M}" for each in instants] == ["00:30", "01:30", "02:30"]


def test_the_first_date_is_the_day_itself_if_it_fits() -> None:
    mondays = every("FREQ=WEEKLY;BYDAY=MO")

    assert first_on_or_after(mondays, on("2026-11-23")) == on("2026-11-23")
    assert first_on_or_after(mondays, on("2026-11-24")) == on("2026-11-30")


def test_a_daily_task_that_nobody_touched_for_decades_is_caught_up_with_at_once() -> None:
    daily = every("FREQ=DAILY;INTERVAL=3", "schedule_catch_up")
    began = time.thread_time()

    found = next_after(daily, on("1970-01-01"), moment("2150-06-01T10:00"), BERLIN)

    assert time.thread_time() - began < 0.050
    assert isinstance(found, DueDay)
    assert found.date > moment("2150-06-01T10:00").date()
    assert (found.date - on("1970-01-01").date).days % 3 == 0


USUAL = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 40)),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format,
        st.integers(1, 9),
        st.sampled_from(["MO", "TU,TH", "MO,TU,WE,TH,FR", "SA,SU"]),
    ),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYMONTHDAY={}".format,
        st.integers(1, 24),
        st.one_of(st.integers(1, 31), st.integers(-28, -1)),
    ),
    st.builds(
        "FREQ=MONTHLY;BYDAY={}{}".format,
        st.sampled_from([1, 2, 3, 4, -1]),
        st.sampled_from(["MO", "FR", "SU"]),
    ),
    st.just("FREQ=YEARLY"),
    st.just("FREQ=MONTHLY"),
    st.builds("FREQ=DAILY;BYHOUR={},{}".format, st.integers(0, 4), st.integers(5, 23)),
)
FIRST, LAST = datetime(1990, 1, 1), datetime(2060, 1, 1)  # noqa: DTZ001  wall clocks


def due_at(local: datetime, tz: str) -> DueTime:
    return DueTime(local=local.replace(second=0, microsecond=0, fold=0), tz=tz)


TIMES = st.builds(due_at, st.datetimes(FIRST, LAST), st.sampled_from(ZONES))
ANCHORS = st.sampled_from(("schedule", "schedule_catch_up", "completion"))
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


def instant(due: DueDay | DueTime | None) -> datetime:
    assert isinstance(due, DueTime)
    return dues.instant_of(due.local, ZoneInfo(due.tz))


@settings(max_examples=300, deadline=None)
@given(USUAL, TIMES, ANCHORS, MOMENTS)
def test_what_follows_is_always_later_and_no_date_lies_between(
    rrule: str, due: DueTime, anchor: Anchor, completed: datetime
) -> None:
    try:
        recurrence = pinned_to(every(rrule, anchor), due)
    except RecurrenceRefused:
        assume(False)
        raise
    found = next_after(recurrence, due, completed, BERLIN)

    after = {"schedule": instant(due), "schedule_catch_up": max(instant(due), completed)}
    if anchor == "completion":
        day = completed.astimezone(ZoneInfo(due.tz)).date()
        assert isinstance(found, DueTime)
        assert found.local.date() > day or "BYHOUR" in rrule
        return
    assert instant(found) > after[anchor]
    if anchor == "schedule":
        first_two = occurrences(recurrence, due, limit=2)
        assert found == next(each for each in first_two if instant(each) > instant(due))


@settings(max_examples=150, deadline=None)
@given(USUAL, TIMES)
def test_dates_are_in_order_and_keep_their_wall_clock(rrule: str, due: DueTime) -> None:
    found = occurrences(every(rrule), due, limit=20)

    instants = [instant(each) for each in found]
    assert instants == sorted(set(instants))
    if "BYHOUR" not in rrule:
        clocks = {each.local.time() for each in found if isinstance(each, DueTime)}
        assert clocks == {due.local.time()}


@settings(max_examples=150, deadline=None)
@given(USUAL, TIMES, st.integers(0, 400))
def test_catching_up_lands_where_one_step_after_the_other_would(
    rrule: str, due: DueTime, late_days: int
) -> None:
    recurrence = pinned_to(every(rrule, "schedule_catch_up"), due)
    completed = instant(due) + timedelta(days=late_days)

    found = next_after(recurrence, due, completed, BERLIN)

    walked = pinned_to(every(rrule), due)
    each = next_after(walked, due, completed, BERLIN)
    while instant(each) <= completed:
        each = next_after(walked, each, completed, BERLIN)
    assert found == each


@settings(max_examples=100, deadline=None)
@given(
    USUAL.filter(lambda rrule: "BYHOUR" not in rrule),
    st.dates(FIRST.date(), LAST.date()),
    st.integers(1, 60),
)
def test_floating_days_stay_days_and_never_pass_until(rrule: str, day: date, days_on: int) -> None:
    due = DueDay(date=day)
    until = due.date + timedelta(days=days_on)

    found = occurrences(every(f"{rrule};UNTIL={until:%Y%m%d}"), due, limit=100)

    assert all(isinstance(each, DueDay) and due.date <= each.date <= until for each in found)
