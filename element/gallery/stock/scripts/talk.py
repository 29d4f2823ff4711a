"""Assistant messages: prose, code, maths, sources, several parts, long ones."""

import re

from chatkit.types import (
    Annotation,
    AssistantMessageContent,
    AssistantMessageItem,
    EndOfTurnItem,
    EntitySource,
    FileSource,
    HiddenContextItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    URLSource,
)

from ..stage import WORD_SECONDS, Events, Stage
from .registry import script
from .texts import CODE, CUT_OFF, MATHS, PROSE, RIGHT_TO_LEFT, TRAPS, WIDE, long_text

LONG = re.compile(r"(\d+) tokens(?: at (\d+) per second)?")
MOST_TOKENS = 100_000


@script("Show me prose")
async def prose(stage: Stage) -> Events:
    """Everything that GitHub's Markdown has."""
    async for event in stage.say(PROSE):
        yield event


@script("Show me code")
async def code(stage: Stage) -> Events:
    """Blocks in several languages, one of them unknown."""
    async for event in stage.say(CODE):
        yield event


@script("Show me maths")
async def maths(stage: Stage) -> Events:
    """Formulas in a line and on their own, and dollars that are money."""
    async for event in stage.say(MATHS):
        yield event


@script("Show me a wide table")
async def wide(stage: Stage) -> Events:
    """A table that does not fit on a phone."""
    async for event in stage.say(WIDE):
        yield event


@script("Write from right to left")
async def right_to_left(stage: Stage) -> Events:
    """Arabic and Hebrew with Latin words between."""
    async for event in stage.say(RIGHT_TO_LEFT):
        yield event


@script("Try to trick me")
async def traps(stage: Stage) -> Events:
    """HTML, scripts in links, pictures from elsewhere."""
    async for event in stage.say(TRAPS):
        yield event


@script("Stop in the middle of Markdown")
async def cut_off(stage: Stage) -> Events:
    """An answer that ends inside a block of code."""
    async for event in stage.say(CUT_OFF):
        yield event


@script("Show me your sources")
async def sources(stage: Stage) -> Events:
    """One source of each kind, two of them at one place."""
    text = "The bank opens at nine. Ask for Ada. The form is in your files."
    link = URLSource(
        title="Opening hours",
        url="https://bank.example/hours",
        attribution="bank.example",
        description="Every branch, with its holidays.",
        timestamp="2026-11-20",
    )
    branch = URLSource(title="The branch at the harbour", url="https://bank.example/harbour")
    ada = EntitySource(
        id="person-ada",
        title="Ada Lovelace",
        icon="user",
        label="Person",
        inline_label="Ada",
        interactive=True,
        data={"desk": 3},
        group="People",
    )
    form = FileSource(title="Form 12", filename="form-12.pdf", description="Two pages.")
    marks = [
        Annotation(source=link, index=23),
        Annotation(source=branch, index=23),
        Annotation(source=ada, index=36),
        Annotation(source=form, index=len(text)),
        Annotation(source=URLSource(title="Background", url="https://bank.example/about")),
    ]
    async for event in stage.say(text, sources=marks):
        yield event


@script("Answer in two parts")
async def parts(stage: Stage) -> Events:
    """One message with two content parts."""
    item = AssistantMessageItem(**stage.base(), content=[])
    texts = ["The first part of the message.", "And the **second** one."]
    yield ThreadItemAddedEvent(item=item)
    for index, text in enumerate(texts):
        async for event in stage.part(item.id, index, text, pause=WORD_SECONDS, sources=[]):
            yield event
    whole = [AssistantMessageContent(text=text) for text in texts]
    yield ThreadItemDoneEvent(item=item.model_copy(update={"content": whole}))


@script("Write")
async def long(stage: Stage) -> Events:
    """ "Write 20000 tokens at 200 per second": Markdown of every kind, as fast as asked."""
    asked = LONG.search(stage.words)
    tokens = min(int(asked[1]), MOST_TOKENS) if asked else 400
    rate = int(asked[2]) if asked and asked[2] else 0
    pause = 1 / rate if rate else WORD_SECONDS
    async for event in stage.say(long_text(tokens), pause=pause):
        yield event


@script("Wait for me")
async def held(stage: Stage) -> Events:
    """An answer that stops after its first sentence until somebody lets it go on."""
    item = AssistantMessageItem(**stage.base(), content=[])
    yield ThreadItemAddedEvent(item=item)
    first, last = "The first half is here. ", "And now the second half."
    async for event in stage.part(item.id, 0, first, pause=0, sources=[]):
        yield event
    if stage.visit.pace > 0:
        await stage.gates.passed("answer")
    async for event in stage.part(item.id, 0, first + last, pause=0, sources=[]):
        yield event
    whole = [AssistantMessageContent(text=first + last)]
    yield ThreadItemDoneEvent(item=item.model_copy(update={"content": whole}))


@script("End your turn")
async def end_of_turn(stage: Stage) -> Events:
    """A note that nobody sees, an answer, and the mark that the turn is over."""
    yield ThreadItemDoneEvent(item=HiddenContextItem(**stage.base(), content="Nobody sees this."))
    async for event in stage.say("That is all from me."):
        yield event
    yield ThreadItemDoneEvent(item=EndOfTurnItem(**stage.base()))
