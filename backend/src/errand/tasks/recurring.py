"""Tasks that come back: which rule a task keeps, and what follows it."""

from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from errand.errors import InvalidInput
from errand.tasks import due as dues
from errand.tasks import recurrence
from errand.tasks.due import Due, DueDay, DueTime
from errand.tasks.model import Task
from errand.tasks.parts import Recurring
from errand.tasks.presenting import due_of, rule_of
from errand.tasks.recurrence import Recurrence, Step
from errand.tasks.recurrence_clamp import meant_day
from errand.tasks.recurrence_rule import read
from errand.tasks.store import Clock

_due: TypeAdapter[DueDay | DueTime] = TypeAdapter(Due)
_NEEDS_DATE = "due: a task that comes back needs a date; name recurrence in clear to end it"


@dataclass(frozen=True)
class Kept:
    """What a task keeps of its recurrence, and the date with which it begins."""

    due: DueDay | DueTime
    rule: Recurrence
    source_text: str | None
    reads_otherwise: bool
    """The rule was said in a way that would leave out months; it was taken as it was meant."""

    @property
    def column(self) -> dict[str, Any]:
        """How it is stored."""
        return column(self.rule, self.source_text)


def column(rule: Recurrence, source_text: str | None) -> dict[str, Any]:
    """Return a rule as it is stored."""
    said = {} if source_text is None else {"source_text": source_text}
    return {"rrule": rule.rrule, "anchor": rule.anchor} | said


def kept(asked: Recurring, due: DueDay | DueTime | None, clock: Clock) -> Kept:
    """Return the recurrence as it is kept; without a date it begins with its first one from today.

    Raises:
        InvalidInput: It is no rule, or it does not fit the date.
    """
    zone = dues.zone_of(due) if isinstance(due, DueTime) else clock.zone
    rule = recurrence.parse_rule(asked.rrule, anchor=asked.anchor, zone=zone)
    begins = due or recurrence.first_on_or_after(rule, DueDay(date=clock.today))
    if begins is None:
        raise InvalidInput("recurrence: it has no date from today on")
    as_said = str(read(asked.rrule, zone=zone))
    return Kept(
        begins, recurrence.pinned_to(rule, begins), asked.source_text, as_said != rule.rrule
    )


def remark_on(kept: Kept, title: str) -> str:
    """Say how a rule was taken that would have left out months."""
    return f"“{title}” comes {recurrence.words(kept.rule)}: in shorter months on their last day."


def following(task: Task, clock: Clock) -> Step | None:
    """Return what comes after this occurrence; None where it is the last, or does not come back."""
    rule = rule_of(task)
    return None if rule is None else recurrence.step(rule, base_of(task), clock.now, clock.zone)


def base_of(task: Task) -> DueDay | DueTime | None:
    """Return the date from which the rule goes on, also where the task itself was moved."""
    return due_of(task) if task.scheduled is None else _due.validate_python(task.scheduled)


def moved_once(task: Task) -> dict[str, Any]:
    """Return the columns that keep the rule where it was while the task gets another date."""
    rule, base = rule_of(task), base_of(task)
    if rule is None or base is None or rule.anchor == "completion":
        return {}
    return {"scheduled": base.model_dump(mode="json")}


def moved_for_good(task: Task, due: DueDay | DueTime) -> dict[str, Any]:
    """Return the columns with which the rule goes on from another date.

    Raises:
        InvalidInput: Which days the rule then names cannot be told from the date alone.
    """
    rule = rule_of(task)
    if rule is None:
        return {}
    fits = recurrence.first_on_or_after(rule, due) == due
    moved = rule if fits else _shifted(rule, due)
    source_text = (task.recurrence or {}).get("source_text") if fits else None
    return {"scheduled": None, "recurrence": column(moved, source_text)}


def _shifted(recurring: Recurrence, due: DueDay | DueTime) -> Recurrence:
    rule = recurring.rule
    one_weekday = len(rule.days) == 1 and not rule.days[0][0] and not rule.month_days
    one_month_day = not rule.days and (len(rule.month_days) == 1 or meant_day(rule) is not None)
    if rule.timed or rule.weeks or rule.year_days or not (one_weekday or one_month_day):
        raise InvalidInput(
            f"recurrence: it comes {recurrence.words(recurring)}, and that day is not one of them;"
            " set the recurrence too, or move only this one with scope this"
        )
    months = () if len(rule.months) == 1 else rule.months
    free = replace(rule, days=(), month_days=(), positions=(), months=months)
    return recurrence.pinned_to(replace(recurring, rrule=str(free)), due)


def needs_date() -> InvalidInput:
    """Return the refusal to take the date from a task that comes back."""
    return InvalidInput(_NEEDS_DATE)
