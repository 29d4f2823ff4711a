"""Parts of the day: the hours that each covers, and the one to offer when none was said."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day."""

    name: str
    first_hour: int
    last_hour: int
    usual_hour: int


MORNING = Part("morning", 0, 11, 9)
AFTERNOON = Part("afternoon", 12, 18, 15)
EVENING = Part("evening", 17, 23, 19)
NIGHT = Part("night", 18, 23, 21)
