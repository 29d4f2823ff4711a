"""What was said and shown so far, as input for the agent."""

from agents.items import TResponseInputItem
from chatkit.agents import ThreadItemConverter
from chatkit.types import (
    AssistantMessageItem,
    HiddenContextItem,
    ThreadItem,
    UserMessageTagContent,
    WidgetItem,
    WorkflowItem,
)
from openai.types.responses import ResponseInputTextParam
from openai.types.responses.response_input_item_param import Message

from errand.edge.chatkit.items import spoken_text
from errand.edge.chatkit.widgets import shown_ids

HISTORY_ITEMS = 60
SHOWN_PREFIX = "[tasks shown] "


class History(ThreadItemConverter):
    """Converts items; the agent's own tool steps are not told again, their results are."""

    async def tag_to_message_content(self, tag: UserMessageTagContent) -> ResponseInputTextParam:
        """Name what the person tagged."""
        return ResponseInputTextParam(type="input_text", text=f"{tag.text} (id {tag.id})")

    async def assistant_message_to_input(self, item: AssistantMessageItem) -> TResponseInputItem:
        """Tell what was said, as plain text: the form that both dialects take."""
        return {"type": "message", "role": "assistant", "content": spoken_text(item)}

    async def widget_to_input(self, item: WidgetItem) -> TResponseInputItem | None:
        """Tell which tasks the person sees, so that "the second one" means something."""
        titles = [line.partition(". ")[2] for line in (item.copy_text or "").splitlines()]
        ids = shown_ids(item)
        if not ids:
            return None
        rows = (
            f'{position}. {task_id} "{title}"'
            for position, (task_id, title) in enumerate(zip(ids, titles, strict=False), start=1)
        )
        return {
            "type": "message",
            "role": "assistant",
            "content": SHOWN_PREFIX + "; ".join(rows),
        }

    async def workflow_to_input(self, item: WorkflowItem) -> None:
        """Leave out: what a tool did shows in the answer that followed."""

    async def hidden_context_to_input(self, item: HiddenContextItem) -> Message:
        """Tell the model what the person does not see."""
        return Message(
            type="message",
            role="user",
            content=[ResponseInputTextParam(type="input_text", text=str(item.content))],
        )


_CONVERTER = History()


async def agent_input(items: list[ThreadItem]) -> list[TResponseInputItem]:
    """Return the items, oldest first, as input for the agent."""
    return await _CONVERTER.to_agent_input(items)
