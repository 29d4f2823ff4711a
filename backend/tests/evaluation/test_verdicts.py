"""Conversations through the whole assistant: what is right, what is asked, what is wrong."""

import json
from typing import Any

import pytest

from e2e.model_server import serve
from errand.assistant.models import HostedModels, model_client
from errand.evaluation.cases import read_case
from errand.evaluation.report import as_json, as_text
from errand.evaluation.running import evaluate
from errand.evaluation.verdict import Verdict

MILK, BANK = {"title": "Buy milk"}, {"title": "Call the bank", "due": "2026-11-25T09:00"}
MUM = {"title": "Call mum"}
CALLED = {"number": 1, "status": "done"}
Row = tuple[str, list[Any], list[str], dict[str, Any], str]

ROWS: dict[str, Row] = {
    "done as it should be": ("done", [MILK], ["complete buy milk"], {"tasks": [CALLED]}, "right"),
    "found by the day that is today for this person": (
        "today", [BANK, MILK], ["what's on tomorrow?"],
        {"says": ["call the bank"], "says_not": ["buy milk"]}, "right",
    ),
    "left out words beside a deed": (
        "unsaid", [MILK], ["complete buy milk"],
        {"tasks": [CALLED], "says": ["hurrah"]}, "asked",
    ),
    "answered a question wrongly": (
        "unfound", [MILK], ["show my tasks"], {"says": ["buy bread"]}, "wrong",
    ),
    "asked in vain": (
        "vain", [BANK, MUM], ["complete the call"], {"tasks": [CALLED]}, "asked",
    ),
    "asked where it should": (
        "which", [BANK, MUM], ["complete the call"], {"asks": True}, "right",
    ),
    "refused though it should have acted": (
        "refused", [MILK], ["tell buy milk a joke"], {"tasks": [CALLED]}, "asked",
    ),
    "refused, and asked what else": (
        "either", [BANK], ["move it to 31 April"], {"tasks": [], "asks": False}, "right",
    ),
    "asked what else, and refused": (
        "or", [BANK], ["move the bank to 31 April"], {"tasks": [], "asks": True}, "right",
    ),
    "asked though nothing was wrong": (
        "idle", [BANK], ["buy oats"], {"tasks": [], "asks": False}, "asked",
    ),
    "acted where it should have asked": (
        "rash", [MILK], ["complete buy milk"], {"tasks": [], "asks": True}, "wrong",
    ),
    "did something else": (
        "else", [MILK, BANK], ["complete the bank"], {"tasks": [CALLED]}, "wrong",
    ),
    "numbered as the case says": (
        "numbers", [{**MILK, "number": 12}, MUM, {**BANK, "number": 40}],
        ["complete #12", "complete #40"],
        {"tasks": [{"number": 12, "status": "done"}, {"number": 40, "status": "done"}]}, "right",
    ),
    "did the first part and then asked": (
        "half", [MILK, BANK, MUM], ["complete buy milk", "complete the call"],
        {"tasks": [CALLED, {"number": 2, "status": "done"}]}, "asked",
    ),
}  # fmt: skip


def case(row: Row, **more: Any) -> Any:
    name, tasks, turns, expect, _ = row
    fields = {"id": name, "category": "c", "tasks": tasks, "turns": turns, "expect": expect}
    when = {"now": "2026-11-24T08:00", "timezone": "Europe/Berlin"}
    return read_case(json.dumps(when | fields | more))


@pytest.fixture(scope="module")
def verdicts(admin_url: str) -> dict[str, Verdict]:
    """Of all rows, held at once in one database."""
    found = evaluate([case(row) for row in ROWS.values()], server_url=admin_url)
    return {verdict.id: verdict for verdict in found}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_a_conversation_is_judged_by_what_became_of_the_tasks(
    row: Row, verdicts: dict[str, Verdict]
) -> None:
    verdict = verdicts[row[0]]

    assert verdict.word == row[4], (verdict.why, verdict.said)


