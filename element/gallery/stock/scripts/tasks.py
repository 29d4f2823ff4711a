"""Work that is shown while it goes on: workflows, reasoning, single tasks, progress."""

from chatkit.types import (
    CustomSummary,
    CustomTask,
    DurationSummary,
    FileSource,
    FileTask,
    ImageTask,
    ProgressUpdateEvent,
    SearchTask,
    Task,
    TaskItem,
    ThoughtTask,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    URLSource,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)

from ..stage import Events, Stage
from .registry import script

STEP_SECONDS = 0.5
THOUGHT = (
    "The letter says *before noon*. ",
    "The bank opens at nine. ",
    "So **Thursday at nine** it is.",
)
BANK = URLSource(
    title="Opening hours", url="https://bank.example/hours", attribution="bank.example"
)
FORM = FileSource(title="Form 12", filename="form-12.pdf")


def every_task() -> list[Task]:
    """One task of each kind, done."""
    return [
        CustomTask(
            title="Looked at your tasks",
            icon="check-circle",
            content="Three are open.",
            status_indicator="complete",
        ),
        SearchTask(
            title_query="bank opening hours",
            queries=["bank opening hours", "bank harbour branch"],
            sources=[BANK],
            status_indicator="complete",
        ),
        ThoughtTask(title="Which day is meant", content=THOUGHT[2], status_indicator="complete"),
        FileTask(title="Read the form", sources=[FORM], status_indicator="complete"),
        ImageTask(title="Drew the way", status_indicator="complete"),
    ]


@script("Work on something")
async def workflow(stage: Stage) -> Events:
    """A workflow whose tasks begin, and then are done."""
    item = WorkflowItem(
        **stage.base("workflow"), workflow=Workflow(type="custom", tasks=[], expanded=True)
    )
    yield ThreadItemAddedEvent(item=item)
    tasks = every_task()
    for index, task in enumerate(tasks):
        loading = task.model_copy(update={"status_indicator": "loading"})
        added = WorkflowTaskAdded(task_index=index, task=loading)
        yield ThreadItemUpdatedEvent(item_id=item.id, update=added)
        await stage.pause(STEP_SECONDS)
        done = WorkflowTaskUpdated(task_index=index, task=task)
        yield ThreadItemUpdatedEvent(item_id=item.id, update=done)
    summary = CustomSummary(title="Planned your Thursday", icon="calendar")
    whole = Workflow(type="custom", tasks=tasks, expanded=True, summary=summary)
    yield ThreadItemDoneEvent(item=item.model_copy(update={"workflow": whole}))
    async for event in stage.say("Done: **call the bank**, Thursday at nine."):
        yield event


@script("Think about it")
async def reasoning(stage: Stage) -> Events:
    """Reasoning whose thought grows word by word."""
    item = WorkflowItem(**stage.base("workflow"), workflow=Workflow(type="reasoning", tasks=[]))
    yield ThreadItemAddedEvent(item=item)
    empty = ThoughtTask(title="When to go", content="", status_indicator="loading")
    begun = WorkflowTaskAdded(task_index=0, task=empty)
    yield ThreadItemUpdatedEvent(item_id=item.id, update=begun)
    thought = empty
    for piece in THOUGHT:
        await stage.pause(STEP_SECONDS)
        thought = thought.model_copy(update={"content": thought.content + piece})
        grown = WorkflowTaskUpdated(task_index=0, task=thought)
        yield ThreadItemUpdatedEvent(item_id=item.id, update=grown)
    done = thought.model_copy(update={"status_indicator": "complete"})
    whole = Workflow(type="reasoning", tasks=[done], summary=DurationSummary(duration=12))
    yield ThreadItemDoneEvent(item=item.model_copy(update={"workflow": whole}))
    async for event in stage.say("Thursday at nine."):
        yield event


@script("Do single tasks")
async def single(stage: Stage) -> Events:
    """Each kind of task as an item of its own."""
    for task in every_task():
        yield ThreadItemDoneEvent(item=TaskItem(**stage.base("task"), task=task))
        await stage.pause(STEP_SECONDS)


@script("Show your progress")
async def progress(stage: Stage) -> Events:
    """Lines that replace each other, and that the answer replaces."""
    for icon, text in (
        ("search", "Looking for the bank"),
        ("calendar", "Comparing your Thursday"),
        ("write", "Writing it down"),
    ):
        yield ProgressUpdateEvent(icon=icon, text=text)
        await stage.pause(3 * STEP_SECONDS)
        if "step by step" in stage.words:
            await stage.gates.passed(f"progress {icon}")
    async for event in stage.say("It is written down."):
        yield event
