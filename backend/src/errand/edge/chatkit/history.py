"""What was said and shown so far, as input for the agent."""

import json
from typing import Any, cast

from agents.items import TResponseInputItem
from chatkit.agents import ThreadItemConverter
from chatkit.types import (
    AssistantMessageItem,
    HiddenContextItem,
    SDKHiddenContextItem,
    ThreadItem,
    UserMessageItem,
    UserMessageTagContent,
    WidgetItem,
    WorkflowItem,
)
from openai.types.responses import ResponseInputContentParam

from errand.assistant.intent import asks_only
from errand.edge.chatkit.cards import approval_of, asks
from errand.edge.chatkit.items import spoken_text
from errand.edge.chatkit.widgets import shown_ids
from errand.tools.provenance import Provenance

HISTORY_ITEMS = 60
SHOWN_PREFIX = "[tasks shown] "


class History(ThreadItemConverter):
    """Converts items. Only what the person typed goes in as theirs; the rest is context."""

    async def user_message_to_input(
        self, item: UserMessageItem, is_last_message: bool = True
    ) -> list[TResponseInputItem]:
        """Tell what the person typed, after what they pointed at."""
        given = await super().user_message_to_input(item, is_last_message)
        typed, *context = given if isinstance(given, list) else [given]
        return [*(_as_context(each) for each in context), _as_said(typed)]

    async def tag_to_message_content(self, tag: UserMessageTagContent) -> ResponseInputContentParam:
        """Tell what a tag stands for, quoted as JSON: a name cannot pretend to be more."""
        meant = {"tag": tag.text, "id": tag.id, "data": tag.data}
        return {"type": "input_text", "text": json.dumps(meant, ensure_ascii=False)}

    async def assistant_message_to_input(self, item: AssistantMessageItem) -> TResponseInputItem:
        """Tell what was said, as plain text: the form that both dialects take."""
        return {"type": "message", "role": "assistant", "content": spoken_text(item)}

    async def widget_to_input(self, item: WidgetItem) -> TResponseInputItem | None:
        """Tell which tasks the person sees, so that "the second one" means something."""
        if approval_of(item):
            state = "waits for the person" if asks(item) else "was decided"
            told = {"state": state, "card": item.copy_text}
            content = f"[confirmation] {json.dumps(told, ensure_ascii=False)}"
            return {"type": "message", "role": "system", "content": content}
        titles = [line.partition(". ")[2] for line in (item.copy_text or "").splitlines()]
        ids = shown_ids(item)
        if not ids:
            return None
        rows = (
            # Quoted as JSON: a title cannot pretend to be the next row.
            f"{position}. {task_id} {json.dumps(title, ensure_ascii=False)}"
            for position, (task_id, title) in enumerate(zip(ids, titles, strict=False), start=1)
        )
        return {
            "type": "message",
            "role": "assistant",
            "content": SHOWN_PREFIX + "; ".join(rows),
        }

    async def workflow_to_input(self, item: WorkflowItem) -> None:
        """Leave out: what a tool did shows in the answer that followed."""

    async def hidden_context_to_input(self, item: HiddenContextItem) -> TResponseInputItem:
        """Tell the model what the person does not see."""
        return {"type": "message", "role": "system", "content": str(item.content)}

    async def sdk_hidden_context_to_input(self, item: SDKHiddenContextItem) -> TResponseInputItem:
        """Tell the model what the person does not see."""
        return {"type": "message", "role": "system", "content": item.content}


def _as_said(given: object) -> TResponseInputItem:
    """Return a message of one text in the short form: the client library takes its time, several
    times over, for each part of the long one."""
    (part,) = cast("dict[str, Any]", given)["content"]
    return {"role": "user", "content": part["text"]}


def _as_context(item: object) -> TResponseInputItem:
    return cast("TResponseInputItem", {**cast("dict[str, Any]", item), "role": "system"})


_CONVERTER = History()


async def agent_input(items: list[ThreadItem]) -> list[TResponseInputItem]:
    """Return the items, oldest first, as input for the agent."""
    return await _CONVERTER.to_agent_input(items)


def provenance_of(history: list[TResponseInputItem]) -> Provenance:
    """Return what of the agent's input the person said themselves, and what they did not."""
    given = [cast("dict[str, Any]", item) for item in history]
    said = [str(item["content"]) for item in given if item.get("role") == "user"]
    read = Provenance(said="\n".join(said), asks_only=asks_only(said[-1]) if said else False)
    shown = [item.get("content") for item in given if item.get("role") != "user"]
    read.heard({"shown": shown})
    read.looked = False
    return read
