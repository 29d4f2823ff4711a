"""Tasks as people write them in a line, and what was understood of it.

Who reads the words is handed in by `app`.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, Protocol
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from errand.errors import AppError, Kind
from errand.fields import PlainText, problem_of_text
from errand.tasks.due import Day, Due
from errand.tasks.inputs import AddTasks, NewTask
from errand.tasks.model import Priority
from errand.tasks.parts import KEY_HELP, IdempotencyKey, Input, ReminderAt, ReminderBefore
from errand.tasks.views import RecurrenceView, Ref, TasksAdded, View

LONGEST_LINE, MOST_LINES = 2000, 25
_BULLET = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s+|\s+")
Piece = Literal[
    "due", "deadline", "defer_until", "recurrence", "reminder", "label", "project", "priority",
    "estimate", "notes",
]  # fmt: skip


def _lines(value: str) -> str:
    problem = problem_of_text(value, lines=True)
    if problem is not None:
        raise ValueError(problem)
    lines_of(value)
    return value


LinesOfText = Annotated[
    str, Field(min_length=1, max_length=MOST_LINES * LONGEST_LINE), AfterValidator(_lines)
]
Place = Annotated[list[int], Field(min_length=2, max_length=2)]


class Line(Input):
    """One task in words, and what the person said of how they were read."""

    text: PlainText = Field(min_length=1, max_length=LONGEST_LINE)
    ignore: list[Place] = Field(
        default=[],
        max_length=50,
        description="Places [start, end) that are no more than words: they belong to the title.",
    )
    choices: dict[str, Annotated[str, Field(max_length=100)]] = Field(
        default={},
        max_length=20,
        description="For an ambiguous place its chosen candidate: {start: value}.",
    )


class QuickAdd(Line):
    """A line to add as a task."""

    idempotency_key: IdempotencyKey = Field(default=None, description=KEY_HELP)


def lines_of(text: str) -> list[Line]:
    """Return the tasks of a text, one a line, without bullets and numbers before them.

    Raises:
        ValueError: There are none, or too many, or one is too long.
    """
    rows = [row.rstrip() for row in text.split("\n") if row.strip()]
    if not 1 <= len(rows) <= MOST_LINES:
        raise ValueError(f"must have 1 to {MOST_LINES} lines, each of them a task")
    if max(map(len, rows)) > LONGEST_LINE:
        raise ValueError(f"a line has at most {LONGEST_LINE} characters")
    return [Line(text=_BULLET.sub("", row, count=1) if _BULLET.match(row) else row) for row in rows]


class AddTasksOrText(AddTasks):
    """Tasks to add, in this order: by their fields, or in words."""

    tasks: list[NewTask] = Field(default=[], min_length=1, max_length=25)
    text: LinesOfText | None = Field(
        default=None,
        description="Instead of tasks: the person's own words, one task a line, such as"
        " Call the bank tomorrow at 9 @phone. What is ambiguous is refused with its readings.",
    )
    dry_run: bool = Field(
        default=False, description="With text: adds nothing, and answers what is understood."
    )

    @model_validator(mode="after")
    def _one_way(self) -> "AddTasksOrText":
        if not self.tasks and self.text is None:
            raise PydanticCustomError("ways", "tasks: is required, or text in its place")
        if self.tasks and self.text is not None:
            raise PydanticCustomError("ways", "give tasks or text, not both")
        if self.dry_run and self.text is None:
            raise PydanticCustomError("ways", "dry_run: only with text")
        return self


class Span(View):
    """A place that was read, counted in characters (Unicode code points)."""

    start: int
    end: int
    kind: Piece
    value: str = Field(description="A day, a time, a rule, a name, minutes; as text.")
    words: str = Field(description="The value for people to read.")


class Candidate(View):
    """One of the ways to read a place."""

    value: str
    words: str


class Doubt(View):
    """A place with several readings; none was taken."""

    start: int
    end: int
    kind: Piece
    candidates: list[Candidate]
    may_be_title: bool = Field(description="It may as well be words of the title: ignore it then.")


class Obstacle(View):
    """Why it cannot be added as it stands."""

    message: str
    start: int | None = None
    end: int | None = None


class Understood(View):
    """What was read in a line. Places count characters (Unicode code points)."""

    ready: bool = Field(description="It can be added: nothing is ambiguous, nothing in the way.")
    title: str
    notes: str
    due: Due | None
    due_words: str
    deadline: Day | None
    defer_until: Day | None
    recurrence: RecurrenceView | None
    reminders: list[ReminderBefore | ReminderAt]
    labels: list[str]
    project: Ref | None = Field(description="One that there is.")
    priority: Priority
    estimate_minutes: int | None
    spans: list[Span]
    ambiguous: list[Doubt]
    problems: list[Obstacle]

    def new_task(self) -> NewTask:
        """Return it as a task to add.

        Raises:
            NotUnderstood: It is not ready.
        """
        if not self.ready:
            raise NotUnderstood(self)
        rule = self.recurrence
        given = self.model_dump(
            include={"title", "notes", "due", "deadline", "defer_until", "labels", "priority"}
            | {"reminders", "estimate_minutes"},
            mode="json",
        )
        given["recurrence"] = rule and {"rrule": rule.rrule, "anchor": rule.anchor}
        given["project"] = self.project and str(self.project.id)
        return NewTask.model_validate(given)


class QuickAdded(TasksAdded):
    """Answer of adding a line."""

    understood: list[Understood] = Field(
        default=[], description="What was read in each line of text."
    )


@dataclass(frozen=True)
class Habits:
    """When and where the words were said, and how their person writes dates.

    Attributes:
        now: Aware.
        date_order: What 3/4 means to them; None: they have not said.
    """

    now: datetime
    zone: ZoneInfo
    week_start: str = "monday"
    date_order: str | None = None


class Phrasing(Protocol):
    """Reads a line; it knows no one's projects, so it names them without their ids."""

    def read(self, line: Line, habits: Habits) -> tuple[Understood, str | None]:
        """Return what is understood, and the name of the project that was said."""
        ...


class NoPhrasing:
    """Where nothing reads words."""

    def read(self, line: Line, habits: Habits) -> tuple[Understood, str | None]:
        """Refuse.

        Raises:
            WordsUnsupported: Always.
        """
        raise WordsUnsupported


class WordsUnsupported(AppError):
    """Nothing here reads words."""

    kind, code = Kind.UNSUPPORTED, "words_unsupported"

    def __init__(self) -> None:
        super().__init__("Tasks in words are not available here; give their fields.")


class NotUnderstood(AppError):
    """A line has several readings, or none."""

    kind, code = Kind.INVALID, "not_understood"

    def __init__(self, understood: Understood) -> None:
        super().__init__(" ".join(_told(understood)))


def _told(understood: Understood) -> list[str]:
    told = [problem.message for problem in understood.problems]
    for doubt in understood.ambiguous:
        ways = [f"{each.words} ({each.value})" for each in doubt.candidates]
        ways += ["part of the title"] if doubt.may_be_title else []
        told.append(f"The {doubt.kind} can be {', or '.join(ways)}.")
    return [*told, "Nothing was added; say it in another way, or give the fields."]
