"""What a tool does and did, in words for the person."""

import json
from typing import Any, cast

from chatkit.types import CustomTask

from errand.edge.chatkit.honesty import NOTHING_CHANGED

STEPS = {
    "add_tasks": ("Adding", "Added", "plus"),
    "find_tasks": ("Looking at your tasks", "Looked at your tasks", "search"),
    "update_tasks": ("Changing", "Changed", "write"),
    "set_status": ("Updating", "Updated", "check-circle"),
    "get_tasks": ("Looking closely", "Looked at", "search"),
    "get_overview": ("Looking at your tasks", "Looked at your tasks", "calendar"),
    "reschedule_tasks": ("Rescheduling", "Rescheduled", "calendar"),
    "move_tasks": ("Moving", "Moved", "write"),
    "delete_tasks": ("Deleting", "Deleted", "empty-circle"),
    "manage_structure": ("Arranging", "Arranged", "write"),
    "undo": ("Undoing", "Undid", "reload"),
}
READING = frozenset({"find_tasks", "get_tasks", "get_overview"})


def nothing_changed() -> CustomTask:
    """Return the step that contradicts a model which says that it did something."""
    return CustomTask(title=NOTHING_CHANGED, icon="info", status_indicator="complete")


def result_of(output: str) -> dict[str, Any]:
    """Return what a tool gave, from the text of it."""
    try:
        parsed: object = json.loads(output)
    except ValueError:
        return {"ok": False, "error": "The tool could not be used."}
    return cast("dict[str, Any]", parsed) if isinstance(parsed, dict) else {}


def finished(name: str, result: dict[str, Any]) -> CustomTask:
    """Return the step of a call that has ended."""
    _, did, icon = STEPS.get(name, (name, name, "bolt"))
    if result.get("approval"):
        words = "Needs your confirmation"
        return CustomTask(title=words, icon="info", status_indicator="complete")
    if not result.get("ok"):
        return CustomTask(
            title=did if name == "find_tasks" else "Could not do that",
            content=str(result.get("error", "")) or None,
            icon="info",
            status_indicator="complete",
        )
    words = _words(name, did, result)
    return CustomTask(title=words, icon=cast("Any", icon), status_indicator="complete")


def _words(name: str, did: str, result: dict[str, Any]) -> str:
    if name == "get_overview":
        return did
    if name == "manage_structure":
        return f"{did} “{result.get('changed', {}).get('name', '')}”"
    if name == "undo":
        count = len(result.get("undone", [])) + result.get("more", 0)
        return "Undone" if count == 1 else f"Undone: {count} changes"
    touched = [
        _title(task) for key in ("tasks", "changed", "trashed") for task in result.get(key, [])
    ]
    if name == "find_tasks":
        return f"Found {result.get('total', len(touched))}"
    return f"{did} {_quoted(touched)}" if touched else f"{did} nothing"


def _title(task: dict[str, Any]) -> str:
    return str((task.get("after") or task.get("task") or task).get("title", ""))


def _quoted(titles: list[str]) -> str:
    return f"“{titles[0]}”" if len(titles) == 1 else f"{len(titles)} tasks"
