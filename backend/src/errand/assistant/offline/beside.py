"""What a new task has beside title, date and marks: what was said is told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from errand.assistant.offline.deltas import length_words
from errand.assistant.offline.results import Task
from errand.assistant.offline.values import Due
from errand.assistant.offline.wording import day_in_words, due_in_words, plain

DAY_MINUTES = 24 * 60


def beside_in_words(task: Task) -> str:
    """Return ", estimated at 40 minutes, deadline Wednesday 31 March 2027", perhaps nothing."""
    return "".join(f", {each}" for each in _said(task))


def _said(task: Task) -> Iterator[str]:
    if task.estimate:
        yield f"estimated at {length_words(task.estimate)}"
    if task.deadline:
        yield f"deadline {day_in_words(date.fromisoformat(task.deadline))}"
    if task.defer_until:
        yield f"not shown before {day_in_words(date.fromisoformat(task.defer_until))}"
    for reminder in task.reminders:
        yield f"reminder {_reminder(reminder)}"
    if task.notes:
        yield f"with the note \u201c{plain(task.notes)}\u201d"


def _reminder(reminder: dict[str, Any]) -> str:
    minutes = reminder.get("minutes_before")
    if minutes is None:
        at = datetime.fromisoformat(str(reminder["local"]))
        return due_in_words(Due(at.date(), at))
    days, rest = divmod(int(minutes), DAY_MINUTES)
    if days and not rest:
        return f"{days} day{'' if days == 1 else 's'} before"
    return f"{length_words(int(minutes))} before" if minutes else "when it is due"
