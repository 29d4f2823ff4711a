"""The days of a rule: weekdays, days of a month, the first Monday, 27 January."""

from dataclasses import dataclass, replace

from errand.assistant.offline.tables import Found
from errand.assistant.offline.tokens import Kind, Tokens

NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKDAYS = (0, 1, 2, 3, 4)
MOST_DAYS = 12


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a rule picks from its period; `place` picks one of them, -1 the last."""

    weekdays: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    """Which of the month's weekdays by that name."""
    place: int = 0


def weekdays(tokens: Tokens, at: int, *, whole_weekend: bool = False) -> Found[Days] | None:
    """Read "mon and thu", "Monday to Friday", "workday", "weekend" (its Saturday, or both days)."""
    words = tokens.words.repeats
    work = words.workdays.read(tokens, at)
    if work:
        return Found(Days(WORKDAYS), at, work.end)
    weekend = words.weekend.read(tokens, at)
    if weekend:
        return Found(Days((5, 6) if whole_weekend else (5,)), at, weekend.end)
    first = _weekday(tokens, at)
    if not first:
        return None
    through = words.through.read(tokens, first.end)
    last = _weekday(tokens, through.end) if through else None
    if last:
        count = (last.value - first.value) % 7 + 1
        days = tuple(sorted((first.value + n) % 7 for n in range(count)))
        return Found(Days(days), at, last.end)
    return _weekday_list(tokens, first)


def _weekday_list(tokens: Tokens, first: Found[int]) -> Found[Days]:
    days, end = {first.value}, first.end
    for _ in range(MOST_DAYS):
        link = tokens.words.repeats.joining.read(tokens, end)
        place = link.end if link else end
        if link and tokens.words.repeats.every.read(tokens, place):
            place += 1
        following = _weekday(tokens, place)
        if not following:
            break
        days.add(following.value)
        end = following.end
    return Found(Days(tuple(sorted(days))), first.start, end)


def _weekday(tokens: Tokens, at: int) -> Found[int] | None:
    return tokens.words.time.weekdays.read(tokens, at) or tokens.words.repeats.plural_days.read(
        tokens, at
    )


def nth_days(tokens: Tokens, at: int) -> Found[Days] | None:
    """Read "3rd Friday", "first and third Monday", "last day", "first workday"."""
    places, end = _places(tokens, at)
    if not places:
        return None
    words = tokens.words.repeats
    work = words.workdays.read(tokens, end)
    weekday = _weekday(tokens, end)
    if work and len(places) == 1:
        found = Found(Days(WORKDAYS, place=places[0]), at, work.end)
    elif weekday:
        found = Found(Days((weekday.value,), nth=places), at, weekday.end)
    elif tokens.word(end) == "day":
        found = Found(Days(month_days=places), at, end + 1)
    else:
        return None
    return _of_month(tokens, found)


def _of_month(tokens: Tokens, found: Found[Days]) -> Found[Days]:
    """Take "of January" along."""
    if tokens.word(found.end) not in ("of", "in"):
        return found
    month = tokens.words.time.months.read(tokens, found.end + 1)
    if not month:
        return found
    return Found(replace(found.value, months=(month.value,)), found.start, month.end)


def month_days(tokens: Tokens, at: int, *, monthly: bool = False) -> Found[Days] | None:
    """Read "27th", "15th and 30th"; a month after it makes it a date of the year."""
    places, end = _places(tokens, at)
    if not places:
        return None
    spoken = tokens.kind(at) is Kind.WORD
    if spoken and not (monthly or tokens.words.repeats.of_month.read(tokens, end)):
        return None
    of = tokens.words.time.of_words.read(tokens, end)
    if tokens.words.time.months.read(tokens, of.end if of else end):
        return None
    return Found(Days(month_days=places), at, end)


def month_row(tokens: Tokens, at: int) -> Found[tuple[int, ...]] | None:
    """Read "December", "July and August"."""
    months = tokens.words.time.months
    found = months.read(tokens, at)
    if not found:
        return None
    row, end = [found.value], found.end
    for _ in range(MOST_DAYS):
        link = tokens.words.repeats.joining.read(tokens, end)
        following = months.read(tokens, link.end) if link else None
        if not following:
            break
        row.append(following.value)
        end = following.end
    return Found(tuple(row), at, end)


def _places(tokens: Tokens, at: int) -> tuple[tuple[int, ...], int]:
    """Read ordinals joined by "and"; returns them and where they end."""
    found: list[int] = []
    end = at
    for _ in range(MOST_DAYS):
        link = tokens.words.repeats.joining.read(tokens, end) if found else None
        place = link.end if link else end
        if found and not link:
            break
        if found and tokens.word(place) == "the":
            place += 1
        number = ordinal(tokens, place)
        if number is None:
            break
        found.append(number)
        end = place + 1
    return tuple(found), end


def ordinal(tokens: Tokens, at: int) -> int | None:
    """Read "3rd", "third", "last" (-1)."""
    if tokens.words.repeats.last.read(tokens, at):
        return -1
    if tokens.kind(at) is Kind.ORDINAL:
        day = int(tokens.word(at)[:-2])
        return day if 1 <= day <= 31 else None
    named = tokens.words.time.ordinals.read(tokens, at)
    return named.value if named else None


def named_date(tokens: Tokens, at: int) -> Found[Days] | None:
    """Read "Jan 27th", "27 January", "the 4th of July"."""
    words = tokens.words.time
    if tokens.kind(at) is Kind.DOTTED:
        day, month, *year = (int(part) for part in tokens.word(at).split(".") if part)
        real = 1 <= day <= 31 and 1 <= month <= 12 and not year
        return Found(Days(month_days=(day,), months=(month,)), at, at + 1) if real else None
    start = at + 1 if tokens.word(at) == "the" else at
    month = words.months.read(tokens, start)
    if month:
        day = _day(tokens, month.end)
        end = month.end + 1
    else:
        day = _day(tokens, start)
        of = words.of_words.read(tokens, start + 1)
        month = words.months.read(tokens, of.end if of else start + 1) if day else None
        end = month.end if month else start
    if not month or day is None:
        return None
    return Found(Days(month_days=(day,), months=(month.value,)), at, end)


def _day(tokens: Tokens, at: int) -> int | None:
    day = ordinal(tokens, at)
    number = tokens.number(at) if day is None else day
    return number if number is not None and 1 <= number <= 31 else None
