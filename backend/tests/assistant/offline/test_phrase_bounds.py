"""Any text is read in bounded time and without an exception, by `errand parse` and by quick add."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.offline.counting import calls_of
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.parsing import parse
from errand.assistant.offline.quick import OfflinePhrasing
from errand.evaluation.cases import Phrase, read_cases
from errand.evaluation.phrases import judge
from errand.tasks.phrasing import Habits, Line

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001 (a wall clock)
HABITS = Habits(NOW.replace(tzinfo=BERLIN), BERLIN)
MARKS = (",", "-", "/", "'", '"', "(", ")", "#Home", "@home", "!", ".", ":", ";", "\u00b7")
NUMBERS = ("1", "9", "12", "24", "31", "2nd", "3/4", "24.12.", "9:30", "5pm", "1h30", "2026-11-31")
#: Calls of functions for a text of 10,000 characters; the most that was seen is half of it.
MOST_CALLS = 4_000_000


def _first_words() -> Iterable[str]:
    groups: tuple[Any, ...] = (ENGLISH.time, ENGLISH.repeats, ENGLISH.ranges, ENGLISH.extras)
    for group in groups:
        for table in vars(group).values():
            yield from getattr(table, "first_words", ())


WORDS = (*sorted(set(_first_words())), *MARKS, *NUMBERS)
LINES = st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
TEXTS = st.one_of(LINES, st.text(max_size=200), st.tuples(LINES, st.text(max_size=20)).map("".join))


@settings(max_examples=120, deadline=None)
@given(TEXTS)
@example("every monday from 2pm to 3pm")
@example("1 1 1 1 1 1 1 1")
@example("\x00 tomorrow \U0001f642 \u0661\u0662 \u041c\u0430\u0440\u0442")
def test_what_was_read_stands_where_it_is_said_to_stand(text: str) -> None:
    parsed = parse(text, now=NOW, zone=BERLIN)

    assert (parsed.kind == "none") == (parsed.span is None)
    assert (parsed.kind == "ambiguous") == bool(parsed.candidates)
    assert (parsed.value is None) == (parsed.kind in ("none", "ambiguous"))
    if parsed.span is not None:
        start, end = parsed.span
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end] != ""


@settings(max_examples=120, deadline=None)
@given(LINES.filter(bool), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=3))
def test_a_line_is_ready_only_when_nothing_is_open(
    text: str, places: list[tuple[int, int]]
) -> None:
    line = Line(text=text, ignore=[list(place) for place in places])

    understood, _project = OfflinePhrasing().read(line, HABITS)

    clear = not understood.ambiguous and not understood.problems
    assert understood.ready == (clear and bool(understood.title))
    for span in (*understood.spans, *understood.ambiguous):
        assert 0 <= span.start < span.end <= len(text)
    if understood.ready:
        assert understood.new_task().title == understood.title


@pytest.mark.parametrize(
    "unit",
    ["every ", "1 ", "from 9 to ", "monday and ", "the day after ", "mon-", "'", "\x00",
     "\U0001f642", "\u0661\u0662 ", "remind me an hour before and ",
     "every second friday at 9 or 10 until "],
)  # fmt: skip
def test_ten_thousand_characters_are_read_in_bounded_time(unit: str) -> None:
    text = (unit * 10_000)[:10_000]

    calls = calls_of(lambda: parse(text, now=NOW, zone=BERLIN))

    assert calls < MOST_CALLS


def test_a_time_with_an_offset_is_the_same_moment_here() -> None:
    parsed = parse("2026-11-25T08:00Z", now=NOW, zone=BERLIN)

    assert (parsed.kind, parsed.value) == ("datetime", "2026-11-25T09:00")
    assert datetime(2026, 11, 25, 8, tzinfo=UTC).astimezone(BERLIN).hour == 9


def test_what_probing_found_is_read_right() -> None:
    cases, bad = read_cases(Path(__file__).with_name("cases") / "probed.jsonl")
    verdicts = [judge(case) for case in cases if isinstance(case, Phrase)]

    assert bad == []
    assert [verdict for verdict in verdicts if verdict.word != "right"] == []
