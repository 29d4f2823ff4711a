"""The grammar of lengths of time: "45 min", "1h30", "an hour and a half", "two weeks"."""

import re
from dataclasses import dataclass

from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens, compact_parts
from errand.assistant.offline.values import Length
from errand.assistant.offline.vocabulary import Unit

_PER_UNIT = {
    Unit.MINUTE: Length(minutes=1),
    Unit.HOUR: Length(minutes=60),
    Unit.DAY: Length(days=1),
    Unit.WEEK: Length(days=7),
    Unit.FORTNIGHT: Length(days=14),
    Unit.MONTH: Length(months=1),
    Unit.YEAR: Length(months=12),
}


_DECIMAL_HOURS = re.compile(r"(\d{1,3}[.,]\d{1,2})\s?h\w*")


@dataclass(frozen=True, slots=True)
class Spell:
    """A length as it was said; `weak` where it may as well be something else: "90m", "a day"."""

    length: Length
    weak: bool = False


def read_count(tokens: Tokens, at: int) -> Found[int] | None:
    """Read a count in digits or as a word."""
    number = tokens.number(at)
    if number is not None:
        return Found(number, at, at + 1) if number < 10_000 else None
    return tokens.words.time.numerals.read(tokens, at)


def read_length(tokens: Tokens, at: int) -> Found[Length] | None:
    """Read a length of time, such as "two weeks"."""
    found = read_spell(tokens, at)
    return Found(found.value.length, at, found.end) if found else None


def read_spell(tokens: Tokens, at: int) -> Found[Spell] | None:
    """Read a length of one or two units, largest first."""
    first = _single(tokens, at)
    if not first:
        return None
    link = tokens.word(first.end) in ("and", ",")
    second = _single(tokens, first.end + (1 if link else 0))
    if second and _smaller(second.value.length, first.value.length):
        a, b = first.value.length, second.value.length
        whole = Length(a.minutes + b.minutes, a.days + b.days, a.months + b.months)
        return Found(Spell(whole), at, second.end)
    return _with_minutes(tokens, first) or first


def _with_minutes(tokens: Tokens, first: Found[Spell]) -> Found[Spell] | None:
    """Read "1 hour 15": minutes without their unit."""
    length, more = first.value.length, tokens.number(first.end)
    closed = tokens.kind(first.end + 1) in (None, Kind.MARK, Kind.LINE)
    if more is None or not closed or not 0 < more < 60 or length.days or length.months:
        return None
    if not length.minutes or length.minutes % 60:
        return None
    whole = Length(minutes=length.minutes + more)
    return Found(Spell(whole), first.start, first.end + 1)


def _smaller(second: Length, first: Length) -> bool:
    if first.minutes:
        return first.minutes % 60 == 0 and 0 < second.minutes < 60
    if first.days:
        return not second.months and (second.minutes > 0 or 0 < second.days < first.days)
    return second.days > 0


def _single(tokens: Tokens, at: int) -> Found[Spell] | None:
    named = tokens.words.time.named_lengths.read(tokens, at)
    if named:
        return Found(Spell(Length(minutes=named.value)), at, named.end)
    readers = (_compact, _decimal, _counted, _in_fractions)
    return next((found for read in readers if (found := read(tokens, at))), None)


def read_fraction(said: str) -> tuple[int, int] | None:
    """Return the two numbers of "1/2" and "3/4", None for what is none that people say."""
    first, slash, second = said.partition("/")
    if not slash or not (first.isdigit() and second.isdigit()):
        return None
    part, whole = int(first), int(second)
    return (part, whole) if 0 < part < whole and whole in _WHOLES else None


_WHOLES = (2, 3, 4, 5, 6, 8, 10)


def _in_fractions(tokens: Tokens, at: int) -> Found[Spell] | None:
    """Read "1 1/2 hours", "1/2 hour", "3/4 of an hour"."""
    whole = tokens.number(at)
    place = at if whole is None else at + 1
    share = read_fraction(tokens.word(place))
    end = place + 1
    while share and whole is None and tokens.word(end) in ("of", "a", "an"):
        end += 1
    unit = tokens.words.time.units.read(tokens, end) if share else None
    if not share or not unit or unit.value is not Unit.HOUR or (whole or 0) > 99:
        return None
    minutes, odd = divmod(60 * share[0], share[1])
    length = Length(minutes=60 * (whole or 0) + minutes)
    return None if odd else Found(Spell(length), at, unit.end)


