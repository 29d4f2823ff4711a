"""As much of a conversation as a model reads at once: the rest as a summary, never left out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from agents.items import TResponseInputItem
from agents.models.interface import Model
from chatkit.types import AssistantMessageItem, HiddenContextItem, ThreadItem, UserMessageItem

from errand.assistant.budget import estimated_tokens
from errand.assistant.journaled import Journal
from errand.assistant.summary import summarise
from errand.edge.chatkit.history import agent_input
from errand.edge.chatkit.items import spoken_text

WINDOW_ITEMS = 300
"""So many items are told in full, also where they are all short."""
READ_ITEMS = 500
"""More than are told, so that the newest summary is always among them."""
SUMMARY_PREFIX = "[summary of the earlier conversation] "
_ITEM_TOKENS = 30
"""What an item costs beside its words; a task in a list as much."""


@dataclass(frozen=True)
class Remembered:
    """A summary, and the last item that it covers."""

    summary: str
    until: str

    def item(self, item_id: str, thread_id: str) -> HiddenContextItem:
        """Return it as an item of the conversation that only the assistant sees."""
        content = {"summary": self.summary, "until": self.until}
        return HiddenContextItem(
            id=item_id, thread_id=thread_id, created_at=datetime.now(UTC), content=content
        )


Keep = Callable[[Remembered], Awaitable[None]]


async def fitting_input(
    items: list[ThreadItem], *, model: Model, journal: Journal, tokens: int, keep: Keep
) -> list[TResponseInputItem]:
    """Return the conversation as input that fits.

    Args:
        items: What was said, oldest first.
        model: Writes the summary where one is needed.
        journal: Of the turn.
        tokens: What the model reads at once; half of it is for the conversation.
        keep: Stores a new summary.

    Raises:
        ModelFault: A summary was needed, and could not be had.
    """
    room = tokens // 2
    known, recent = _since_summary(items)
    if len(recent) > WINDOW_ITEMS or sum(map(_cost, recent)) + _cost_of(known) > room:
        older, recent = _split(recent, room // 2)
        if older:
            known = await _remember(known, older, model=model, journal=journal, room=room)
            await keep(known)
    told = await agent_input(recent)
    return told if known is None else [_told(known), *told]


async def _remember(
    known: Remembered | None,
    older: list[ThreadItem],
    *,
    model: Model,
    journal: Journal,
    room: int,
) -> Remembered:
    said = [line for item in older if (line := _line(item))]
    before = known.summary if known else ""
    summary = await summarise(model, said, before=before, journal=journal, tokens=room // 2)
    return Remembered(summary, older[-1].id)


def _since_summary(items: list[ThreadItem]) -> tuple[Remembered | None, list[ThreadItem]]:
    """Return the newest summary, and what it does not cover."""
    known: Remembered | None = None
    told: list[ThreadItem] = []
    for item in items:
        found = _remembered(item)
        if found is None:
            told.append(item)
        else:
            known = found
    places = [n for n, item in enumerate(told) if known and item.id == known.until]
    return known, told[places[0] + 1 :] if places else told


def _remembered(item: ThreadItem) -> Remembered | None:
    if not isinstance(item, HiddenContextItem) or not isinstance(item.content, dict):
        return None
    content = cast("dict[str, Any]", item.content)  # pyright: ignore[reportUnknownMemberType]
    if not {"summary", "until"} <= content.keys():
        return None
    return Remembered(str(content["summary"]), str(content["until"]))


def _split(items: list[ThreadItem], room: int) -> tuple[list[ThreadItem], list[ThreadItem]]:
    """Return what is to be summarised, and the newest items; these begin with a question."""
    start, cost = len(items) - 1, 0
    while start > 0 and len(items) - start < WINDOW_ITEMS // 2:
        cost += _cost(items[start])
        if cost > room:
            start += 1
            break
        start -= 1
    last = max((n for n, item in enumerate(items) if isinstance(item, UserMessageItem)), default=0)
    asked = [n for n in range(start, last) if isinstance(items[n], UserMessageItem)]
    # What is being asked now is always told in full.
    begin = asked[0] if asked else last
    return items[:begin], items[begin:]


def _cost(item: ThreadItem) -> int:
    text = spoken_text(item)
    return estimated_tokens(text) + _ITEM_TOKENS * (1 + text.count("\n"))


def _cost_of(known: Remembered | None) -> int:
    return estimated_tokens(known.summary) if known else 0


def _line(item: ThreadItem) -> str:
    text = spoken_text(item).strip()
    if not text:
        return ""
    if isinstance(item, UserMessageItem):
        return f"Person: {text}"
    return f"Assistant: {text}" if isinstance(item, AssistantMessageItem) else f"Shown: {text}"


def _told(known: Remembered) -> TResponseInputItem:
    """Tell it as the assistant's own words: nothing in it has a person's or our authority."""
    return {"type": "message", "role": "assistant", "content": SUMMARY_PREFIX + known.summary}
