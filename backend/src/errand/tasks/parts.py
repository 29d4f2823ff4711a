"""The parts of what can be asked of tasks. Shapes are checked here, meaning per item (rules.py)."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from errand.fields import PlainText
from errand.tasks.due import WallClock

TITLE_CHARACTERS, NOTES_CHARACTERS = 500, 10_000
MOST_LABELS, MOST_REMINDERS, MOST_LINKS = 20, 10, 20
LONGEST_ESTIMATE_MINUTES = 365 * 24 * 60
LONGEST_NOTICE_MINUTES = 365 * 24 * 60

# Checked per item, so that one bad task of a batch can be reported while the others are saved.
Title = Annotated[str, Field(json_schema_extra={"minLength": 1, "maxLength": TITLE_CHARACTERS})]
Notes = Annotated[str, Field(json_schema_extra={"maxLength": NOTES_CHARACTERS})]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
OnError = Literal["abort", "continue"]
Scope = Literal["this", "series"]
Place = Literal["first", "last"]
Anchor = Literal["schedule", "schedule_catch_up", "completion"]
# Models send "" for what they leave out.
Given = Annotated[
    Annotated[PlainText, Field(max_length=200)] | None,
    BeforeValidator(lambda value: value or None),
]
IdempotencyKey = Annotated[
    Annotated[PlainText, Field(max_length=255)] | None,
    BeforeValidator(lambda value: value or None),
]
Ids = Annotated[list[UUID], Field(min_length=1, max_length=50)]
LabelNames = Annotated[
    list[Annotated[PlainText, Field(min_length=1, max_length=100)]], Field(max_length=MOST_LABELS)
]
EstimateMinutes = Annotated[int, Field(ge=1, le=LONGEST_ESTIMATE_MINUTES)]
_KEY = "Optional. A new random text (such as a UUID) for each thing to be done; repeating a call"
KEY_HELP = f"{_KEY} with the same key and the same arguments does it once and answers alike."
ON_ERROR_HELP = (
    "abort (default): one bad item saves nothing. continue: save the good, report the bad."
)
PROJECT_HELP = "Id or name of a project of the person; inbox for none. It is never created here."
SECTION_HELP = "Id or name of a section of that project."


class Input(BaseModel):
    """Refuses what it does not know; null means not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_not_given(cls, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: each for name, each in value.items() if each is not None}  # pyright: ignore[reportUnknownVariableType]
        return value


class Recurring(Input):
    """How a task comes back once it is completed."""

    rrule: PlainText = Field(
        min_length=1, max_length=500, description="RFC 5545 RRULE, such as FREQ=WEEKLY;BYDAY=MO."
    )
    anchor: Anchor = Field(
        default="schedule",
        description="schedule: the next date of the rule; schedule_catch_up: its next date that"
        " has not passed; completion: counted from the day on which it is completed.",
    )
    source_text: Given = Field(default=None, description="The person's own words for it.")


class ReminderBefore(Input):
    """So long before the task is due."""

    minutes_before: int = Field(ge=0, le=LONGEST_NOTICE_MINUTES)


class ReminderAt(Input):
    """At a moment on a wall clock."""

    local: WallClock
    tz: str = Field(description="IANA time zone of that clock, such as Europe/Berlin.")


def _reminder_shape(value: Any) -> str | None:
    if isinstance(value, ReminderBefore) or (isinstance(value, dict) and "minutes_before" in value):
        return "reminder-before"
    if isinstance(value, ReminderAt) or (isinstance(value, dict) and "local" in value):
        return "reminder-at"
    return None


Reminder = Annotated[
    Annotated[ReminderBefore, Tag("reminder-before")] | Annotated[ReminderAt, Tag("reminder-at")],
    Discriminator(
        _reminder_shape,
        custom_error_type="reminder",
        custom_error_message='must be {"minutes_before": 30} or'
        ' {"local": "YYYY-MM-DDTHH:MM", "tz": "Area/City"}',
    ),
]
Reminders = Annotated[list[Reminder], Field(max_length=MOST_REMINDERS)]


class Link(Input):
    """Where more is to be found."""

    url: PlainText = Field(
        min_length=1, max_length=2000, description="http, https or mailto address."
    )
    title: Given = None


Links = Annotated[list[Link], Field(max_length=MOST_LINKS)]


class LabelsChange(Input):
    """What becomes of a task's labels; a label is made at its first use."""

    add: LabelNames = []
    remove: LabelNames = []
    replace: LabelNames | None = Field(default=None, description="All labels that it then has.")
