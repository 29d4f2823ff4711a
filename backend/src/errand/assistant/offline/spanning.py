"""From an interval that was said to its two ends, or to the reason why there are none."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from errand.assistant.offline.calendars import all_days_of, month_of, span_of, week_of
from errand.assistant.offline.ranges import Between, End, Month, Range, Tonight, WeekOf
from errand.assistant.offline.resolve import hours_of, skipped
from errand.assistant.offline.values import (
    Clock,
    DayExpr,
    Due,
    Moment,
    NthDay,
    OnDate,
    OnWeekday,
    Stretch,
    When,
    Which,
)

LONGEST_NIGHT = timedelta(hours=16)
"""From 16:00 to 14:00 is more likely a slip than a day and a night."""


@dataclass(frozen=True, slots=True)
class Spans:
    """The intervals that can be meant, each with both ends."""

    candidates: tuple[tuple[Due, Due], ...] = ()
    problem: str = ""


def spans_of(said: Range, moment: Moment) -> Spans:
    """Return what an interval can mean now."""
    try:
        return _spans_of(said, moment)
    except (ValueError, OverflowError):
        return Spans(problem="There is no such time.")


def _spans_of(said: Range, moment: Moment) -> Spans:
    match said:
        case Stretch():
            first, last = span_of(said, moment.today, moment.customs)
            return Spans(((Due(first), Due(last)),))
        case Month(month, year):
            first = date(year or moment.today.year, month, 1)
            if year is None and month < moment.today.month:
                first = first.replace(year=first.year + 1)
            return Spans(((Due(first), Due(month_of(first)[1])),))
        case Tonight():
            start = datetime.combine(moment.today, time(18))
            midnight = datetime.combine(moment.today + timedelta(days=1), time())
            return Spans(((_at(start, moment), _at(midnight, moment)),))
        case WeekOf():
            return _week(said, moment)
        case Between():
            return _between(_explained(said), moment)


def _week(said: WeekOf, moment: Moment) -> Spans:
    found = all_days_of(said.day.days, moment.today, moment.customs)
    weeks = [(day, day + timedelta(days=6)) for day in found.candidates]
    if not said.opens:
        weeks = [week_of(day, 0, moment.customs) for day in found.candidates]
    return Spans(tuple((Due(first), Due(last)) for first, last in weeks), found.problem)


def _at(at: datetime, moment: Moment) -> Due:
    return Due(at.date(), at, str(moment.zone))


def _explained(said: Between) -> Between:
    """Give a bare number, and a day without a month, what the other end says."""
    first, last = said.first, said.last
    first = _in_week_of(first, last)
    return replace(said, first=_like(first, last), last=_like(last, first))


def _in_week_of(first: End, last: End) -> End:
    """Take the week of "Wednesday to Friday next week" for both of its ends."""
    one, two = _only_day(first), _only_day(last)
    if not isinstance(one, OnWeekday) or not isinstance(two, OnWeekday):
        return first
    if (one.which, two.which) != (Which.BARE, Which.NEXT) or one.weekday >= two.weekday:
        return first
    return End(replace(first.when, days=(replace(one, which=Which.NEXT),)))


def _only_day(end: End) -> DayExpr | None:
    return end.when.days[0] if len(end.when.days) == 1 else None


def _like(end: End, other: End) -> End:
    if end.number is not None and other.number is not None:
        sure = end.number > 12 or end.number == 0
        return End(When(clocks=(Clock(end.number, 0, certain=sure, said=str(end.number)),)))
    days = other.when.days
    model = days[0] if days and isinstance(days[0], OnDate) else None
    if end.number is None:
        own = end.when.days[0] if len(end.when.days) == 1 else None
        if model and isinstance(own, OnDate) and own.month is None:
            dated = OnDate(own.day, model.month, model.year)
            return End(replace(end.when, days=(dated,)))
        return end
    if other.when.clocks:
        sure = end.number > 12 or end.number == 0
        return End(When(clocks=(Clock(end.number, 0, certain=sure, said=str(end.number)),)))
    if model is None:
        raise ValueError("a number that nothing explains")
    return End(When(days=(OnDate(end.number, model.month, model.year),)))


def _between(said: Between, moment: Moment) -> Spans:
    first, last = said.first.when, said.last.when
    if problem := first.problem or last.problem or said.day.problem:
        return Spans(problem=problem)
    if said.day.days:
        first = replace(first, days=said.day.days)
    if said.day.part:
        first, last = replace(first, part=said.day.part), replace(last, part=said.day.part)
    starts = _days(first, moment, moment.today)
    if not starts.candidates:
        return starts
    if first.clocks and last.clocks:
        return _timed(first, last, starts, moment)
    if first.clocks or last.clocks or first.part or last.part:
        return Spans(problem="I read a time at one end only.")
    return _whole_days(last, starts, moment)


def _days(when: When, moment: Moment, today: date) -> Spans:
    if not when.days:
        return Spans(((Due(moment.today), Due(moment.today)),))
    found = all_days_of(when.days, today, moment.customs)
    return Spans(tuple((Due(d), Due(d)) for d in found.candidates), found.problem)


def _last_days(when: When, moment: Moment, first: date) -> Spans:
    """Return the last day: what has no year or week of its own comes after the first."""
    day = when.days[0]
    loose = (
        (isinstance(day, OnWeekday) and day.which is Which.BARE and not day.weeks_later)
        or (isinstance(day, OnDate) and day.year is None)
        or (isinstance(day, NthDay) and day.year is None)
    )
    found = _days(when, moment, first if loose else moment.today)
    later = tuple(pair for pair in found.candidates if pair[0].day > first)
    return Spans(later[:1], found.problem or ("" if later else "It would end before it begins."))


def _whole_days(last: When, starts: Spans, moment: Moment) -> Spans:
    pairs: list[tuple[Due, Due]] = []
    for start, _ in starts.candidates:
        ends = _last_days(last, moment, start.day)
        if not ends.candidates:
            return ends
        pairs.append((start, ends.candidates[0][0]))
    return Spans(tuple(pairs))


def _timed(first: When, last: When, starts: Spans, moment: Moment) -> Spans:
    if not first.clocks[0].possible or not last.clocks[0].possible:
        return Spans(problem="There is no such time of day.")
    pairs: list[tuple[Due, Due]] = []
    for start, _ in starts.candidates:
        end = start.day
        if last.days:
            ends = _days(last, moment, moment.today)
            if not ends.candidates:
                return ends
            end = ends.candidates[0][0].day
        pairs += _clocked(first, last, (start.day, end), moment)
    real = tuple(p for p in pairs if not any(skipped(due, moment) for due in p))
    if not first.days:
        real = tuple(_coming(pair, moment) for pair in real)
    return Spans(real, "" if real else "It would end before it begins.")


def _coming(pair: tuple[Due, Due], moment: Moment) -> tuple[Due, Due]:
    """Return the pair, a day later where it has begun already."""
    start, end = pair
    if not start.at or not end.at or start.at > moment.local:
        return pair
    day = timedelta(days=1)
    return _at(start.at + day, moment), _at(end.at + day, moment)


def _clocked(
    first: When, last: When, days: tuple[date, date], moment: Moment
) -> list[tuple[Due, Due]]:
    """Return the plausible pairs of hours: an unclear hour takes the half of its other end."""
    one, two = first.clocks[0], last.clocks[0]
    early, late = hours_of(one, first), hours_of(two, last)
    if len(early) > 1 and 9 <= one.hour <= 11 and two.hour != one.hour:
        early = early[:1]
    pairs = [
        (a, b)
        for a in (_moment(days[0], h, one.minute) for h in early)
        for b in (_moment(days[1], h, two.minute) for h in late)
    ]
    kept = [pair for pair in pairs if pair[0] < pair[1]]
    if not kept and days[0] == days[1] and one.certain and two.certain:
        over = [(a, b + timedelta(days=1)) for a, b in pairs]
        kept = [(a, b) for a, b in over if b - a <= LONGEST_NIGHT]
    if len(late) == 1 and kept:
        kept = [max(kept)]
    nearest: dict[datetime, datetime] = {}
    for a, b in kept:
        nearest[a] = min(b, nearest.get(a, b))
    return [(_at(a, moment), _at(b, moment)) for a, b in nearest.items()]


def _moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour % 24, minute)) + timedelta(days=hour // 24)
