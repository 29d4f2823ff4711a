"""The grammar of what is said after a rhythm: its days, time, start, end, exceptions."""

from dataclasses import replace

from errand.assistant.offline.clocks import read_four_digits
from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.repeat import Anchor, Repeat
from errand.assistant.offline.repeat_bodies import read_every, read_number
from errand.assistant.offline.repeat_days import (
    Days,
    month_days,
    month_row,
    named_date,
    nth_days,
    weekdays,
)
from errand.assistant.offline.tables import Found, Table
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Kind, Tokens
from errand.assistant.offline.values import OnDate, When


def read_tail(tokens: Tokens, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read one more thing about a rule: its days, time, start, end or anchor."""
    at = found.end
    if tokens.word(at) in (",", "(", ")", "and") and tokens.kind(at + 1) is not None:
        at += 1
    words = tokens.words.repeats
    repeat = found.value
    without = _tail_except(tokens, at, found)
    if without:
        return without
    for table, anchor in ((words.completion, "completion"), (words.catch_up, "schedule_catch_up")):
        said = table.read(tokens, at)
        if said and not (anchor != "completion" and _is_title(tokens, said.end)):
            changed = replace(repeat, anchor=anchor)  # pyright: ignore[reportArgumentType]
            return Found(changed, found.start, said.end)
    if words.unsayable.read(tokens, at):
        return Found(replace(repeat, problem="that rhythm with exceptions"), found.start, at + 1)
    return next((f for read in _TAILS if (f := read(tokens, at, found))), None)


def _is_title(tokens: Tokens, at: int) -> bool:
    """Tell "catch up with Bob" from "catch up until May"."""
    words = tokens.words.repeats
    more = words.until.read(tokens, at) or words.starting.read(tokens, at)
    return tokens.kind(at) is Kind.WORD and not (more or words.joining.read(tokens, at))


def read_anchor(tokens: Tokens, at: int) -> Found[Anchor] | None:
    """Read ", skip missed ones" that stands apart from its rhythm, behind the title."""
    if tokens.word(at - 1) not in _APART:
        return None
    words = tokens.words.repeats
    anchors: tuple[tuple[Table[bool], Anchor], ...] = (
        (words.completion, "completion"),
        (words.catch_up, "schedule_catch_up"),
    )
    for table, anchor in anchors:
        said = table.read(tokens, at)
        if said and tokens.kind(said.end) in (None, Kind.MARK, Kind.LINE):
            return Found(anchor, at, said.end)
    return None


_APART = (",", "(", "-", "\u2013", "\u2014", ";", ".", "and", "but")


def read_adverb(tokens: Tokens, at: int) -> Found[Repeat] | None:
    start = at + 1 if tokens.words.repeats.repeating.read(tokens, at) else at
    found = tokens.words.repeats.adverbs.read(tokens, start)
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
    if tokens.kind(at) is not Kind.WORD or tokens.words.repeats.loose_after.read(tokens, at):
        return False
    plain = Found(Repeat("DAILY"), at, at)
    kinds = (plain, Found(Repeat("WEEKLY"), at, at), Found(Repeat("MONTHLY"), at, at))
    kinds = (*kinds, Found(Repeat("YEARLY"), at, at))
    words = tokens.words.repeats
    named = words.completion.read(tokens, at) or words.catch_up.read(tokens, at)
    return not (named or any(read_tail(tokens, kind) for kind in kinds))


def _tail_except(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "except on Sundays", "but not in December": the rule has the days that are left."""
    lead = tokens.words.repeats.except_.read(tokens, at)
    if not lead:
        return None
    days = weekdays(tokens, lead.end, whole_weekend=True)
    if days:
        left = _without_weekdays(found.value, days.value.weekdays)
        return Found(left, found.start, days.end) if left else None
    months = month_row(tokens, lead.end)
    if not months or found.value.days.months or found.value.freq == "YEARLY":
        return None
    left = tuple(month for month in range(1, 13) if month not in months.value)
    repeat = replace(found.value, days=replace(found.value.days, months=left))
    return Found(repeat, found.start, months.end) if left else None


def _without_weekdays(repeat: Repeat, gone: tuple[int, ...]) -> Repeat | None:
    days = repeat.days
    plain = not (days.month_days or days.nth or days.place)
    daily = repeat.freq == "DAILY" and repeat.interval == 1 and not days.weekdays
    if not plain or not (daily or (repeat.freq == "WEEKLY" and days.weekdays)):
        return None
    left = tuple(d for d in (days.weekdays or range(7)) if d not in gone)
    if not left:
        return None
    return replace(repeat, freq="WEEKLY", days=replace(days, weekdays=left))


def _tail_days(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "on Sunday", "on the 1st", "on the last day", "on Dec 24" after a frequency."""
    repeat = found.value
    lead = tokens.words.repeats.on_the.read(tokens, at)
    if not lead and tokens.word(at - 1) in (",", "(") and nth_days(tokens, at):
        lead = Found(True, at, at)
    if not lead or repeat.days != Days():
        return None
    kinds = {
        "WEEKLY": (weekdays,),
        "MONTHLY": (nth_days, month_days),
        "YEARLY": (named_date, nth_days),
    }
    for read in kinds.get(repeat.freq, ()):
        days = read(tokens, lead.end)
        if not days and repeat.freq == "MONTHLY":
            days = month_days(tokens, lead.end, monthly=True)
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
    on = tokens.words.repeats.onwards.read(tokens, when.end)
    return Found(repeat, found.start, on.end if on else when.end)


def _tail_month(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "in October" behind a rule: which of its days is not said."""
    month = month_row(tokens, at + 1) if tokens.word(at) in ("in", "during") else None
    if not month:
        return None
    return Found(replace(found.value, problem="a month without its day"), found.start, month.end)


def _tail_until(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    lead = tokens.words.repeats.until.read(tokens, at)
    if not lead:
        return None
    end_of = tokens.words.time.end_of.read(tokens, lead.end)
    month = tokens.words.time.months.read(tokens, end_of.end if end_of else lead.end)
    when = read_when(tokens, lead.end)
    if when and when.value.days:
        until = replace(when.value, clocks=(), part=None)
        clock = found.value.when.joined(replace(when.value, days=()))
        return Found(replace(found.value, until=until, when=clock), found.start, when.end)
    if month:
        last = When(days=(OnDate(0, month.value),))
        return Found(replace(found.value, until=last), found.start, month.end)
    return None


def _tail_times(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "for 10 times", "5 times", "for 3 weeks"."""
    words = tokens.words.repeats
    lead = words.during.read(tokens, at)
    place = lead.end if lead else at
    for word in ("the", "next"):
        place += tokens.word(place) == word
    count = read_number(tokens, place) or tokens.words.time.numerals.read(tokens, place)
    times = words.times.read(tokens, count.end) if count else None
    if count and times:
        return Found(replace(found.value, count=count.value), found.start, times.end)
    length = read_length(tokens, place) if lead else None
    if length and not length.value.minutes:
        return Found(replace(found.value, length=length.value), found.start, length.end)
    return None


def _tail_clock(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    when = read_when(tokens, at) or _four_digits(tokens, at)
    if not when or when.value.days or when.value.ahead or when.value.others:
        return None
    if tokens.kind(when.end) is Kind.MARK and tokens.word(when.end) in ("-", "\u2013"):
        return None
    return Found(
        replace(found.value, when=found.value.when.joined(when.value)), found.start, when.end
    )


def _four_digits(tokens: Tokens, at: int) -> Found[When] | None:
    """Read "every Monday 0730"."""
    found = read_four_digits(tokens, at, led=tokens.word(at)[:2] not in ("19", "20"))
    return Found(When(clocks=(found.value,)), at, found.end) if found else None


def _tail_rhythm(tokens: Tokens, at: int, found: Found[Repeat]) -> Found[Repeat] | None:
    """Read "every week" after "Mondays": the same rhythm said twice."""
    more = read_every(tokens, at) or read_adverb(tokens, at)
    repeat = found.value
    if not more or more.value.days != Days() or repeat.freq != more.value.freq or not repeat.freq:
        return None
    interval = max(repeat.interval, more.value.interval)
    hour = repeat.hour if repeat.hour is not None else more.value.hour
    return Found(replace(repeat, interval=interval, hour=hour), found.start, more.end)


_TAILS = (_tail_days, _tail_start, _tail_month, _tail_until, _tail_times, _tail_clock, _tail_rhythm)
