"""The dates of the worst rules that are allowed, in seconds of the processor."""

import random
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from time import process_time
from typing import TypeVar
from zoneinfo import ZoneInfo

from errand.tasks.due import DueDay
from errand.tasks.recurrence import first_on_or_after, parse_rule, pinned_to, step
from errand.tasks.recurrence_rule import RecurrenceRefused

from .figures import Measured, Verdict

T = TypeVar("T")
MOST_MILLISECONDS = 50
_RANDOM_RULES = 1500
_ZONE = ZoneInfo("Europe/Berlin")
_DUE = DueDay(date=date(2026, 11, 24))
_LATER = datetime(2150, 6, 1, 10, tzinfo=UTC)
_EVERYDAY = ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYMONTHDAY=31")
_HARDEST = (
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
    "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR;BYMONTH=2",
    "FREQ=DAILY;INTERVAL=999;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;INTERVAL=999;BYYEARDAY=366",
    "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=1",
    "FREQ=DAILY;COUNT=1000;BYDAY=MO;BYMONTHDAY=29;BYMONTH=2",
    "FREQ=MONTHLY;BYDAY=5FR;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=WEEKLY;INTERVAL=53;BYMONTH=2;BYDAY=SU",
)


def measure() -> tuple[list[Measured], list[Verdict]]:
    """Return the times of reading a rule, finding its first date, and going on from it."""
    chance = random.Random(2026)
    rules = {
        "everyday (the floor)": list(_EVERYDAY) * 30,
        "rare dates": [rule for rule in _HARDEST for _ in range(20)],
        "random, at every limit": list(_random(chance)),
    }
    rows = [Measured(name, [_seconds(rule) for rule in asked]) for name, asked in rules.items()]
    worst = max(row.percentile(100) for row in rows)
    return rows, [Verdict("one step of the worst rule allowed", worst, MOST_MILLISECONDS, " ms")]


def _random(chance: random.Random) -> Iterator[str]:
    for _ in range(_RANDOM_RULES):
        freq = chance.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
        parts = [f"FREQ={freq}", f"INTERVAL={chance.choice((1, 2, 7, 53, 400, 999))}"]
        for name, most, signed in (
            ("BYMONTH", 12, False),
            ("BYMONTHDAY", 31, True),
            ("BYYEARDAY", 366, True),
            ("BYSETPOS", 31, True),
        ):
            if chance.random() < 0.5:
                signs = (1, -1) if signed else (1,)
                numbers = {chance.randint(1, most) * chance.choice(signs) for _ in range(31)}
                few = list(numbers)[: chance.choice((1, 2, 31))]
                parts.append(f"{name}={','.join(map(str, few))}")
        if chance.random() < 0.5:
            parts.append(f"BYDAY={chance.choice(('MO', 'SU,SA', '5FR', '-1MO', '2TU,4TH'))}")
        if chance.random() < 0.3:
            parts.append("COUNT=1000")
        yield ";".join(parts)


def _seconds(text: str) -> float:
    """Return how long the slowest of its steps takes, refusing included."""
    slowest = 0.0
    found = _timed(lambda: parse_rule(text, anchor="schedule_catch_up"))
    slowest = max(slowest, found[1])
    if found[0] is None:
        return slowest
    rule = found[0]
    for do in (
        lambda: pinned_to(rule, _DUE),
        lambda: first_on_or_after(rule, _DUE),
        lambda: step(rule, _DUE, _LATER, _ZONE),
    ):
        slowest = max(slowest, _timed(do)[1])
    return slowest


def _timed(do: Callable[[], T]) -> tuple[T | None, float]:
    begun = process_time()
    try:
        return do(), process_time() - begun
    except RecurrenceRefused:
        return None, process_time() - begun
