"""The tasks of a person, brought to the form in which they are compared."""

from typing import Any

from errand.core import Core
from errand.identity import Actor
from errand.tasks.acts import Overview
from errand.tasks.inputs import FindTasks
from errand.tasks.model import STATUSES

Fields = dict[str, Any]
State = dict[int, Fields]
"""By number."""


async def state_of(core: Core, actor: Actor) -> State:
    """Return all tasks of the person that are not in the trash, with every field cases name."""
    tasks: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        wanted = FindTasks(statuses=list(STATUSES), limit=100, sort="created", cursor=cursor)
        found = await core.tasks.find(actor, wanted)
        tasks += [task.model_dump(mode="json") for task in found.tasks]
        cursor = found.next_cursor
        if cursor is None:
            titles = {task["id"]: task["title"] for task in tasks}
            return {task["number"]: _fields(task, titles) for task in tasks}


def _fields(task: dict[str, Any], titles: dict[str, str]) -> Fields:
    return {
        "title": task["title"],
        "notes": task.get("notes") or "",
        "status": task["status"],
        "priority": task["priority"],
        "due": _due(task.get("due")),
        "deadline": task.get("deadline"),
        "defer_until": task.get("defer_until"),
        "recurrence": _repeat(task.get("recurrence")),
        "reminders": sorted(map(_reminder, task.get("reminders", []))),
        "labels": sorted({str(label).casefold() for label in task.get("labels", [])}),
        "project": _name(task.get("project")),
        "section": _name(task.get("section")),
        "parent": titles.get(task.get("parent_id") or ""),
        "estimate_minutes": task.get("estimate_minutes"),
    }


def _name(named: dict[str, Any] | None) -> str | None:
    return None if named is None else str(named["name"])


def _due(due: dict[str, str | None] | None) -> tuple[str | None, str | None] | None:
    """Return day or wall-clock time, and the zone of the latter."""
    if due is None:
        return None
    if due.get("local"):
        return str(due["local"])[:16], due.get("tz")
    return due.get("date"), None


def _repeat(rule: dict[str, str] | None) -> tuple[str, str] | None:
    return None if rule is None else (rule["rrule"], rule["anchor"])


def _reminder(reminder: dict[str, Any]) -> str:
    """Return `-30` for minutes before, or the wall-clock time."""
    if reminder.get("minutes_before") is not None:
        return f"-{reminder['minutes_before']}"
    return str(reminder["local"])[:16]


async def projects_of(core: Core, actor: Actor) -> set[str]:
    """Return the names of the person's projects, in small letters."""
    seen = await core.tasks.overview(actor, Overview())
    return {branch.name.casefold() for branch in seen.projects}
