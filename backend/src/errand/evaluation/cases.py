"""The cases: lines of JSON to typed values, each bad line named with the field that is wrong."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self, cast
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError, model_validator

from errand.assistant.offline.parsing import DateOrder, WeekStart
from errand.evaluation.fields import (
    Day,
    Due,
    Named,
    Notes,
    Reminder,
    Repeat,
    Shape,
    Zone,
    as_minutes,
    as_object,
    as_priority,
    as_status,
    local_now,
    with_number,
)
from errand.fields import zone_named

Status = Literal["open", "in_progress", "waiting", "done", "cancelled"]
Priority = Literal["urgent", "high", "medium", "low", "none"]
Kind = Literal[
    "date", "datetime", "time", "duration", "interval", "recurrence", "none", "ambiguous"
]
Number = Annotated[int, Field(ge=1, le=1_000_000)]
REMARKS = ("comment", "note", "why")
"""Fields of a case that are for its readers alone."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _said(value: object) -> object:
    """Take what the person says also where it is written as messages."""
    turns = [value] if isinstance(value, str) else value
    if not isinstance(turns, list):
        return turns
    return [_words_of(each) for each in cast("list[object]", turns)]


def _words_of(turn: object) -> object:
    row = as_object(turn)
    return turn if row is None else next((row[key] for key in _SPOKEN if key in row), turn)


_SPOKEN = ("text", "content", "user", "said")
Names = Annotated[list[str], BeforeValidator(_listed)]


class _TaskFields(Shape):
    notes: Notes = Field(default=None, validation_alias=AliasChoices("notes", "description"))
    status: Annotated[Status, BeforeValidator(as_status)] = "open"
    priority: Annotated[Priority, BeforeValidator(as_priority)] = "none"
    due: Due = None
    deadline: Day = None
    defer_until: Day = None
    recurrence: Repeat = Field(default=None, validation_alias=AliasChoices("recurrence", "rrule"))
    reminders: list[Reminder] = Field(default_factory=list[str])
    labels: Names = Field(
        default_factory=list[str], validation_alias=AliasChoices("labels", "tags")
    )
    project: Named = Field(default=None, validation_alias=AliasChoices("project", "list"))
    section: Named = None
    parent: str | None = None
    """Title of the task above it."""
    estimate_minutes: Annotated[int | None, BeforeValidator(as_minutes)] = Field(
        default=None, validation_alias=AliasChoices("estimate_minutes", "estimate", "duration")
    )

    @model_validator(mode="before")
    @classmethod
    def _names_itself(cls, row: object) -> object:
        given = as_object(row)
        return row if given is None else with_number(given)


class SeededTask(_TaskFields):
    """A task that is there before."""

    title: str
    number: Number | None = None
    """Left out: one more than the task before."""
    ref: str | None = None
    """A name by which the expectations may call it."""


class ExpectedTask(_TaskFields):
    """Fields that must hold afterwards, of a task that was there or of a new one."""

    title: str | None = None
    number: int | None = None
    ref: str | None = None
    """The name that a seeded task has."""
    new: bool = False
    """It is a new one, though a task of this title was there."""
    deleted: bool = Field(default=False, validation_alias=AliasChoices("deleted", "absent"))

    @model_validator(mode="after")
    def _is_told_apart(self) -> Self:
        if self.title is None and self.number is None and self.ref is None:
            raise ValueError("needs a title or a number")
        return self


class Expectation(Shape):
    """What must hold after a conversation; what is not named must be as it was."""

    tasks: list[ExpectedTask] = Field(default_factory=list[ExpectedTask])
    asks: bool | None = None
    says: Annotated[list[str | list[str]], BeforeValidator(_listed)] = Field(
        default_factory=list[str | list[str]]
    )
    """Phrases of the last answer; of a list of them, any."""
    says_not: Names = Field(default_factory=list[str])
    projects: list[str] = Field(default_factory=list[str])
    absent_projects: list[str] = Field(default_factory=list[str])


