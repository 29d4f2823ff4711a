"""How much later or earlier: lengths that count from when a task was due."""

from errand.assistant.offline.lengths import read_count, read_length
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.values import Length


def so_many(shift: Length | None, rest: Tokens) -> Length | None:
    """Read "three" or "by three" after "by two days": of the same unit."""
    by = rest.words.time.by.read(rest, 0)
    count = read_count(rest, by.end if by else 0) if shift else None
    if shift is None or count is None or count.end != len(rest) or not count.value:
        return None
    if shift.months:
        return Length(months=count.value)
    if shift.days:
        return Length(days=count.value * (7 if shift.days % 7 == 0 else 1))
    return Length(minutes=count.value * (60 if shift.minutes % 60 == 0 else 1))


def is_negative(length: Length) -> bool:
    return min(length.minutes, length.days, length.months) < 0


def shift_of(tokens: Tokens) -> Length | None:
    """Read "two days", "by a week"."""
    by = tokens.words.time.by.read(tokens, 0)
    found = read_length(tokens, by.end if by else 0)
    return found.value if found and found.end == len(tokens) else None


def shift_said(tokens: Tokens) -> Length | None:
    """Read "by a week", "a week later", "an hour earlier": from when it was due before."""
    later = tokens.words.time.later.ending(tokens, len(tokens), start=1)
    length = shift_of(tokens.window(0, later.start if later else len(tokens)))
    by = tokens.words.time.by.read(tokens, 0)
    sure = length is not None and (later or (by and by.value and tokens.word(0) != "for"))
    return length.times(later.value if later else 1) if sure and length else None


def shift_on(tokens: Tokens) -> Length | None:
    """Read "the day after", "half an hour later": counted on from what was said or done."""
    day = tokens.words.talk.day_after.read(tokens, 0)
    if day and day.end == len(tokens):
        return Length(days=day.value)
    later = tokens.words.time.later.ending(tokens, len(tokens), start=1)
    return shift_said(tokens) if later else None