def test_a_failure_tells_what_was_said_and_what_is_wrong(verdicts: dict[str, Verdict]) -> None:
    verdict = verdicts["else"]

    assert verdict.said[0] == "> complete the bank"
    assert verdict.said[1].startswith("< ")
    assert "#1 “Buy milk”: status should be 'done', is 'open'" in verdict.why
    assert "#2 “Call the bank”: status should stay 'open', is 'done'" in verdict.why


def test_the_report_counts_each_kind_and_category(verdicts: dict[str, Verdict]) -> None:
    report = as_json("f.jsonl", list(verdicts.values()), [])
    words = "\n".join(as_text(list(verdicts.values()), []))

    assert report["total"]["cases"] == len(ROWS)
    assert report["categories"]["c"] == report["kinds"]["conversation"] == report["total"]
    assert report["total"]["silently_wrong"] == 3
    assert {failure["word"] for failure in report["failures"]} == {"asked", "silently_wrong"}
    assert "SILENTLY WRONG  rash  (c)" in words


def test_each_person_lives_at_the_time_and_place_of_their_case(admin_url: str) -> None:
    """The same words at the same instant, on two sides of the date line."""
    row: Row = ("zone", [], ["add gym tomorrow"], {}, "")
    there = case(row, timezone="Pacific/Auckland", now="2026-12-31T23:00")
    wish = {"tasks": [{"title": "gym", "due": "2027-01-01"}], "asks": False}
    there = there.model_copy(update={"expect": type(there.expect).model_validate(wish)})
    here = case(
        ("zone", [], ["add gym tomorrow"], {"tasks": [{"title": "gym", "due": "2026-11-25"}]}, "")
    )

    found = evaluate([there, here], server_url=admin_url)

    assert [verdict.word for verdict in found] == ["right", "right"], [v.why for v in found]


def test_tasks_that_cannot_be_are_told_and_nobody_else_suffers(admin_url: str) -> None:
    bad = case(("bad", [{"title": " "}], ["hello"], {}, ""))
    good = case(ROWS["done as it should be"])

    broken, done = evaluate([bad, good], server_url=admin_url)

    assert broken.word == "asked"
    assert "the tasks of the case cannot be" in broken.why[0]
    assert done.word == "right"


def test_a_hosted_model_is_judged_by_the_same_cases(admin_url: str) -> None:
    row: Row = ("hosted", [], ["add Buy oats"], {"tasks": [{"title": "Buy oats"}]}, "")
    with serve() as server:
        client = model_client(api_key="k", base_url=server.base_url)
        hosted = HostedModels(names=("mock-tools",), dialect="responses", client=client)
        (verdict,) = evaluate([case(row)], hosted=hosted, server_url=admin_url)

        assert verdict.word == "right", verdict.said
        assert server.log()["requests"]


def test_phrases_are_judged_by_their_value_without_a_database() -> None:
    when = {"now": "2026-11-24T08:00", "timezone": "Europe/Berlin", "category": "c"}
    rows = [
        ("tomorrow", {"kind": "date", "value": "2026-11-25"}, "right"),
        ("tomorrow", {"kind": "date", "value": "2026-11-26"}, "wrong"),
        ("tomorrow", {"kind": ["none", "ambiguous"]}, "wrong"),
        ("hello", {"kind": "date", "value": "2026-11-25"}, "asked"),
        ("tomorrow at 7", {"kind": "datetime", "value": "2026-11-25T07:00"}, "asked"),
        ("call tomorrow", {"kind": "date", "value": "2026-11-25", "rest": "ring"}, "wrong"),
        ("call tomorrow", {"kind": "date", "span": [5, 13], "rest": "call"}, "right"),
    ]

    found = evaluate([read_case(json.dumps(when | {"text": t, "expect": e})) for t, e, _ in rows])

    assert [verdict.word for verdict in found] == [word for *_, word in rows]
