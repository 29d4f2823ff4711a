"""What needs an answer: questions to the person, calls to the page, effects in it."""

from chatkit.types import (
    ClientEffectEvent,
    ClientToolCallItem,
    StructuredInputFreeform,
    StructuredInputItem,
    StructuredInputMultipleChoice,
    StructuredInputMultipleChoiceOption,
    ThreadItemDoneEvent,
)

from ..stage import Events, Stage
from .registry import script


def _options(*values: str) -> list[StructuredInputMultipleChoiceOption]:
    return [StructuredInputMultipleChoiceOption(value=value) for value in values]


@script("Ask me something")
async def question(stage: Stage) -> Events:
    """Three questions: one answer, several, and free words."""
    async for event in stage.say("Three things before I do that."):
        yield event
    when = StructuredInputMultipleChoice(
        id="when", question="When shall I remind you?", options=_options("Tomorrow", "On Friday")
    )
    bring = StructuredInputMultipleChoice(
        id="bring",
        question="What will you bring?",
        options=_options("Passport", "Letter", "Form"),
        multiple=True,
    )
    note = StructuredInputFreeform(
        id="note", question="Anything to add?", description="It is kept with the task."
    )
    item = StructuredInputItem(**stage.base(), inputs=[when, bring, note])
    yield ThreadItemDoneEvent(item=item)


@script("Ask this page")
async def tool(stage: Stage) -> Events:
    """A call of a client tool; the answer goes on with what the page returns."""
    name = "fail" if "fail" in stage.words else "get_page_title"
    base = stage.base("tool_call")
    call = ClientToolCallItem(
        **base, call_id=f"call_{base['id']}", name=name, arguments={"length": 20}
    )
    yield ThreadItemDoneEvent(item=call)


@script("Do something in this page")
async def effect(stage: Stage) -> Events:
    """An effect that the page may show."""
    yield ClientEffectEvent(name="highlight", data={"task": "Call the bank"})
    async for event in stage.say("The page knows."):
        yield event
