"""What `errand parse` does: phrases from standard input, or one for people to read."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from errand.assistant.offline.parsing import DateOrder, Parsed, WeekStart, parse
from errand.evaluation.fields import Zone, local_now

LONGEST_LINE = 1_000_000


class Asked(BaseModel):
    """One phrase; whatever else stands in the line is somebody's own affair."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    now: str
    timezone: Zone
    date_order: DateOrder | None = None
    week_start: WeekStart = "monday"


def parsed_lines(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Give one line of JSON for each line that is not blank, and whether it could be read."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield json.dumps(as_json(read(asked_of(line))), ensure_ascii=False), True
        except ValueError as error:
            yield _refused(str(error), number), False
        except Exception as error:  # noqa: BLE001  one phrase must not keep the others waiting
            yield _refused(f"could not be read ({type(error).__name__})", number), False


def _refused(why: str, number: int) -> str:
    return json.dumps({"error": why, "line": number}, ensure_ascii=False)


def asked_of(line: str) -> Asked:
    """Return what one line of JSON asks.

    Raises:
        ValueError: It is not what it should be; the message says why.
    """
    if len(line) > LONGEST_LINE:
        raise ValueError("the line is too long")
    try:
        return Asked.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(str(at) for at in first["loc"])
        why = first["msg"].removeprefix("Value error, ")
        raise ValueError(": ".join(part for part in (place, why) if part)) from None


def read(asked: Asked) -> Parsed:
    """Read one phrase.

    Raises:
        ValueError: `now` is no time.
    """
    return parse(
        asked.text,
        now=local_now(asked.now, asked.timezone),
        zone=ZoneInfo(asked.timezone),
        date_order=asked.date_order,
        week_start=asked.week_start,
    )


def as_json(parsed: Parsed) -> dict[str, Any]:
    """Return it with the names and in the order that the command promises."""
    return asdict(parsed)


def as_text(asked: Asked, parsed: Parsed) -> Iterator[str]:
    """Give lines for people."""
    yield f"text    {asked.text}"
    yield f"kind    {parsed.kind}"
    if parsed.value is not None:
        values = [parsed.value] if isinstance(parsed.value, str) else parsed.value
        yield f"value   {' to '.join(_in_words(value) for value in values)}"
    if parsed.rrule is not None:
        yield f"repeats {parsed.rrule} (anchor: {parsed.anchor})"
    for candidate in parsed.candidates:
        values = [candidate] if isinstance(candidate, str) else candidate
        yield f"maybe   {' to '.join(_in_words(value) for value in values)}"
    if parsed.span is not None:
        start, end = parsed.span
        yield f"read    “{asked.text[start:end]}” ({start} to {end})"
    yield f"rest    {parsed.rest}"


def _in_words(value: str) -> str:
    """Say a value as it stands, a day with its weekday."""
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return value
    at = f" at {datetime.fromisoformat(value):%H:%M}" if "T" in value else ""
    return f"{value} ({day:%A} {day.day} {day:%B} {day.year}{at})"
