"""Read a ChatKit stream, and fold it as a page does."""

import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
_TEXT = "assistant_message.content_part."


@dataclass(frozen=True, slots=True)
class Event:
    """One event; `at` is in seconds of `time.perf_counter`."""

    turn_id: str
    sequence: int
    data: Json
    at: float = 0.0

    @property
    def kind(self) -> str:
        """Its type."""
        return self.data["type"]

    @property
    def delta(self) -> str:
        """The assistant's text that it brings; "" where it brings none."""
        return text_of(self.data.get("update") or {})


def text_of(update: Json) -> str:
    """Return the text that an update adds to an assistant's message."""
    if update.get("type") == f"{_TEXT}text_delta":
        return update["delta"]
    if update.get("type") == f"{_TEXT}added":
        return update["content"].get("text", "")
    return ""


class Broken(Exception):
    """The stream closed without its end mark."""


async def events(chunks: AsyncIterator[bytes], *, marked: bool = True) -> AsyncGenerator[Event]:
    """Parse server-sent events out of a body that is split anywhere.

    Raises:
        Broken: `marked` streams end with the comment `: end`, and this one did not.
    """
    buffer, last_id, data, whole = b"", "", list[str](), not marked
    async for chunk in chunks:
        *lines, buffer = (buffer + chunk).split(b"\n")
        for raw in lines:
            line = raw.rstrip(b"\r").decode()
            whole = whole or line == ": end"
            if line.startswith("id:"):
                last_id = line[3:].strip()
            elif line.startswith("data:"):
                data.append(line[5:].removeprefix(" "))
            elif not line and data:
                turn_id, _, sequence = last_id.rpartition(":")
                yield Event(
                    turn_id, int(sequence or -1), json.loads("\n".join(data)), time.perf_counter()
                )
                data.clear()
    if not whole:
        raise Broken


@dataclass
class Folded:
    """What a page shows after these events."""

    items: dict[str, Json] = field(default_factory=dict[str, Json])
    texts: dict[str, str] = field(default_factory=dict[str, str])
    thread_id: str = ""
    problems: list[Json] = field(default_factory=list[Json])

    def said(self) -> str:
        """Everything that the assistant says, in order."""
        return "\n".join(
            self.texts[key] for key, item in self.items.items() if item["type"] == ASSISTANT
        )


ASSISTANT = "assistant_message"


def fold(stream: Iterable[Event]) -> Folded:
    """Apply the events one by one.

    Raises:
        AssertionError: One of them does not fit what came before.
    """
    page = Folded()
    for event in stream:
        _apply(page, event.data)
    return page


def _apply(page: Folded, data: Json) -> None:
    match data["type"]:
        case "thread.created":
            page.thread_id = data["thread"]["id"]
        case "thread.item.added" | "thread.item.done" | "thread.item.replaced":
            _put(page, data["item"])
        case "thread.item.removed":
            assert data["item_id"] in page.items, "removed an item that nobody has seen"
            del page.items[data["item_id"]]
            page.texts.pop(data["item_id"], None)
        case "thread.item.updated":
            if added := text_of(data["update"]):
                page.texts[data["item_id"]] = page.texts.get(data["item_id"], "") + added
        case "error":
            page.problems.append(data)
        case _:
            pass


def _put(page: Folded, item: Json) -> None:
    key = item["id"]
    if item["type"] == ASSISTANT:
        whole = "".join(part.get("text", "") for part in item["content"])
        streamed = page.texts.get(key, "")
        assert not streamed or not whole or whole == streamed, "the deltas do not add up"
        page.texts[key] = whole or streamed
    page.items[key] = item
