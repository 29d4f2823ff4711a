"""Into the log of a turn: each event once, also when several workers had a hand in the turn."""

from collections.abc import Iterable
from typing import Any, cast

from chatkit.types import (
    AssistantMessageItem,
    ThreadItem,
    ThreadItemRemovedEvent,
    ThreadStreamEvent,
    WidgetItem,
    WorkflowItem,
)

from errand.edge.chatkit.items import from_json, settle
from errand.edge.chatkit.sdk import serialize
from errand.turns.running import RunningTurn

Json = dict[str, Any]
_ONCE = {"thread.created", "stream_options"}


class Recorder:
    """Says events, except those about items that an earlier attempt finished."""

    def __init__(self, turn: RunningTurn) -> None:
        self._turn = turn
        self._said_once = {event["type"] for event in turn.earlier} & _ONCE
        self._done = _finished(turn.earlier)
        self.open = {item["id"]: item for item in open_items(turn.earlier)}
        """Items that were begun and neither finished nor withdrawn."""

    async def withdraw_open(self) -> None:
        """Take back what an earlier attempt left half-said: it is going to be said again."""
        for item_id in self.open:
            await self.say(ThreadItemRemovedEvent(item_id=item_id))
        self.open.clear()

    async def say(self, event: ThreadStreamEvent) -> None:
        """Append the event to the log, unless the log has it already."""
        data = serialize(event)
        kind, item_id = event.type, _item_id(event)
        if kind in self._said_once or (item_id in self._done and kind != "thread.item.replaced"):
            return
        await self._turn.say(data)


def _item_id(event: ThreadStreamEvent) -> str | None:
    item = getattr(event, "item", None)
    return getattr(event, "item_id", None) if item is None else item.id


def _finished(events: Iterable[Json]) -> set[str]:
    """Return the ids of what was finished and not taken back."""
    found: set[str] = set()
    for event in events:
        if event["type"] == "thread.item.done":
            found.add(event["item"]["id"])
        elif event["type"] == "thread.item.removed":
            found.discard(event["item_id"])
    return found


def open_items(events: Iterable[Json]) -> list[Json]:
    """Return the items that these events began and did not finish, as far as they came."""
    begun: dict[str, Json] = {}
    for event in events:
        match event["type"]:
            case "thread.item.added":
                begun[event["item"]["id"]] = event["item"]
            case "thread.item.done" | "thread.item.replaced":
                begun.pop(event["item"]["id"], None)
            case "thread.item.removed":
                begun.pop(event["item_id"], None)
            case "thread.item.updated" if event["item_id"] in begun:
                _apply(begun[event["item_id"]], event["update"])
            case _:
                pass
    return list(begun.values())


def _apply(item: Json, update: Json) -> None:
    kind = str(update["type"])
    if kind.startswith("assistant_message.content_part."):
        _apply_text(item, kind.rpartition(".")[2], update)
    elif kind == "workflow.task.added":
        item["workflow"]["tasks"].append(update["task"])
    elif kind == "workflow.task.updated":
        item["workflow"]["tasks"][update["task_index"]] = update["task"]
    elif kind == "widget.root.updated":
        item["widget"] = update["widget"]


def _apply_text(item: Json, kind: str, update: Json) -> None:
    content: list[Any] = item["content"]
    while len(content) <= update["content_index"]:
        content.append({"type": "output_text", "text": "", "annotations": []})
    part = cast("Json", content[update["content_index"]])
    if kind == "text_delta":
        part["text"] += update["delta"]
    elif kind == "added":
        content[update["content_index"]] = update["content"]
    elif kind == "done":
        part["text"] = update["content"]["text"]
    else:  # "annotation_added", the only other one
        part["annotations"] = [*part["annotations"], update["annotation"]]


def kept(item: Json) -> ThreadItem | None:
    """Return the half-said item as it stays after a stop; None where nothing of it is worth it."""
    found = from_json(item)
    if isinstance(found, AssistantMessageItem):
        return found if any(part.text.strip() for part in found.content) else None
    if isinstance(found, WorkflowItem):
        settle(found)
        return found
    return found if isinstance(found, WidgetItem) else None
