"""What the stock server answers in the fault tour: one of each kind, with wide letters."""

from chatkit.types import (
    CustomSummary,
    CustomTask,
    ProgressUpdateEvent,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    WidgetItem,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
)

from element.gallery.stock.scripts.registry import script
from element.gallery.stock.stage import Events, Stage

SAYS = "Go the long way"
FRAMES = 19
"""Events of the answer in a new thread; the tour counts them again."""
ANSWER = "Grüße aus Zürich: 👋 und 学校."
DONE, CARD = "Looked around", "A card at the end"
PAUSE_SECONDS = 0.03


@script(SAYS)
async def the_long_way(stage: Stage) -> Events:
    """Progress, a workflow, a message and a widget."""
    yield ProgressUpdateEvent(text="Looking around")
    work = Workflow(type="custom", tasks=[], expanded=False)
    doing = WorkflowItem(**stage.base("workflow"), workflow=work)
    yield ThreadItemAddedEvent(item=doing)
    task = CustomTask(title="The first corner", status_indicator="complete")
    added = WorkflowTaskAdded(task_index=0, task=task)
    yield ThreadItemUpdatedEvent(item_id=doing.id, update=added)
    await stage.pause(PAUSE_SECONDS)
    ended = Workflow(type="custom", tasks=[task], expanded=False, summary=CustomSummary(title=DONE))
    yield ThreadItemDoneEvent(item=doing.model_copy(update={"workflow": ended}))
    async for event in stage.say(ANSWER, pause=PAUSE_SECONDS):
        yield event
    yield ThreadItemDoneEvent(item=_card(stage))


def _card(stage: Stage) -> WidgetItem:
    card = {
        "type": "Card",
        "children": [
            {"type": "Text", "value": CARD},
            {
                "type": "Button",
                "label": "Do it",
                "onClickAction": {"type": "do", "payload": {}},
            },
            {
                "type": "Button",
                "label": "Do it beside",
                "onClickAction": {"type": "beside", "payload": {}, "streaming": False},
            },
        ],
    }
    return WidgetItem.model_validate({**stage.base("message"), "type": "widget", "widget": card})
