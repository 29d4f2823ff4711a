"""Typed values: what was said about time before it is resolved, and the due that comes of it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal, NotRequired, Self, TypedDict
from zoneinfo import ZoneInfo

from errand.assistant.offline.vocabulary import Part, Unit, Which


class DueJson(TypedDict):
    """A due as the tools take it: a floating day, or a wall-clock time with its zone."""

    date: NotRequired[str]
    local: NotRequired[str]
    tz: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Due:
    """A floating day (`at` None) or a wall-clock time in a zone; `at` is naive local time."""

    day: date
    at: datetime | None = None
    tz: str = ""

    def json(self) -> DueJson:
        """Return the tagged form that the tools take."""
        if self.at is None:
            return {"date": self.day.isoformat()}
        return {"local": self.at.isoformat(timespec="minutes"), "tz": self.tz}


DateOrder = Literal["dmy", "mdy", "ymd"]
WeekStart = Literal["monday", "sunday", "saturday"]


@dataclass(frozen=True, slots=True)
class Customs:
    """How a person writes dates and counts weeks.

    Attributes:
        date_order: What 3/4 means; None: not known, so it has two readings.
        week_start: The first day of their week.
    """

    date_order: DateOrder | None = None
    week_start: WeekStart = "monday"


USUAL = Customs()


@dataclass(frozen=True, slots=True)
class Moment:
    """The person's now: aware, the zone that their words are meant in, and their customs."""

    now: datetime
    zone: ZoneInfo
    customs: Customs = USUAL

    @property
    def local(self) -> datetime:
        """Now on the person's wall clock, naive."""
        return self.now.astimezone(self.zone).replace(tzinfo=None)

    @property
    def today(self) -> date:
        """The person's day."""
        return self.local.date()


@dataclass(frozen=True, slots=True)
class InDays:
    """A number of days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class InMonths:
    """A number of months from today, the day clamped to the month's end."""

    months: int


@dataclass(frozen=True, slots=True)
class OnWeekday:
    """A weekday (Monday 0) by name."""

    weekday: int
    which: Which = Which.BARE
    weeks_later: int = 0


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day of a month; what was not said is None."""

    day: int
    month: int | None = None
    year: int | None = None

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the day with its month and year."""
        return cls(day.day, day.month, day.year)


@dataclass(frozen=True, slots=True)
class Slashed:
    """Two or three numbers that may be day, month and year in any order."""

    first: int
    second: int
    third: int | None = None


@dataclass(frozen=True, slots=True)
class NthDay:
    """A day of a month by its place: the first Monday (0), the last day (weekday None).

    `month` None: of the month that is `offset` months on, or of the coming one that has it.
    """

    place: int
    weekday: int | None = None
    month: int | None = None
    year: int | None = None
    offset: int | None = None
    work: bool = False
    """Monday to Friday alone are counted."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week, weekend, month or year: 0 is this one, 1 the next."""

    unit: Unit
    offset: int


@dataclass(frozen=True, slots=True)
class EndOf:
    """The end of a day, week, month or year."""

    unit: Unit
    offset: int = 0


@dataclass(frozen=True, slots=True)
class After:
    """Some days after another day: "a week after the 3rd", "two days before Friday"."""

    base: "DayExpr"
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """The day, or the nearest weekday of a name, after another day; `sign` -1: before it."""

    base: "DayExpr"
    sign: int
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Words that mean a day, and nobody knows which: "Friday after next"."""

    said: str


DayExpr = (
    InDays
    | InMonths
    | OnWeekday
    | OnDate
    | Slashed
    | Stretch
    | EndOf
    | NthDay
    | After
    | Beside
    | Unclear
)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said; `certain` when its half of the day is known."""

    hour: int
    minute: int
    certain: bool
    said: str

    @property
    def possible(self) -> bool:
        """Whether any clock shows it; 24:00 is midnight said by name."""
        return (self.hour, self.minute) == (24, 0) or (
            0 <= self.hour <= 23 and 0 <= self.minute <= 59
        )


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: minutes on the clock, days and months on the calendar."""

    minutes: int = 0
    days: int = 0
    months: int = 0

    def times(self, factor: int) -> "Length":
        """Return it longer, or reversed."""
        return Length(self.minutes * factor, self.days * factor, self.months * factor)


@dataclass(frozen=True, slots=True)
class When:
    """All that one phrase, or several of one task, say about time."""

    days: tuple[DayExpr, ...] = ()
    clocks: tuple[Clock, ...] = ()
    part: Part | None = None
    ahead: Length | None = None
    instant: datetime | None = None
    """The same moment everywhere; aware."""
    others: tuple["When", ...] = ()
    """Alternatives that were joined by "or"."""
    problem: str = ""
    """Why it cannot be meant, when that is plain already."""
    doubtful: bool = False
    """It may as well be no time at all: "meet at 10 Downing Street"."""

    def joined(self, other: "When") -> "When":
        """Return both as one; what cannot be joined becomes a problem."""
        clash = (
            (self.part and other.part and self.part != other.part)
            or (self.ahead and other.ahead)
            or (self.instant and other.instant)
        )
        return replace(
            self,
            days=self.days + other.days,
            clocks=self.clocks + other.clocks,
            part=self.part or other.part,
            ahead=self.ahead or other.ahead,
            instant=self.instant or other.instant,
            others=self.others + other.others,
            doubtful=self.doubtful or other.doubtful,
            problem=self.problem or other.problem or ("two different times" if clash else ""),
        )

    @property
    def empty(self) -> bool:
        """Whether nothing was said."""
        return self == When()
