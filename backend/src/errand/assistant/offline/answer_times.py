"""What an answer says of a day or a time, and which of the dates in question it fits."""

from datetime import timedelta

from errand.assistant.offline.times import read_when
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Due, InDays, Moment, OnDate, OnWeekday, When


def only_when(tokens: Tokens) -> When | None:
    found = read_when(tokens, 0)
    if found and found.end == len(tokens):
        return found.value
    word = tokens.word(0) if len(tokens) == 1 else ""
    half = tokens.words.time.parts
    if word in ("am", "pm"):
        part = half.read(Tokens("morning" if word == "am" else "evening", tokens.words), 0)
        return When(part=part.value) if part else None
    at = tokens.window(0, len(tokens))
    led = read_when(Tokens(f"at {at.raw()}", tokens.words), 0)
    return led.value if led and led.end == len(tokens) + 1 else None


def fits(due: Due, when: When, moment: Moment) -> bool:
    if any(not _day_fits(due, day, moment) for day in when.days):
        return False
    if when.part and (due.at is None or not _in_part(due.at.hour, when)):
        return False
    return all(_clock_fits(due, clock.hour, clock.minute, clock.certain) for clock in when.clocks)


def _in_part(hour: int, when: When) -> bool:
    """Tell whether an hour lies in the part; "evening" also means the later half of two."""
    part = when.part
    if part is None:
        return True
    return hour < 12 if part.last_hour < 12 else hour >= 12


def _day_fits(due: Due, day: object, moment: Moment) -> bool:
    if isinstance(day, OnWeekday):
        return due.day.weekday() == day.weekday
    if isinstance(day, OnDate):
        return due.day.day == day.day and day.month in (None, due.day.month)
    if isinstance(day, InDays):
        return due.day == moment.today + timedelta(days=day.days)
    return False


def _clock_fits(due: Due, hour: int, minute: int, certain: bool) -> bool:
    if due.at is None or due.at.minute != minute:
        return False
    return due.at.hour == hour % 24 or (not certain and due.at.hour == hour + 12)
