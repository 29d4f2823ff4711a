"""Tasks as the tools give them back, as far as the offline model looks at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from errand.assistant.offline.values import Due
from errand.assistant.offline.wording import due_in_words, quoted


@dataclass(frozen=True, slots=True)
class Task:
    """One task."""

    id: str
    number: int
    title: str
    status: str
    priority: str
    due: Due | None
    version: int
    overdue: bool
    repeats: str = ""
    """How often, in words."""
    labels: tuple[str, ...] = ()
    project: str = ""
    abroad: str = ""
    """The zone in brackets, where it is not the person's own."""
    notes: str = ""
    section: str = ""
    deadline: str = ""
    """A day as YYYY-MM-DD."""
    defer_until: str = ""
    estimate: int = 0
    """Minutes."""
    reminders: tuple[dict[str, Any], ...] = ()
    """As the tools take them."""
    links: tuple[str, ...] = ()
    parent: str = ""
    """The id of the task above it."""
    completed_at: str = ""

    def words(self) -> str:
        """Return number, title and date in words; the number first, so no title can fake it."""
        date_words = f", due {due_in_words(self.due)}{self.abroad}" if self.due else ""
        return f"#{self.number} {quoted(self.title)}{date_words}"

    def row(self) -> str:
        """Return the words for a list, with what stands out."""
        marks = [self.priority] if self.priority != "none" else []
        marks += [self.repeats] if self.repeats else []
        marks += [f"@{label}" for label in self.labels]
        marks += [f"project {self.project}"] if self.project else []
        marks += ["overdue"] if self.overdue else []
        marks += [self.status.replace("_", " ")] if self.status != "open" else []
        return self.words() + (f" ({', '.join(marks)})" if marks else "")


def tasks_in(result: Mapping[str, Any], key: str) -> tuple[Task, ...]:
    """Return the tasks under a key of a tool's result; rows that are no tasks are left out."""
    rows = result.get(key)
    found = [read_task(row) for row in cast("list[object]", rows)] if isinstance(rows, list) else []
    return tuple(task for task in found if task is not None)


def read_task(given: object) -> Task | None:
    """Return the task, None when the row is not one."""
    if not isinstance(given, dict):
        return None
    row = cast("dict[str, Any]", given)
    try:
        return Task(
            id=str(row["id"]),
            number=int(row["number"]),
            title=str(row["title"]),
            status=str(row.get("status", "open")),
            priority=str(row.get("priority", "none")),
            due=read_due(row.get("due")),
            version=int(row.get("version", 0)),
            overdue=row.get("overdue") is True,
            repeats=str(row.get("recurrence_words") or ""),
            labels=tuple(map(str, row.get("labels") or ())),
            project=_name(row.get("project")),
            abroad="".join(str(row.get("due_words", "")).partition(" (")[1:]),
            notes=str(row.get("notes") or ""),
            section=_name(row.get("section")),
            deadline=str(row.get("deadline") or ""),
            defer_until=str(row.get("defer_until") or ""),
            estimate=int(row.get("estimate_minutes") or 0),
            reminders=tuple(map(_reminder, row.get("reminders") or ())),
            links=tuple(str(link["url"]) for link in row.get("links") or ()),
            parent=str(row.get("parent_id") or ""),
            completed_at=str(row.get("completed_at") or ""),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _reminder(given: dict[str, Any]) -> dict[str, Any]:
    if given.get("minutes_before") is not None:
        return {"minutes_before": int(given["minutes_before"])}
    return {"local": str(given["local"])[:16], "tz": str(given["tz"])}


def _name(given: object) -> str:
    return str(cast("dict[str, Any]", given).get("name", "")) if isinstance(given, dict) else ""


def read_due(given: object) -> Due | None:
    """Return the due in its tagged form, None when there is none."""
    if not isinstance(given, dict):
        return None
    row = cast("dict[str, Any]", given)
    if "local" in row:
        at = datetime.fromisoformat(str(row["local"])).replace(tzinfo=None)
        return Due(at.date(), at, str(row.get("tz", "")))
    return Due(date.fromisoformat(str(row["date"])))


def is_within(tasks: Sequence[Task], project: str) -> bool:
    """Tell whether all of them are in this project."""
    return all((task.project or "").casefold() == project.casefold() for task in tasks)
