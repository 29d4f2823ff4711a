"""Conversations in pages, as the protocol has them, and the events of an answer.

A thread is called by the number of its items: `thr_5000`.
"""

from functools import cache
from typing import Any

from .answer import FUNCTION, WORDS

CREATED = "2026-11-23T08:00:00Z"
STREAMED = "thr_0"
PAGE = 20
MOST_PER_PAGE = 100
Event = dict[str, Any]


def item(kind: str, item_id: str, **rest: Any) -> Event:
    """Return one item of the thread."""
    return {"type": kind, "id": item_id, "thread_id": STREAMED, "created_at": CREATED, **rest}


def said(name: str, text: str) -> Event:
    """Return a message of the assistant."""
    part = {"type": "output_text", "text": text, "annotations": []}
    return item("assistant_message", name, content=[part])


def asked(name: str, text: str) -> Event:
    """Return a message of the person."""
    content = [{"type": "input_text", "text": text}]
    return item("user_message", name, content=content, attachments=[], inference_options={})


def done(one: Event) -> Event:
    """Return the event with which an item is finished."""
    return {"type": "thread.item.done", "item": one}


def delta(name: str, text: str) -> Event:
    """Return the event that adds words to a message."""
    update = {"type": "assistant_message.content_part.text_delta", "content_index": 0}
    return {"type": "thread.item.updated", "item_id": name, "update": update | {"delta": text}}


def empty() -> Event:
    """Return a thread without items."""
    return _thread(STREAMED, {"data": [], "has_more": False})


def whole(name: str) -> Event:
    """Return a thread with its newest page."""
    return _thread(name, page({"thread_id": name}))


def page(params: dict[str, Any]) -> Event:
    """Return the items after one, newest first where that was asked for."""
    count = int(params["thread_id"].removeprefix("thr_"))
    items, places = _conversation(count)
    newest = params.get("order", "desc") == "desc"
    limit = min(int(params.get("limit") or PAGE), MOST_PER_PAGE)
    after = params.get("after")
    start = 0
    if after is not None:
        start = (count - places[after]) if newest else places[after] + 1
    rows = (items[::-1] if newest else items)[start : start + limit]
    more = start + len(rows) < count
    return {"data": rows, "has_more": more} | ({"after": rows[-1]["id"]} if more else {})


def _thread(name: str, items: Event) -> Event:
    thread = {"id": name, "title": "Long", "created_at": CREATED, "items": items}
    return thread | {"status": {"type": "active"}}


@cache
def _conversation(count: int) -> tuple[list[Event], dict[str, int]]:
    """Questions and answers in turn, of different lengths."""
    items: list[Event] = []
    for at in range(count // 2):
        items += [asked(f"u{at}", f"Question {at}: how goes it?"), said(f"a{at}", _answer(at))]
    return items, {one["id"]: place for place, one in enumerate(items)}


def _answer(at: int) -> str:
    words = " ".join(WORDS[: 10 + at % 18])
    text = f"Answer **{at}**. " + " ".join([words] * (1 + at % 5)) + f".\n\n- one\n- `two({at})`"
    if at % 10 == 3:
        text += f"\n\n| No. | What |\n|---|---|\n| {at} | {words} |"
    return text + (f"\n\n{FUNCTION.format(n=at)}" if at % 10 == 7 else "")
