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
    UserMessageTextContent,
    WidgetItem,
    WorkflowItem,
)
from openai.types.responses import ResponseInputContentParam

from errand.assistant.intent import wish_of
from errand.edge.chatkit.cards import approval_of, asks
from errand.edge.chatkit.items import spoken_text
from errand.edge.chatkit.outcomes import deed_of
from errand.edge.chatkit.widgets import shown_ids
from errand.tools.provenance import Provenance
from errand.tools.wishes import Wish

HISTORY_ITEMS = 60
SHOWN_PREFIX = "[tasks shown] "
CHANGED_PREFIX = "[tasks changed] "
_LISTS = ("add_tasks", "set_status")
QUOTED_PREFIX = "[the person points at these words] "


class History(ThreadItemConverter):
    """Converts items. Only what the person typed goes in as theirs; the rest is context."""

    async def user_message_to_input(
        self, item: UserMessageItem, is_last_message: bool = True
    ) -> list[TResponseInputItem]:
        """Tell what the person typed, after what they pointed at."""
        plain = item.model_copy(update={"quoted_text": None})
        given = await super().user_message_to_input(plain, is_last_message)
        typed, *context = given if isinstance(given, list) else [given]
        told = [_as_context(each) for each in context]
        if item.quoted_text and is_last_message:
            told.append(_quoted(item.quoted_text))
        return [*told, _as_said(typed)]

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
        deed = deed_of(item)
        if deed is not None and deed.tool not in _LISTS:
            # What "the second one" means stays with the list that the person looks at.
            content = CHANGED_PREFIX + "; ".join(rows)
            return {"type": "message", "role": "system", "content": content}
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


def _quoted(text: str) -> TResponseInputItem:
    """Tell it as what the assistant has shown: nothing in it has a person's or our authority."""
    content = QUOTED_PREFIX + json.dumps(text, ensure_ascii=False)
    return {"type": "message", "role": "assistant", "content": content}


def _as_context(item: object) -> TResponseInputItem:
    return cast("TResponseInputItem", {**cast("dict[str, Any]", item), "role": "system"})


_CONVERTER = History()


async def agent_input(items: list[ThreadItem]) -> list[TResponseInputItem]:
    """Return the items, oldest first, as input for the agent."""
    return await _CONVERTER.to_agent_input(items)


def provenance_of(
    history: list[TResponseInputItem], *, typed: list[str] | None = None, led: bool = False
) -> Provenance:
    """Return what of the agent's input the person said themselves, and what they did not.

    Args:
        history: The input.
        typed: What they typed, without the names of what they pointed at; None: all that is
            theirs in the input.
        led: The model can be led by what it reads.
    """
    given = [cast("dict[str, Any]", item) for item in history]
    theirs = [str(item["content"]) for item in given if item.get("role") == "user"]
    said = theirs if typed is None else typed
    newest = said[-1] if said else ""
    others = [str(item.get("content")) for item in given if item.get("role") != "user"]
    read = Provenance(
        said="\n".join(said),
        newest=newest,
        wish=wish_of(newest) if said else Wish(),
        led=led,
        shown="\n".join(filter(_shows, others)).casefold(),
    )
    # The name of what a person pointed at is somebody's text too.
    read.heard({"shown": others, "named": theirs if typed is not None else []})
    read.looked = False
    return read


def _shows(told: str) -> bool:
    return told.startswith((SHOWN_PREFIX, CHANGED_PREFIX))


def typed_by(items: list[ThreadItem]) -> list[str]:
    """Return what the person typed in these items, oldest first; what they pointed at left out."""
    return [
        "".join(part.text for part in item.content if isinstance(part, UserMessageTextContent))
        for item in items
        if isinstance(item, UserMessageItem)
    ]
