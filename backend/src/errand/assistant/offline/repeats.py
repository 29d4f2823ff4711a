"""The grammar of what comes back: "every other Friday until May", "3 days after completion"."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_days import (
    Days,
    month_days,
    named_date,
    nth_days,
    weekdays,
)
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import OnDate, When

MOST_TAILS = 8


def read_repeat(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read the longest phrase about repetition that starts at this token."""
    found = next((f for head in _HEADS if (f := head(tokens, at))), None)
    for _ in range(MOST_TAILS):
        step = _tail(tokens, found) if found else None
        if not found or not step:
            break
        found = step
    return found


def _every(tokens: Tokens, at: int) -> Found[Repeat] | None:
    words = tokens.words.repeats
    lead = words.every.read(tokens, at) or _led_every(tokens, at)
    if not lead:
        return None
    strict = tokens.word(lead.end) == "!"
    place = lead.end + 1 if strict else lead.end
    other = words.other.read(tokens, place)
    body = _body(tokens, place)
    if not body and other:
        body = _body(tokens, other.end)
        if body:
            body = replace(body, value=replace(body.value, interval=2 * body.value.interval))
    if not body:
        return Found(Repeat(problem="that rhythm"), at, place)
    anchor: Anchor = "completion" if strict else "schedule"
    return Found(replace(body.value, anchor=anchor), at, body.end)


def _led_every(tokens: Tokens, at: int) -> Found[bool] | None:
    """Read "on every"."""
    if tokens.word(at) in ("on", "in"):
        found = tokens.words.repeats.every.read(tokens, at + 1)
        return Found(True, at, found.end) if found else None
    return None


def _body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read what follows "every"."""
    words = tokens.words.repeats
    for read in (_nth_body, _days_body, _interval_body):
        found = read(tokens, at)
        if found:
            return found
    hour = words.parts.read(tokens, at) or words.noons.read(tokens, at)
    if hour:
        return Found(Repeat("DAILY", hour=hour.value), at, hour.end)
    return None


def _interval_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "day", "3 weeks", "quarter"."""
    count = tokens.words.time.numerals.read(tokens, at) or _number(tokens, at)
    unit = tokens.words.repeats.units.read(tokens, count.end if count else at)
    if not unit:
        return None
    freq, factor = unit.value
    interval = factor * (count.value if count else 1)
    problem = "" if freq and 1 <= interval <= 999 else "that rhythm"
    return Found(Repeat(freq, interval, problem=problem), at, unit.end)


def _number(tokens: Tokens, at: int) -> Found[int] | None:
    number = tokens.number(at)
    return Found(number, at, at + 1) if number is not None else None


def _days_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "Monday and Thursday", "workday", "Jan 27th"."""
    days = weekdays(tokens, at)
    if days:
        part = tokens.words.repeats.parts.read(tokens, days.end)
        hour = part.value if part else None
        end = part.end if part else days.end
        return Found(Repeat("WEEKLY", days=days.value, hour=hour), at, end)
    dated = named_date(tokens, at)
    return Found(Repeat("YEARLY", days=dated.value), at, dated.end) if dated else None


def _nth_body(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "3rd Friday", "27th", "last workday of the month"."""
    found = nth_days(tokens, at) or month_days(tokens, at)
    if not found:
        return None
    of = tokens.words.repeats.of_month.read(tokens, found.end)
    freq = "YEARLY" if found.value.months else "MONTHLY"
    return Found(Repeat(freq, days=found.value), at, of.end if of else found.end)


def _adverb(tokens: Tokens, at: int) -> Found[Repeat] | None:
    found = tokens.words.repeats.adverbs.read(tokens, at)
    if not found:
        return None
    if _describes(tokens, found.end):
        return None
    freq, interval = found.value
    if freq == "NIGHTLY":
        return Found(Repeat("DAILY", hour=22), at, found.end)
    return Found(Repeat(freq, interval, problem="" if freq else "that rhythm"), at, found.end)


def _describes(tokens: Tokens, at: int) -> bool:
    """Tell "the weekly report" from "weekly": a word follows that says nothing of a rule."""
    if tokens.kind(at) is not Kind.WORD:
        return False
    plain = Found(Repeat("DAILY"), at, at)
    kinds = (plain, Found(Repeat("WEEKLY"), at, at), Found(Repeat("MONTHLY"), at, at))
    kinds = (*kinds, Found(Repeat("YEARLY"), at, at))
    words = tokens.words.repeats
    named = words.completion.read(tokens, at) or words.catch_up.read(tokens, at)
    return not (named or any(_tail(tokens, kind) for kind in kinds))


