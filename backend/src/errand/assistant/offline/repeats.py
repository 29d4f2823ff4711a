"""The grammar of what comes back: "every other Friday until May", "3 days after completion"."""

from collections.abc import Callable
from dataclasses import replace

from errand.assistant.offline.lengths import read_length
from errand.assistant.offline.repeat import Repeat, with_when
from errand.assistant.offline.repeat_bodies import (
    read_alternate,
    read_end_of_every,
    read_every,
    read_number,
)
from errand.assistant.offline.repeat_days import (
    Days,
    month_days,
    named_date,
    nth_days,
    weekdays,
)
from errand.assistant.offline.repeat_tails import read_adverb, read_tail
from errand.assistant.offline.tables import Found
from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens

MOST_TAILS = 8


def read_repeat(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read the longest phrase about repetition that starts at this token."""
    found = next((f for head in _HEADS if (f := head(tokens, at))), None)
    for _ in range(MOST_TAILS):
        step = read_tail(tokens, found) if found else None
        if not found or not step:
            break
        found = step
    return found


def _starting_first(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "starting tomorrow every day at 8", "from Monday, every week"."""
    lead = tokens.words.repeats.starting.read(tokens, at)
    when = read_when(tokens, lead.end) if lead else None
    if not when or not when.value.days:
        return None
    place = when.end + 1 if tokens.word(when.end) == "," else when.end
    found = read_every(tokens, place) or read_adverb(tokens, place)
    if not found:
        return None
    return Found(with_when(found.value, when.value), at, found.end)


def _plural(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "Mondays and Wednesdays", "on weekdays"."""
    start = at + 1 if tokens.word(at) in ("on", "at") else at
    words = tokens.words.repeats
    plural = words.plural_days.read(tokens, start)
    days = None if plural else weekdays(tokens, start)
    weekly = _weekly(tokens, days.end) if days else None
    if days and weekly:
        return Found(replace(weekly.value, days=days.value), at, weekly.end)
    part = words.plural_parts.read(tokens, days.end) if days else None
    if days and part:
        return Found(Repeat("WEEKLY", days=days.value, hour=part.value), at, part.end)
    if plural or tokens.word(start) in ("weekdays", "workdays", "weekends"):
        found = weekdays(tokens, start)
        return Found(Repeat("WEEKLY", days=found.value), at, found.end) if found else None
    return None


def _weekly(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "every week", "every two weeks", "weekly" behind its days."""
    found = read_every(tokens, at) or read_adverb(tokens, at)
    plain = found and found.value.freq == "WEEKLY" and found.value.days == Days()
    return found if plain else None


def _of_every(tokens: Tokens, at: int) -> Found[Repeat] | None:
    """Read "the first Monday of every month", "24 December every year"."""
    words = tokens.words.repeats
    lead = words.on_the.read(tokens, at)
    place = lead.end if lead else at
    found = nth_days(tokens, place) or month_days(tokens, place)
    of = words.of_month.read(tokens, found.end) if found else None
    several = found and len(found.value.nth) + len(found.value.month_days) > 1
    yearly = words.of_year.read(tokens, found.end) if found and found.value.months else None
    if found and yearly:
        return Found(Repeat("YEARLY", days=found.value), at, yearly.end)
    if found and of and several:
        return Found(Repeat("MONTHLY", days=found.value), at, of.end)
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
    count = (
        None if often else read_number(tokens, at) or tokens.words.time.numerals.read(tokens, at)
    )
    often = often or (words.times.read(tokens, count.end) if count else None)
    length = read_length(tokens, at) if not often else None
    if length and tokens.word(length.end) in ("a", "per"):
        often = Found(True, at, length.end)
    adverb = words.adverbs.read(tokens, often.end) if often else None
    if adverb:
        return Found(Repeat(problem="how often, but not when"), at, adverb.end)
    if not often or tokens.word(often.end) not in ("a", "per", "every", "each"):
        return None
    unit = words.units.read(tokens, often.end + 1)
    return Found(Repeat(problem="how often, but not when"), at, unit.end) if unit else None


_HEADS: tuple[Callable[[Tokens, int], Found[Repeat] | None], ...] = (
    _frequency,
    read_every,
    read_adverb,
    _plural,
    _of_every,
    read_end_of_every,
    read_alternate,
    _starting_first,
    _after_done,
)