class ParseExpectation(Shape):
    """What must be read in a phrase; what is left out is not looked at."""

    kind: Annotated[list[Kind], BeforeValidator(_listed)]
    value: str | list[str] | None = None
    rrule: str | None = None
    anchor: str | None = None
    span: tuple[int, int] | None = None
    candidates: list[str | list[str]] = Field(default_factory=list[str | list[str]])
    rest: str | None = None


class _Case(Shape):
    id: Annotated[str, BeforeValidator(str)] = ""
    category: str = "uncategorised"
    now: datetime
    """The person's wall clock, naive."""
    timezone: Zone
    date_order: DateOrder | None = None
    week_start: WeekStart | None = None

    @model_validator(mode="before")
    @classmethod
    def _read_now(cls, row: object) -> object:
        given = as_object(row)
        if given is None:
            return row
        given = {name: each for name, each in given.items() if name not in REMARKS}
        zone = given.get("timezone")
        if not isinstance(zone, str) or zone_named(zone) is None:
            return given
        return given | {"now": local_now(given["now"], zone)} if "now" in given else given

    @property
    def instant(self) -> datetime:
        """Now, aware."""
        return self.now.replace(tzinfo=ZoneInfo(self.timezone))


class Talk(_Case):
    """A conversation."""

    tasks: list[SeededTask] = Field(default_factory=list[SeededTask])
    projects: list[str] = Field(default_factory=list[str])
    """Projects that are there, beside those of the tasks."""
    turns: Annotated[list[str], BeforeValidator(_said)] = Field(min_length=1)
    expect: Expectation

    @model_validator(mode="after")
    def _names_are_there(self) -> Self:
        numbers = self.numbers_by_ref()
        for task in self.expect.tasks:
            nameless = task.number is None and task.title is None
            if nameless and task.ref not in numbers:
                raise ValueError(f"no task has the ref {task.ref!r}")
        return self

    def numbers_by_ref(self) -> dict[str, int]:
        """Return the number that each seeded task with a name of its own will have."""
        found: dict[str, int] = {}
        number = 0
        for task in self.tasks:
            number = task.number or number + 1
            if task.ref is not None:
                found[task.ref] = number
        return found

    def wishes(self) -> list[ExpectedTask]:
        """Return what is expected of tasks, those that are called by a name by their number."""
        numbers = self.numbers_by_ref()
        return [
            task.model_copy(update={"number": numbers[task.ref]})
            if task.number is None and task.ref in numbers
            else task
            for task in self.expect.tasks
        ]


class Phrase(_Case):
    """One phrase for the grammar of times."""

    text: str
    expect: ParseExpectation


@dataclass(frozen=True)
class BadLine:
    """A line that is no case."""

    line: int
    why: str


def read_cases(path: Path) -> tuple[list[Talk | Phrase], list[BadLine]]:
    """Return the cases of a file, and the lines that are none.

    Raises:
        OSError: The file cannot be read.
        UnicodeDecodeError: It is not UTF-8.
    """
    cases: list[Talk | Phrase] = []
    bad: list[BadLine] = []
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            cases.append(read_case(line, number))
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
    return cases, bad


def read_case(line: str, number: int = 0) -> Talk | Phrase:
    """Return one case.

    Raises:
        ValueError: It is none; the message says which field is wrong.
    """
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error}") from None
    if not isinstance(row, dict):
        raise ValueError("is not a JSON object")  # noqa: TRY004  the file is wrong, not a type
    kind = Phrase if "text" in row and "turns" not in row else Talk
    try:
        case = kind.model_validate(row)
    except ValidationError as error:
        raise ValueError("; ".join(_told(error))) from None
    return case if case.id else case.model_copy(update={"id": f"line-{number}"})


def _told(error: ValidationError) -> Iterable[str]:
    for each in error.errors(include_input=False, include_url=False):
        place = "".join(f"[{at}]" if isinstance(at, int) else f".{at}" for at in each["loc"])
        words = {"extra_forbidden": "no such field", "missing": "is missing"}.get(
            each["type"], each["msg"].removeprefix("Value error, ")
        )
        yield f"{place.lstrip('.') or 'the case'}: {words}"