def _plural(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "Mondays and Wednesdays", "on weekdays"."""
    start = at + 1 if tokens.word(at) in ("on", "at") else at
    words = tokens.words.repeats
    plural = words.plural_days.read(tokens, start)
    if plural or tokens.word(start) in ("weekdays", "workdays", "weekends"):
        found = weekdays(tokens, start)
        return Found(Repeat("WEEKLY", days=found.value), at, found.end) if found else None
    return None


def _of_every(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "the first Monday of every month", "24 December every year"."""
    words = tokens.words.repeats
    lead = words.on_the.read(tokens, at)
    place = lead.end if lead else at
    found = nth_days(tokens, place) or month_days(tokens, place)
    of = words.of_month.read(tokens, found.end) if found else None
    if found and of and tokens.word(of.start) + tokens.word(of.start + 1) not in ("ofthe", "inthe"):
        return Found(Repeat("MONTHLY", days=found.value), at, of.end)
    dated = named_date(tokens, place)
    year = words.of_year.read(tokens, dated.end) if dated else None
    if dated and year:
        return Found(Repeat("YEARLY", days=dated.value), at, year.end)
    return None


def _after_done(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "10 days after completion"."""
    length = read_length(tokens, at)
    done = tokens.words.repeats.completion.read(tokens, length.end) if length else None
    if not length or not done or length.value.minutes:
        return None
    months, days = length.value.months, length.value.days
    freq, interval = ("MONTHLY", months) if months else ("DAILY", days)
    return Found(Repeat(freq, interval, anchor="completion"), at, done.end)


def _frequency(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "twice a week", "three times a month": how often, and not when."""
    words = tokens.words.repeats
    often = words.frequencies.read(tokens, at)
    count = None if often else _number(tokens, at) or tokens.words.time.numerals.read(tokens, at)
    often = often or (words.times.read(tokens, count.end) if count else None)
    if not often or tokens.word(often.end) not in ("a", "per", "every", "each"):
        return None
    unit = words.units.read(tokens, often.end + 1)
    return Found(Repeat(problem="how often, but not when"), at, unit.end) if unit else None


_HEADS: tuple[Callable[[Tokens, int], Found[Repeat] | None], ...] = (
    _frequency,
    _every,
    _adverb,
    _plural,
    _of_every,
    _after_done,
)


def _tail(tokens: Tokens, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read one more thing about a rule: its days, time, start, end or anchor."""
    at = found.end
    if tokens.word(at) in (",", "(", ")", "and") and tokens.kind(at + 1) is not None:
        at += 1
    words = tokens.words.repeats
    repeat = found.value
    if words.unsayable.read(tokens, at):
        return Found(replace(repeat, problem="that rhythm with exceptions"), found.start, at + 1)
    for table, anchor in ((words.completion, "completion"), (words.catch_up, "schedule_catch_up")):
        said = table.read(tokens, at)
        if said:
            changed = replace(repeat, anchor=anchor)  # pyright: ignore[reportArgumentType]
            return Found(changed, found.start, said.end)
    return next((f for read in _TAILS if (f := read(tokens, at, found))), None)


def _tail_days(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "on Sunday", "on the 1st", "on the last day", "on Dec 24" after a frequency."""
    repeat = found.value
    lead = tokens.words.repeats.on_the.read(tokens, at)
    if not lead or repeat.days != Days():
        return None
    kinds = {
        "WEEKLY": (weekdays,),
        "MONTHLY": (nth_days, month_days),
        "YEARLY": (named_date, nth_days),
    }
    for read in kinds.get(repeat.freq, ()):
        days = read(tokens, lead.end)
        if days:
            of = tokens.words.repeats.of_month.read(tokens, days.end)
            end = of.end if of and repeat.freq == "MONTHLY" else days.end
            return Found(replace(repeat, days=days.value), found.start, end)
    return None


def _tail_start(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    lead = tokens.words.repeats.starting.read(tokens, at)
    when = read_when(tokens, lead.end) if lead else None
    if not when or found.value.starts:
        return None
    said = when.value
    repeat = replace(found.value, starts=replace(said, clocks=(), part=None))
    if said.clocks or said.part:
        repeat = replace(repeat, when=repeat.when.joined(replace(said, days=())))
    return Found(repeat, found.start, when.end)


def _tail_until(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    lead = tokens.words.repeats.until.read(tokens, at)
    if not lead:
        return None
    month = tokens.words.time.months.read(tokens, lead.end)
    when = read_when(tokens, lead.end)
    if when:
        return Found(replace(found.value, until=when.value), found.start, when.end)
    if month:
        last = When(days=(OnDate(0, month.value),))
        return Found(replace(found.value, until=last), found.start, month.end)
    return None


def _tail_times(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "for 10 times", "5 times", "for 3 weeks"."""
    words = tokens.words.repeats
    lead = words.during.read(tokens, at)
    place = lead.end if lead else at
    if tokens.word(place) in ("the", "next"):
        place += 1
    count = _number(tokens, place) or tokens.words.time.numerals.read(tokens, place)
    times = words.times.read(tokens, count.end) if count else None
    if count and times:
        return Found(replace(found.value, count=count.value), found.start, times.end)
    length = read_length(tokens, place) if lead else None
    if length and not length.value.minutes:
        return Found(replace(found.value, length=length.value), found.start, length.end)
    return None


def _tail_clock(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    when = read_when(tokens, at)
    if not when or when.value.days or when.value.ahead or when.value.others:
        return None
    if tokens.kind(when.end) is Kind.MARK and tokens.word(when.end) in ("-", "\u2013"):
        return None
    return Found(
        replace(found.value, when=found.value.when.joined(when.value)), found.start, when.end
    )


def _tail_rhythm(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "every week" after "Mondays": the same rhythm said twice."""
    more = _every(tokens, at) or _adverb(tokens, at)
    repeat = found.value
    if not more or more.value.days != Days() or repeat.freq != more.value.freq or not repeat.freq:
        return None
    interval = max(repeat.interval, more.value.interval)
    hour = repeat.hour if repeat.hour is not None else more.value.hour
    return Found(replace(repeat, interval=interval, hour=hour), found.start, more.end)


_TAILS = (_tail_days, _tail_start, _tail_until, _tail_times, _tail_clock, _tail_rhythm)
