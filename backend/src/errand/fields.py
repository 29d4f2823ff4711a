"""What every input shares: text that a database and a screen can carry, and names of time zones."""

import unicodedata
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

# Files of the zone database that are no place's time.
_NOT_PLACES = {"Factory", "localtime", "posixrules"}


def problem_of_text(value: str, *, lines: bool) -> str | None:
    """Return what makes this text unusable, to be read after the field's name; None if nothing."""
    allowed = "\n\t" if lines else ""
    for character in value:
        category = unicodedata.category(character)
        if category == "Cc" and character not in allowed:
            return "must not contain control characters"
        if category == "Cs":
            return "must be valid Unicode text (it holds half a surrogate pair)"
    return None


def is_blank(value: str) -> bool:
    """Whether nothing of this text can be seen."""
    return all(unicodedata.category(character)[0] in "CZ" for character in value)


def _plain(value: str) -> str:
    problem = problem_of_text(value, lines=False)
    if problem is not None:
        raise PydanticCustomError("plain_text", "{problem}", {"problem": problem})
    return value


PlainText = Annotated[str, AfterValidator(_plain)]
"""One line of text, without control characters."""


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() - _NOT_PLACES}


def zone_named(name: str) -> ZoneInfo | None:
    """Return the IANA zone of this name, in any case; None where there is none."""
    found = _zones().get(name.strip().casefold())
    return None if found is None else ZoneInfo(found)


def _zone_name(value: str) -> str:
    zone = zone_named(value)
    if zone is None:
        raise PydanticCustomError(
            "time_zone", "must be an IANA time zone such as Europe/Berlin or America/New_York"
        )
    return zone.key


ZoneName = Annotated[str, AfterValidator(_zone_name)]
"""Name of an IANA time zone, spelt as the zone database spells it."""
