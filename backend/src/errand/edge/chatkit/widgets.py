"""Tasks as a list with checkboxes that work."""

from collections.abc import Sequence
from typing import Any

from chatkit.types import WidgetItem
from pydantic import BaseModel

SET_DONE = "tasks.set_done"
"""Action of a checkbox: `{task_id, done}`."""

_COLORS = {"urgent": "danger", "high": "warning", "medium": "info", "low": "secondary"}


class SetDone(BaseModel):
    """Payload of a checkbox; its values come from the page and are not to be trusted."""

    task_id: str
    done: bool


def task_list(tasks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return a list widget over task views; each row's key is the id of its task."""
    return {"type": "ListView", "limit": "auto", "children": [_item(task) for task in tasks]}


def plain_list(tasks: Sequence[dict[str, Any]]) -> str:
    """Return the same list in plain words, numbered from 1, for copying and for the model."""
    lines = (
        f"{position}. {task['title']}" + (f" ({task['due_words']})" if task["due_words"] else "")
        for position, task in enumerate(tasks, start=1)
    )
    return "\n".join(lines)


def shown_ids(item: WidgetItem) -> list[str]:
    """Return the ids of the tasks that the widget shows, in their order."""
    children: list[Any] = getattr(item.widget, "children", None) or []
    return [str(child.key) for child in children if getattr(child, "key", None)]


def _item(task: dict[str, Any]) -> dict[str, Any]:
    return {"type": "ListViewItem", "key": task["id"], "children": [task_row(task)]}


def task_row(task: dict[str, Any]) -> dict[str, Any]:
    """Return a task in one row: its box to tick, what it says, when it is due."""
    done = task["status"] == "done"
    title = {
        "type": "Text",
        "value": task["title"],
        "lineThrough": done,
        "color": "secondary" if done else "primary",
    }
    details: list[dict[str, Any]] = [title]
    if task["due_words"]:
        late = task["overdue"] and not done
        details.append(
            {
                "type": "Caption",
                "value": task["due_words"],
                "color": "danger" if late else "secondary",
            }
        )
    row = [_checkbox(task, done=done), {"type": "Col", "flex": 1, "gap": 0, "children": details}]
    if task["priority"] in _COLORS:
        row.append({"type": "Badge", "label": task["priority"], "color": _COLORS[task["priority"]]})
    return {"type": "Row", "align": "center", "gap": 3, "width": "100%", "children": row}


def title_in(row: dict[str, Any]) -> str:
    """Return the title that such a row shows."""
    return str(row["children"][1]["children"][0]["value"])


def _checkbox(task: dict[str, Any], *, done: bool) -> dict[str, Any]:
    return {
        "type": "Checkbox",
        "name": f"done-{task['id']}",
        # Read by assistive technology; the row shows the title beside it.
        "label": "",
        "defaultChecked": done,
        "onChangeAction": {
            "type": SET_DONE,
            "payload": {"task_id": task["id"], "done": not done},
            "streaming": False,
            "loadingBehavior": "self",
        },
    }
