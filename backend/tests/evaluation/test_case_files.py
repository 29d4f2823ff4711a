"""Lines of JSON to cases; and our own files of them, held to what was promised of them."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from dateutil.rrule import rrulestr

from errand.evaluation.cases import Phrase, Talk, read_case, read_cases

CASES = Path(__file__).parents[1] / "assistant" / "offline" / "cases"
HALVES = ("open", "held_out")
FRESH = ("fresh", "fresh_held_out")
"""Written later by somebody who had not seen the grammar."""
LEAST_PER_CATEGORY = 25
CATEGORIES = {
    "adding", "adding_several", "date", "time", "duration", "recurrence", "priority", "labels",
    "project", "notes", "reminders", "finding", "completing", "reopening", "renaming", "moving",
    "postponing", "deleting", "undoing", "references", "correcting", "planning", "small_talk",
    "out_of_scope", "ambiguous", "contradictory", "intervals",
}  # fmt: skip
HARD = {"ambiguous", "contradictory", "out_of_scope"}


def line(**changes: Any) -> str:
    row = {"id": "a", "now": "2026-11-24T08:00", "timezone": "Europe/Berlin"}
    row |= {"turns": ["hello"], "expect": {"tasks": []}}
    return json.dumps(row | changes)


def talk(**changes: Any) -> Talk:
    case = read_case(line(**changes))
    assert isinstance(case, Talk)
    return case


def cases_of(*names: str) -> list[Talk | Phrase]:
    read = [read_cases(CASES / f"{name}.jsonl") for name in names]
    assert [bad for _, bad in read if bad] == []
    return [case for cases, _ in read for case in cases]


@pytest.fixture(scope="module")
def all_cases() -> list[Talk | Phrase]:
    return cases_of(*HALVES, *FRESH)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"expect": {"tasks": [{"title": "x", "colour": "red"}]}}, "tasks[0].colour: no such"),
        ({"tasks": [{"due": "2026-11-25"}]}, "tasks[0].title: is missing"),
        ({"tasks": [{"title": "x", "due": "tomorrow"}]}, "tasks[0].due: "),
        ({"tasks": [{"title": "x", "due": {"day": "2026-11-25"}}]}, "tasks[0].due: should be"),
        ({"tasks": [{"title": "x", "reminders": [True]}]}, "tasks[0].reminders[0]: should be"),
        ({"timezone": "Mars"}, "timezone: should be a time zone"),
        ({"now": "noon"}, "now should be a time such as"),
        ({"expect": {"tasks": [{"status": "done"}]}}, "needs a title or a number"),
        ({"turns": []}, "turns: "),
        ({"trns": ["x"]}, "trns: no such field"),
    ],
)
def test_a_line_that_is_no_case_is_told_with_its_field(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_case(line(**changes))


def test_a_bad_line_is_told_by_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text(f"{line()}\n\n[1]\nnonsense\n{line(id='b')}\n", encoding="utf-8")

    cases, bad = read_cases(file)

    assert [case.id for case in cases] == ["a", "b"]
    assert [each.line for each in bad] == [3, 4]
    assert bad[0].why == "is not a JSON object"


@pytest.mark.parametrize(
    ("due", "at", "tz"),
    [
        ("2026-11-25", "2026-11-25", None),
        ("2026-11-25T09:00", "2026-11-25T09:00", None),
        ("2026-11-25T09:00:00", "2026-11-25T09:00", None),
        ({"date": "2026-11-25"}, "2026-11-25", None),
        ({"local": "2026-11-25T09:00", "tz": "Asia/Tokyo"}, "2026-11-25T09:00", "Asia/Tokyo"),
    ],
)
def test_a_due_may_be_written_in_any_of_the_usual_ways(due: Any, at: str, tz: str | None) -> None:
    wish = talk(tasks=[{"title": "x", "due": due}]).tasks[0].due

    assert wish is not None
    assert (wish.at, wish.tz) == (at, tz)


def test_rules_reminders_labels_and_projects_may_be_written_short_or_as_the_tools_do() -> None:
    short = {"rrule": "FREQ=DAILY", "reminders": [30, "2026-11-25T08:00"], "tags": "home"}
    long = {
        "recurrence": {"rrule": "FREQ=DAILY", "anchor": "completion", "words": "every day"},
        "reminders": [{"minutes_before": 30}, {"local": "2026-11-25T08:00", "tz": "Asia/Tokyo"}],
        "labels": ["home"],
        "project": {"id": "1", "name": "House"},
    }
    one, other = talk(tasks=[{"title": "x", **short}, {"title": "y", **long}]).tasks

    assert one.recurrence is not None
    assert other.recurrence is not None
    assert one.recurrence.rrule == other.recurrence.rrule
    assert other.recurrence.anchor == "completion"
    assert one.reminders == other.reminders == ["-30", "2026-11-25T08:00"]
    assert one.labels == other.labels == ["home"]
    assert other.project == "House"


def test_remarks_numbers_as_names_and_single_phrases_are_taken_as_they_are_meant() -> None:
    case = talk(id=7, comment="why so", expect={"says": "Buy milk", "says_not": "bread"})

    assert case.id == "7"
    assert case.expect.says == ["Buy milk"]
    assert case.expect.says_not == ["bread"]


def test_a_now_with_an_offset_is_brought_to_the_persons_wall_clock() -> None:
    assert talk(now="2026-11-24T07:00Z").now.isoformat() == "2026-11-24T08:00:00"


def test_every_category_has_enough_cases_and_every_third_is_held_out() -> None:
    cases = cases_of(*HALVES)
    count = Counter(case.category for case in cases)
    held = Counter(case.category for case in cases_of("held_out"))

    assert set(count) == CATEGORIES
    assert len(cases) >= 500
    assert [name for name in CATEGORIES if count[name] < LEAST_PER_CATEGORY] == []
    assert [name for name in CATEGORIES if not 0.28 <= held[name] / count[name] <= 0.38] == []


def test_what_is_held_out_has_enough_cases_of_every_category_by_itself() -> None:
    held = Counter(case.category for case in cases_of("held_out", "fresh_held_out"))

    assert set(held) == CATEGORIES
    assert [name for name in CATEGORIES if held[name] < LEAST_PER_CATEGORY] == []


def test_a_third_of_the_cases_is_hard_and_each_has_an_id_of_its_own(
    all_cases: list[Talk | Phrase],
) -> None:
    hard = [
        case
        for case in all_cases
        if case.category in HARD or (isinstance(case, Talk) and len(case.turns) > 1)
    ]

    assert len(hard) / len(all_cases) >= 0.3
    assert [name for name, n in Counter(case.id for case in all_cases).items() if n > 1] == []


def test_what_a_phrase_should_give_is_not_past_and_fits_its_own_rule(
    all_cases: list[Talk | Phrase],
) -> None:
    for case in all_cases:
        if not isinstance(case, Phrase) or not isinstance(case.expect.value, str):
            continue
        value, settled = case.expect.value, {"date", "datetime", "time", "recurrence"}
        if settled & set(case.expect.kind):
            assert value >= case.now.isoformat()[: len(value)], case.id
        if case.expect.rrule is not None:
            rule = f"DTSTART:{value.replace('-', '').replace(':', '')}"
            rule += "" if "T" in value else "T000000"
            rule += "00" if "T" in value else ""
            first = next(iter(rrulestr(f"{rule}\nRRULE:{case.expect.rrule}")))
            assert first.isoformat()[: len(value)] == value, case.id


def test_what_must_be_asked_about_or_refused_changes_nothing(
    all_cases: list[Talk | Phrase],
) -> None:
    for case in all_cases:
        if isinstance(case, Talk) and len(case.turns) == 1 and case.category in HARD:
            assert case.expect.tasks == [], case.id
