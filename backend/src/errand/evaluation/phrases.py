"""One phrase: read, and judged by its value."""

import re
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from errand.assistant.offline.parsing import Parsed, parse
from errand.evaluation.cases import ParseExpectation, Phrase
from errand.evaluation.repeats import same_rule
from errand.evaluation.verdict import Verdict, Word

_UNSETTLED = ("none", "ambiguous")
_LENGTH = re.compile(
    r"P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?"
)


def read(case: Phrase) -> Parsed:
    """Return what the grammar reads in the phrase of a case."""
    return parse(
        case.text,
        now=case.now,
        zone=ZoneInfo(case.timezone),
        date_order=case.date_order,
        week_start=case.week_start or "monday",
    )


def judge(case: Phrase) -> Verdict:
    """Read the phrase of a case and judge it."""
    expected = case.expect.model_dump(mode="json", exclude_unset=True)
    try:
        parsed = read(case)
    except Exception as error:  # noqa: BLE001  one phrase must not keep the others from it
        why = (f"broke: {type(error).__name__}: {error}",)
        asked = (f"> {case.text}",)
        return Verdict(case.id, case.category, "phrase", "asked", why, asked, expected)
    word, why = _judged(case.expect, parsed)
    answer = ", ".join(f"{name}={value!r}" for name, value in asdict(parsed).items())
    said = (f"> {case.text}", f"< {answer}")
    return Verdict(case.id, case.category, "phrase", word, tuple(why), said, expected)


def _judged(expect: ParseExpectation, parsed: Parsed) -> tuple[Word, list[str]]:
    why = [*_value_wrong(expect, parsed)]
    if why:
        return ("asked" if parsed.kind in _UNSETTLED else "wrong"), why
    why = [*_place_wrong(expect, parsed)]
    # The value is right, or rightly left open: what is left of the title is wrong without a word.
    return ("wrong" if why else "right"), why


def _value_wrong(expect: ParseExpectation, parsed: Parsed) -> list[str]:
    told: list[str] = []
    if parsed.kind not in expect.kind:
        told.append(f"kind should be {' or '.join(expect.kind)}, is {parsed.kind}")
    given = expect.model_fields_set
    if "value" in given and not _same_value(parsed.value, expect.value):
        told.append(f"value should be {expect.value}, is {parsed.value}")
    if "rrule" in given and not same_rule(parsed.rrule, expect.rrule, start=_start(expect.value)):
        told.append(f"rrule should be {expect.rrule}, is {parsed.rrule}")
    if "anchor" in given and parsed.anchor != expect.anchor:
        told.append(f"anchor should be {expect.anchor}, is {parsed.anchor}")
    if expect.candidates and parsed.kind == "ambiguous":
        told += _candidates_wrong(expect, parsed)
    return told


def _candidates_wrong(expect: ParseExpectation, parsed: Parsed) -> list[str]:
    wanted = sorted(str(each) for each in expect.candidates)
    found = sorted(str(list(c) if isinstance(c, tuple) else c) for c in parsed.candidates)
    return [] if wanted == found else [f"candidates should be {wanted}, are {found}"]


def _place_wrong(expect: ParseExpectation, parsed: Parsed) -> list[str]:
    told: list[str] = []
    if expect.span is not None and parsed.span != expect.span:
        told.append(f"span should be {expect.span}, is {parsed.span}")
    if expect.rest is not None and _plain(parsed.rest) != _plain(expect.rest):
        told.append(f"rest should be {expect.rest!r}, is {parsed.rest!r}")
    return told


def _same_value(value: Any, wish: Any) -> bool:
    if isinstance(wish, list) and isinstance(value, (list, tuple)):
        return [_minute(v) for v in value] == [_minute(w) for w in wish]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(wish, str) and isinstance(value, str) and wish.startswith("P"):
        return value == wish or (_length(value) is not None and _length(value) == _length(wish))
    return _minute(value) == _minute(wish)


def _minute(value: Any) -> Any:
    """Leave out seconds: the end of a day is 23:59."""
    return value[:16] if isinstance(value, str) else value


def _length(value: str) -> timedelta | None:
    match = _LENGTH.fullmatch(value)
    return timedelta(**{k: int(v) for k, v in match.groupdict().items() if v}) if match else None


def _start(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) and value[:1] != "P" else None


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" ,.;:")
