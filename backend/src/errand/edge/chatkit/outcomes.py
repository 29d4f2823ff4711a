"""The card under a deed: its tasks as they are now, and the way to undo or reschedule it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chatkit.types import WidgetItem
from pydantic import BaseModel, Field

from errand.edge.chatkit.widgets import task_row, title_in

UNDO = "tasks.undo"
"""Action of a button: takes back the last thing that the card stands for. `{call_id}`."""
RESCHEDULE = "tasks.reschedule"
"""Action of a button and of a date: `{task_id, to}`, a day or `tomorrow`."""
DONE_WITH = {
    "add_tasks": "tasks",
    "set_status": "changed",
    "update_tasks": "tasks",
    "reschedule_tasks": "tasks",
    "move_tasks": "tasks",
}
"""Tools whose deeds get a card, and where their answer has the tasks."""
MOST_ROWS = 8
_MOST_CALLS = 5
_KEY = "outcome"


class UndoCall(BaseModel):
    """Payload of the button; comes from the page and is not to be trusted."""

    call_id: str = Field(max_length=64)


class RescheduleTask(BaseModel):
    """Payload of the date; comes from the page and is not to be trusted."""

    task_id: str = Field(max_length=64)
    to: str = Field(max_length=64)


@dataclass(frozen=True)
class Deed:
    """What a card stands for: the tool, and the calls that can be taken back, the last one last."""

    tool: str
    calls: tuple[str, ...]

    def then(self, call_id: object) -> "Deed":
        """Return it after one more call, if that changed anything."""
        more = (*self.calls, str(call_id)) if call_id else self.calls
        return Deed(self.tool, more[-_MOST_CALLS:])


def deed_of(item: WidgetItem) -> Deed | None:
    """Return what the item is the card of, if it is one."""
    parts = str(getattr(item.widget, "key", None) or "").split(":")
    if len(parts) != 3 or parts[0] != _KEY:
        return None
    return Deed(parts[1], tuple(filter(None, parts[2].split(","))))


def added_titles(item: WidgetItem) -> list[str]:
    """Return the titles of the tasks that the item says were added."""
    deed = deed_of(item)
    if deed is None or deed.tool != "add_tasks":
        return []
    return [title_in(row) for row in item.model_dump()["widget"]["children"] if row.get("key")]


def changed_tasks(name: str, result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tasks that a call has left as they are now."""
    found: list[dict[str, Any]] = result.get(DONE_WITH.get(name, ""), [])
    if not result.get("ok"):
        return []
    return [task.get("after") or task for task in found]


def outcome_card(
    deed: Deed, tasks: Sequence[dict[str, Any]], remarks: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the card over these task views."""
    rows = [task_row(task) | {"key": task["id"]} for task in tasks[:MOST_ROWS]]
    more = len(tasks) - len(rows)
    notes = [*remarks, *([f"And {more} more."] if more > 0 else [])]
    children = [*rows, *({"type": "Caption", "value": note} for note in notes)]
    buttons = _buttons(deed, tasks)
    if buttons:
        children += [{"type": "Divider", "flush": True}, foot(buttons)]
    return {
        "type": "Card",
        "key": f"{_KEY}:{deed.tool}:{','.join(deed.calls)}",
        "children": children,
    }


def remarks_of(name: str, result: dict[str, Any]) -> list[str]:
    """Return what else there is to know: when what was completed comes back."""
    if name != "set_status":
        return []
    coming = result.get("next_occurrences", [])
    return [f"Comes back: “{task['title']}”, {task['due_words']}." for task in coming[:MOST_ROWS]]


def taken_back(words: Sequence[str], deed: Deed) -> dict[str, Any]:
    """Return the card of a deed that left nothing behind."""
    told = [{"type": "Caption", "value": line} for line in words[:MOST_ROWS]]
    title = {"type": "Title", "value": "Undone", "size": "sm"}
    return {
        "type": "Card",
        "key": f"{_KEY}:{deed.tool}:",
        "children": [title, {"type": "Col", "gap": 1, "children": told}],
    }


def foot(buttons: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the buttons in one row, which breaks where there is no room."""
    return {"type": "Row", "gap": 1, "align": "center", "wrap": "wrap", "children": buttons}


def undo_button(call_id: str) -> dict[str, Any]:
    """Return the button that takes this call back."""
    return _button("Undo", UNDO, {"call_id": call_id})


def _buttons(deed: Deed, tasks: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    given: list[dict[str, Any]] = []
    if len(tasks) == 1 and tasks[0]["status"] not in {"done", "cancelled"}:
        task_id = {"task_id": tasks[0]["id"]}
        given = [
            _button("Tomorrow", RESCHEDULE, task_id | {"to": "tomorrow"}),
            {
                "type": "DatePicker",
                "name": "to",
                "placeholder": "Another day",
                "variant": "soft",
                "size": "sm",
                "onChangeAction": _action(RESCHEDULE, task_id),
            },
        ]
    if deed.calls:
        given += [{"type": "Spacer"}, undo_button(deed.calls[-1])]
    return given


def _button(label: str, action: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Button",
        "label": label,
        "variant": "soft",
        "color": "secondary",
        "size": "sm",
        "onClickAction": _action(action, payload),
    }


def _action(kind: str, payload: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "payload": payload, "streaming": False, "loadingBehavior": "container"}
