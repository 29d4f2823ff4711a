"""How a command is carried out: a generator that yields calls and questions and returns words.

A model call knows nothing but its input, so a plan is run anew each time: tool results and answers
that the input holds are fed to it in order, and the first step without one is what happens next.
"""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NoReturn

from errand.assistant.offline.history import Mentioned, Outcome
from errand.assistant.offline.questions import Answer, Ask, progress
from errand.assistant.offline.values import Moment
from errand.assistant.offline.vocabulary import Vocabulary

UNCHANGED = "OK, I changed nothing."


@dataclass(frozen=True)
class Call:
    """A tool call."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """What a plan may look at beside its command."""

    moment: Moment
    words: Vocabulary
    in_view: Mentioned = field(default_factory=Mentioned)
    before: tuple[Mentioned, ...] = ()
    """What was in view earlier, newest first."""
    after_deed: bool = False
    """The last answer told of something done to exactly one task."""

    def seeing(self, view: Mentioned) -> "Scene":
        """Return the same with other tasks in view."""
        return replace(self, in_view=view)


def last_named(scene: Scene, count: int) -> Mentioned:
    """Return what is in view: for "both" after two answers about one task each, those two."""
    view, numbers = scene.in_view, list(scene.in_view.numbers)
    for earlier in scene.before[: count - 1]:
        if view.listed or earlier.listed or len(view.numbers) != 1 or len(earlier.numbers) != 1:
            return view
        numbers = [*earlier.numbers, *numbers]
    whole = len(set(numbers)) == count > 1
    return Mentioned(numbers=tuple(numbers)) if whole else view


Step = Call | Ask
Given = Outcome | Answer
Plan = Generator[Step, Given, str]


class Stopped(Exception):
    """The plan ends here; the sentence says why."""


def stop(sentence: str) -> NoReturn:
    """End the plan with a sentence."""
    raise Stopped(sentence)


def call(name: str, /, **arguments: object) -> Generator[Step, Given, Outcome]:
    """Call a tool; a failure ends the plan, in plain words."""
    given = yield Call(name, arguments)
    if not isinstance(given, Outcome) or given.name != name:
        stop("I lost my place. Nothing more was done; please say it again.")
    if given.result.get("approval"):
        stop(_to_confirm(given.result["approval"]))
    if not given.ok:
        stop(f"That did not work: {given.error}")
    return given


def _to_confirm(approval: Mapping[str, Any]) -> str:
    """Return what waits for the person; they see a card with it, and may say yes or no."""
    rows = "\n".join(f"- {line}" for line in approval["summary"])
    return f"Please confirm. {approval['headline']}\n\n{rows}"


def ask(question: Ask) -> Generator[Step, Given, Answer]:
    """Ask the person; an answer that wants none of it ends the plan."""
    given = yield question
    if not isinstance(given, Answer):
        stop("I lost my place. Nothing more was done; please say it again.")
    if given.dropped:
        stop(UNCHANGED)
    return given


def led(plan: Plan, told: Sequence[str], of: int) -> Plan:
    """Tell in a question what was done before it, so that the answer does not do it again."""
    try:
        step = next(plan)
        while True:
            if isinstance(step, Ask) and told:
                lead = "\n\n".join((*told, progress(len(told), of), step.lead))
                step = replace(step, lead=lead.strip())
            step = plan.send((yield step))
    except StopIteration as end:
        return str(end.value)


def run(plan: Plan, outcomes: Sequence[Outcome], answers: Sequence[Answer]) -> Call | str:
    """Return the plan's next call, or what is to be said."""
    results, replies = list(outcomes), list(answers)
    try:
        step = next(plan)
        while True:
            if isinstance(step, Ask):
                if not replies or replies[0].topic is not step.topic:
                    return step.text()
                step = plan.send(replies.pop(0))
            elif not results:
                return step
            else:
                step = plan.send(results.pop(0))
    except StopIteration as end:
        return str(end.value)
    except Stopped as end:
        return str(end)
