"""One person's conversation, through queue, worker and chat, and what they see of it."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from errand.core import Core
from errand.edge.chatkit.submissions import message_submission, plain_message
from errand.identity import Actor

TURN_SECONDS = 120
_SHOWN = ("thread.item.done", "thread.item.replaced")
_WORDS = ("value", "label", "title", "text", "caption", "placeholder", "question", "description")
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”')
_CONFIRMING = re.compile(r"confirm|approve", re.IGNORECASE)


@dataclass
class Reply:
    """What the person sees after one message of theirs."""

    said: list[str] = field(default_factory=list[str])
    """Messages of the assistant."""
    shown: list[str] = field(default_factory=list[str])
    """Words on lists and cards."""
    waits: bool = False
    """A form or a card waits for an answer."""
    failed: str = ""
    """Why there was no proper answer."""

    @property
    def asks(self) -> bool:
        """Whether the person is asked something; what is quoted does not count."""
        return self.waits or "?" in _QUOTED.sub("", " ".join(self.said))

    @property
    def text(self) -> str:
        """All words, for comparing."""
        return " ".join(" ".join([*self.said, *self.shown]).split())


class Conversation:
    """Says one thing after the other and waits for each answer."""

    def __init__(self, core: Core, actor: Actor) -> None:
        self._core, self._actor = core, actor
        self._thread: UUID | None = None

    async def say(self, text: str) -> Reply:
        """Say something and return what comes of it.

        Raises:
            TimeoutError: The answer took too long.
            AppError: The message was not taken.
        """
        asked = message_submission(plain_message(text), self._thread, None)
        submitted = await self._core.threads.submit(self._actor, asked)
        self._thread = submitted.thread_id
        self._core.turns.submitted(submitted.held)
        items: dict[str, dict[str, Any]] = {}
        reply = Reply()
        async with asyncio.timeout(TURN_SECONDS):
            async for batch in self._core.turns.follow(self._actor, submitted.turn_id):
                for event in batch:
                    _take(json.loads(event.data), items, reply)
        for item in items.values():
            _tell(item, reply)
        return reply


def _take(event: dict[str, Any], items: dict[str, dict[str, Any]], reply: Reply) -> None:
    if event["type"] in _SHOWN:
        items[event["item"]["id"]] = event["item"]
    elif event["type"] == "thread.item.removed":
        items.pop(event["item_id"], None)
    elif event["type"] == "error":
        reply.failed = str(event.get("message") or "error")


def _tell(item: dict[str, Any], reply: Reply) -> None:
    match item["type"]:
        case "assistant_message":
            reply.said.append("".join(part["text"] for part in item["content"]))
        case "widget":
            reply.shown += _words(item["widget"])
            reply.waits = reply.waits or any(map(_CONFIRMING.search, _actions(item["widget"])))
        case "structured_input":
            reply.shown += _words(item["inputs"])
            reply.waits = reply.waits or item.get("status") == "pending"
        case _:
            return


def _words(node: Any) -> Iterator[str]:
    """Give every text that a card shows, from top to bottom."""
    if isinstance(node, list):
        for each in node:  # pyright: ignore[reportUnknownVariableType]
            yield from _words(each)
    elif isinstance(node, dict):
        for name, value in node.items():  # pyright: ignore[reportUnknownVariableType]
            if isinstance(value, str) and name in _WORDS:
                yield value
            elif not str(name).endswith("Action"):  # pyright: ignore[reportUnknownArgumentType]
                yield from _words(value)


def _actions(node: Any) -> Iterator[str]:
    """Give the type of every action that a card offers."""
    if isinstance(node, list):
        for each in node:  # pyright: ignore[reportUnknownVariableType]
            yield from _actions(each)
    elif isinstance(node, dict):
        for name, value in node.items():  # pyright: ignore[reportUnknownVariableType]
            if str(name).lower().endswith("action") and isinstance(value, dict):  # pyright: ignore[reportUnknownArgumentType]
                yield str(value.get("type"))  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            else:
                yield from _actions(value)
