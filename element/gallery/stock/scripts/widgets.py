"""Widgets: each of the gallery's by its name, and the ones that change while they are shown."""

from collections.abc import AsyncGenerator
from typing import Any

from chatkit.server import stream_widget
from chatkit.types import (
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    WidgetComponentUpdated,
    WidgetItem,
    WidgetRootUpdated,
)
from chatkit.widgets import DynamicWidgetComponent, DynamicWidgetRoot

from ...entries import widget
from ..stage import Events, Stage, pieces
from .registry import script

GROWING = "A widget whose text grows while you look at it, **word by word**, to its end."


@script("Show the widget")
async def shown(stage: Stage) -> Events:
    """The widget of the gallery that is named."""
    name = stage.words.removeprefix("Show the widget").strip()
    found = widget(name)
    if found is None:
        async for event in stage.say(f"There is no widget {name}."):
            yield event
        return
    root = DynamicWidgetRoot.model_validate(found)
    item = WidgetItem(**stage.base(), widget=root, copy_text=f"The widget {name}")
    yield ThreadItemDoneEvent(item=item)


def _card(*children: dict[str, Any], status: str = "Working") -> DynamicWidgetRoot:
    head = {"type": "Title", "value": "A growing card", "size": "sm"}
    card = {"type": "Card", "status": {"text": status, "icon": "sparkle"}}
    return DynamicWidgetRoot.model_validate({**card, "children": [head, *children]})


def _text(value: str, *, streaming: bool) -> dict[str, Any]:
    return {"type": "Markdown", "id": "text", "value": value, "streaming": streaming}


@script("Grow a widget")
async def growing(stage: Stage) -> Events:
    """A text that streams into a card, as the SDK's own helper does it."""

    async def states() -> AsyncGenerator[DynamicWidgetRoot]:
        yield _card(_text("", streaming=True))
        value = ""
        for piece in pieces(GROWING):
            value += piece
            await stage.pause(0.06)
            yield _card(_text(value, streaming=True))
        yield _card(_text(value, streaming=False), status="Ready")

    async for event in stream_widget(
        stage.thread,
        states(),  # pyright: ignore[reportArgumentType] - a dynamic root is a root
        copy_text=GROWING,
        generate_id=lambda kind: stage.store.generate_item_id(kind, stage.thread, stage.visit),
    ):
        yield event


@script("Change a widget")
async def changing(stage: Stage) -> Events:
    """One component changes, then the whole."""
    badge = {"type": "Badge", "id": "state", "label": "waiting", "color": "warning"}
    item = WidgetItem(**stage.base(), widget=_card(badge))
    yield ThreadItemAddedEvent(item=item)
    await stage.pause(0.6)
    running = DynamicWidgetComponent.model_validate({**badge, "label": "running", "color": "info"})
    one = WidgetComponentUpdated(component_id="state", component=running)
    yield ThreadItemUpdatedEvent(item_id=item.id, update=one)
    await stage.pause(0.6)
    done = _card({**badge, "label": "done", "color": "success"}, status="Ready")
    yield ThreadItemUpdatedEvent(item_id=item.id, update=WidgetRootUpdated(widget=done))
    yield ThreadItemDoneEvent(item=item.model_copy(update={"widget": done}))
