"""Days that not every month has: people who say "the 31st" mean the last day where there is none.

RFC 5545 leaves such months out. The rules made here say the same to every calendar program, by
means of the RFC alone.
"""

from dataclasses import replace
from datetime import date

from errand.tasks.recurrence_rule import RecurrenceRefused, Rule

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
SHORTEST = 28


def clamped(rule: Rule) -> Rule:
    """Return the rule with the last day of the month in place of a day that a month lacks.

    29 and 30 both, or rules over weekdays or with BYSETPOS of their own, stay as RFC 5545 reads
    them: shorter months are left out, which their words say.

    Raises:
        RecurrenceRefused: It names a day that none of its months has.
    """
    late = tuple(day for day in rule.month_days if day > SHORTEST)
    if not late:
        return rule
    lengths = [_LENGTHS[month - 1] for month in rule.months or range(1, 13)]
    if max(lengths) < late[-1]:
        months = " and ".join(MONTHS[month - 1] for month in rule.months)
        raise RecurrenceRefused(f"there is no day {late[-1]} in {months}.")
    if rule.days or rule.positions or rule.freq not in {"MONTHLY", "YEARLY"}:
        return rule
    if late[-1] <= min(28 if length == 29 else length for length in lengths):
        return rule
    return _with_last_day(rule, late)


def _with_last_day(rule: Rule, late: tuple[int, ...]) -> Rule:
    early = tuple(day for day in rule.month_days if 0 < day <= SHORTEST)
    from_end = tuple(day for day in rule.month_days if day < 0)
    # BYSETPOS counts times, not days: with several times a day it cannot say "the last day".
    many_times = len(rule.hours) > 1 or len(rule.minutes) > 1
    alone = late == rule.month_days and not many_times
    if late[-1] == 31 and not alone:
        # Together with the last day every shorter month has what it can have.
        kept = tuple(day for day in rule.month_days if day not in {31, -1})
        return replace(rule, month_days=(*kept, -1))
    one_month_at_a_time = rule.freq == "MONTHLY" or len(rule.months) == 1
    if len(late) > 1 or from_end or many_times or not one_month_at_a_time:
        return rule
    days = tuple(sorted({*early, *range(SHORTEST, max(late) + 1)}))
    return replace(rule, month_days=days, positions=(*range(1, len(early) + 1), -1))


def meant_day(rule: Rule) -> int | None:
    """Return 31 where the rule is "the 31st, or the last day" (likewise 30 and 29), else None."""
    days = rule.month_days
    if rule.days or rule.positions != (-1,) or len(days) < 2:
        return None
    return days[-1] if days == tuple(range(SHORTEST, days[-1] + 1)) else None


def pinned(rule: Rule, day: date) -> Rule:
    """Return the rule with the days that it leaves to the date on which it begins.

    So that moving one occurrence does not move those after it, and a series that begins on the
    31st comes back to it after February.
    """
    if rule.freq == "WEEKLY" and not rule.days:
        return replace(rule, days=((0, day.weekday()),))
    if rule.freq == "YEARLY" and rule.weeks and not rule.days:
        return replace(rule, days=((0, day.weekday()),))
    if rule.freq not in {"MONTHLY", "YEARLY"} or rule.names_days:
        return rule
    months = rule.months if rule.months or rule.freq == "MONTHLY" else (day.month,)
    longest = max(_LENGTHS[month - 1] for month in months or range(1, 13))
    return clamped(replace(rule, months=months, month_days=(min(day.day, longest),)))
