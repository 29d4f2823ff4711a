"""Whether two recurrence rules mean the same, however they are spelt."""

import re
from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr

COMPARED = 60
"""So many occurrences of both are laid side by side."""
_START = datetime(2026, 1, 1, 9, 0)  # noqa: DTZ001  rules speak of the wall clock
_UTC_UNTIL = re.compile(r"(UNTIL=\d{8}T\d{6})Z")


def same_rule(one: str | None, other: str | None, *, start: datetime | None = None) -> bool:
    """Tell whether two rules give the same times from `start` (naive) on; a broken one does not."""
    if one is None or other is None:
        return one is other
    try:
        return _days(one, start or _START) == _days(other, start or _START)
    except (ValueError, TypeError, KeyError):
        return False


def _days(rule: str, start: datetime) -> list[datetime]:
    plain = _UTC_UNTIL.sub(r"\1", rule.strip().removeprefix("RRULE:").upper())
    return list(islice(iter(rrulestr(plain, dtstart=start)), COMPARED))
