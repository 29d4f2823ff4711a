"""What counts as the expected state: what is named must hold, all else must be as it was."""

from typing import Any

import pytest

from errand.evaluation.cases import ExpectedTask
from errand.evaluation.comparing import difference
from errand.evaluation.repeats import same_rule
from errand.evaluation.state import Fields

NOTHING: Fields = {
    "notes": "", "status": "open", "priority": "none", "due": None, "deadline": None,
    "defer_until": None, "recurrence": None, "reminders": [], "labels": [], "project": None,
    "section": None, "parent": None, "estimate_minutes": None,
}  # fmt: skip


def task(title: str, **fields: Any) -> Fields:
    return {"title": title, **NOTHING, **fields}


BEFORE = {1: task("Call the bank", due=("2026-11-25T09:00", "Europe/Berlin")), 2: task("Buy milk")}


def told(wishes: list[dict[str, Any]], after: dict[int, Fields]) -> list[str]:
    return difference([ExpectedTask.model_validate(wish) for wish in wishes], BEFORE, after)


def test_nothing_named_and_nothing_changed_is_as_expected() -> None:
    assert told([], dict(BEFORE)) == []


@pytest.mark.parametrize(
    ("after", "why"),
    [
        ({**BEFORE, 2: task("Buy milk", status="done")}, "status should stay 'open', is 'done'"),
        ({**BEFORE, 2: task("Buy milk", labels=["x"])}, "labels should stay [], is ['x']"),
        ({1: BEFORE[1]}, "#2 “Buy milk” should not be deleted"),
        ({**BEFORE, 3: task("Spam")}, "should not have been added"),
    ],
)
def test_a_change_that_nobody_asked_for_is_told(after: dict[int, Fields], why: str) -> None:
    (line,) = told([], after)

    assert why in line


def test_a_change_beside_the_expected_one_is_told() -> None:
    after = {**BEFORE, 2: task("Buy milk", status="done", priority="high")}

    assert told([{"title": "buy milk", "status": "done"}], after) == [
        "#2 “Buy milk”: priority should stay 'none', is 'high'"
    ]


def test_a_task_is_meant_by_number_or_by_title_in_any_case() -> None:
    after = {**BEFORE, 2: task("Buy oat milk")}

    assert told([{"number": 2, "title": "buy oat milk."}], after) == []


WATER = task("Water the plants", due=("2026-11-24", None), recurrence=("FREQ=DAILY", "schedule"))
WATERED = {
    1: {**WATER, "status": "done"},
    2: {**WATER, "due": ("2026-11-25", None)},
}


@pytest.mark.parametrize(
    "wishes",
    [
        [{"number": 1, "status": "done"}],
        [{"title": "Water the plants", "status": "done"}],
        [{"title": "Water the plants", "due": "2026-11-25"}],
        [{"title": "Water the plants", "status": "open", "due": "2026-11-25"}],
        [{"number": 1, "status": "done"}, {"title": "Water the plants", "due": "2026-11-25"}],
        [{"number": 1, "status": "done"}, {"title": "Water the plants", "new": True}],
    ],
)
def test_a_recurring_task_that_was_done_may_be_told_of_in_several_ways(
    wishes: list[dict[str, Any]],
) -> None:
    asked = [ExpectedTask.model_validate(wish) for wish in wishes]

    assert difference(asked, {1: WATER}, WATERED) == []


def test_the_next_of_a_recurring_task_has_to_be_as_it_is_named() -> None:
    def told_of(after: dict[int, Fields], **wish: Any) -> list[str]:
        asked = ExpectedTask.model_validate({"title": "Water the plants", **wish})
        return difference([asked], {1: WATER}, after)

    assert told_of(WATERED, due="2026-11-26") == [
        "new “Water the plants”: due should be {'at': '2026-11-26'}, is ('2026-11-25', None)"
    ]
    urgent = {**WATERED, 1: {**WATERED[1], "priority": "urgent"}}
    assert told_of(urgent, due="2026-11-25") == [
        "#1 “Water the plants”: priority should stay 'none', is 'urgent'"
    ]
    assert told_of({**WATERED, 3: task("Spam")}, status="done")[0].startswith("should not")
    assert difference([], {1: WATER}, WATERED)


def test_a_renamed_task_may_be_called_by_its_new_title_alone() -> None:
    after = {**BEFORE, 2: task("Buy oat milk")}

    assert told([{"title": "Buy oat milk"}], after) == []
    assert told([{"title": "Buy oat milk", "priority": "high"}], after) == [
        "#2 “Buy milk”: priority should be 'high', is 'none'"
    ]
    # A new one of that title is what is meant, and then nothing was to be renamed.
    assert told([{"title": "Buy oat milk"}], {**after, 3: task("Buy oat milk")}) == [
        "#2 “Buy milk”: title should stay 'Buy milk', is 'Buy oat milk'"
    ]
    assert told([{"title": "BUY MILK", "deleted": True}], {1: BEFORE[1]}) == []
    assert told([{"title": "Buy milk", "absent": True}], dict(BEFORE)) != []


@pytest.mark.parametrize(
    ("due", "right"),
    [
        ("2026-11-25T09:00", True),
        ({"local": "2026-11-25T09:00", "tz": "Europe/Berlin"}, True),
        ({"local": "2026-11-25T09:00", "tz": "Asia/Tokyo"}, False),
        ("2026-11-25", False),
        (None, False),
    ],
)
def test_a_due_holds_on_the_wall_clock_and_in_its_zone_where_one_is_named(
    due: Any, right: bool
) -> None:
    assert (told([{"number": 1, "due": due}], dict(BEFORE)) == []) is right


def test_a_new_task_needs_the_fields_that_are_named_and_no_others() -> None:
    after = {**BEFORE, 3: task("Buy stamps", priority="high", notes="at the corner")}

    assert told([{"title": "Buy stamps"}], after) == []
    assert told([{"title": "Buy stamps", "notes": {"contains": ["CORNER"]}}], after) == []
    assert told([{"title": "Buy stamps", "priority": "low"}], after) == [
        "new “Buy stamps”: priority should be 'low', is 'high'"
    ]
    assert told([{"title": "Buy stamps"}, {"title": "Buy ink"}], after) == [
        "“Buy ink” should have been added"
    ]


def test_a_new_task_may_have_the_title_of_one_that_was_there() -> None:
    after = {**BEFORE, 3: task("Buy milk", due=("2026-11-30", None))}

    assert told([{"title": "Buy milk", "new": True, "due": "2026-11-30"}], after) == []


def test_labels_are_a_set_in_any_case() -> None:
    after = {**BEFORE, 2: task("Buy milk", labels=["home", "shopping"])}

    assert told([{"number": 2, "labels": ["Shopping", "home"]}], after) == []
    assert told([{"number": 2, "labels": ["home"]}], after) != []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FREQ=DAILY", "RRULE:FREQ=DAILY;INTERVAL=1", True),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", True),
        (
            "FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231",
            "FREQ=WEEKLY;UNTIL=20261231T000000Z;BYDAY=MO",
            True,
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTHDAY=-1", False),
        ("FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=TU", False),
        ("FREQ=DAILY;COUNT=5", "FREQ=DAILY", False),
        ("FREQ=DAILY", "nonsense", False),
        ("FREQ=DAILY", None, False),
        (None, None, True),
    ],
)
def test_rules_are_the_same_when_they_give_the_same_days(
    one: str | None, other: str | None, same: bool
) -> None:
    assert same_rule(one, other) is same