def _compact(tokens: Tokens, at: int) -> Found[Spell] | None:
    """Read one token that holds both number and unit: "1h30", "45min", "3d"."""
    clock = _clocked(tokens, at)
    if clock:
        return clock
    decimal = _DECIMAL_HOURS.fullmatch(tokens.word(at))
    if decimal:
        minutes = round(_decimal_number(decimal[1]) * 60, 6)
        return Found(Spell(Length(minutes=int(minutes))), at, at + 1)
    parts = compact_parts(tokens, at)
    if not parts:
        return None
    hours, minutes, days = parts
    weak = tokens.word(at)[-1] in "mdw" and not hours
    return Found(Spell(Length(60 * hours + minutes, days), weak), at, at + 1)


def _clocked(tokens: Tokens, at: int) -> Found[Spell] | None:
    """Read "1:30 h"."""
    unit = tokens.words.time.hundred_hours.read(tokens, at + 1)
    hours, mark, minutes = tokens.word(at).partition(":")
    if tokens.kind(at) is not Kind.CLOCK or not unit or not mark or not minutes.isdigit():
        return None
    if is_of_the_day(tokens.word(at), tokens.word(at + 1)):
        return None
    return Found(Spell(Length(minutes=60 * int(hours) + int(minutes))), at, unit.end)


def is_of_the_day(clock: str, unit: str) -> bool:
    """Tell the time of day in "20:00 hrs" and "08:30 hours" from the length in "1:30 h"."""
    hours = clock.partition(":")[0]
    return int(hours) > 12 or (len(hours) == 2 and (hours[0] == "0" or unit != "h"))


def _decimal(tokens: Tokens, at: int) -> Found[Spell] | None:
    unit = tokens.words.time.units.read(tokens, at + 1)
    if tokens.kind(at) is not Kind.DECIMAL or not unit or unit.value is not Unit.HOUR:
        return None
    minutes = round(_decimal_number(tokens.word(at)) * 60, 6)
    if minutes != int(minutes) or minutes > 60_000:
        return None
    return Found(Spell(Length(minutes=int(minutes))), at, unit.end)


_FRACTIONS = {"\u00bc": 0.25, "\u00bd": 0.5, "\u00be": 0.75}


def _decimal_number(said: str) -> float:
    """Return 1.5 for "1.5", "1,5" and for one with the sign of a half."""
    if said[-1] in _FRACTIONS:
        return int(said[:-1] or 0) + _FRACTIONS[said[-1]]
    return float(said.replace(",", "."))


def _counted(tokens: Tokens, at: int) -> Found[Spell] | None:
    words = tokens.words.time
    count = read_count(tokens, at)
    if not count:
        return None
    inside = words.and_fraction.read(tokens, count.end)
    unit = words.units.read(tokens, inside.end if inside else count.end)
    if not unit or unit.value not in _PER_UNIT:
        return None
    tail = None if inside else words.and_fraction.read(tokens, unit.end)
    more = inside or tail
    if more and unit.value is not Unit.HOUR:
        return None
    length = _PER_UNIT[unit.value].times(count.value)
    if more:
        length = Length(minutes=length.minutes + more.value)
    weak = tokens.word(at) in ("a", "an") and not tail
    return Found(Spell(length, weak), at, tail.end if tail else unit.end)


def iso_length(length: Length) -> str:
    """Return it as ISO 8601 has it: PT1H30M, P14D, P3M."""
    years, months = divmod(length.months, 12)
    hours, minutes = divmod(length.minutes, 60)
    days = "".join(f"{n}{u}" for n, u in ((years, "Y"), (months, "M"), (length.days, "D")) if n)
    clock = "".join(f"{n}{u}" for n, u in ((hours, "H"), (minutes, "M")) if n)
    return f"P{days}{'T' + clock if clock else ''}"
