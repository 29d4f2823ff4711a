"""The table of commands in the documents is the list of cases, and neither is short."""

import re
from pathlib import Path

import pytest

from assistant.offline.talking import load_cases

DOCUMENT = Path(__file__).parents[4] / "docs" / "offline-commands.md"
_ROW = re.compile(r"^\| `([\w-]+)` \| (.*) \| (.*) \|$", re.MULTILINE)
_SECTIONS = {
    "claimed": "## Commands that it claims",
    "asks": "## What it asks about",
    "refused": "## What it refuses or leaves alone",
}


def _rows(name: str) -> dict[str, str]:
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text.partition(_SECTIONS[name])[2].partition("\n## ")[0]
    return {case_id: said for case_id, said, _ in _ROW.findall(section)}


@pytest.mark.parametrize("name", _SECTIONS)
def test_every_case_is_documented_and_every_documented_command_is_a_case(name: str) -> None:
    cases = {case.id: case for case in load_cases(name)}

    rows = _rows(name)

    assert set(rows) == set(cases)
    for case_id, said in rows.items():
        turns = [turn.replace("\n", "⏎ ") for turn in cases[case_id].turns]
        if len("".join(turns)) <= 300:
            assert said == " → ".join(f"“{turn}”" for turn in turns)


def test_at_least_forty_commands_are_claimed_and_forty_asked_about_or_refused() -> None:
    claimed = len(load_cases("claimed"))
    not_done = len(load_cases("asks")) + len(load_cases("refused"))

    assert claimed >= 40
    assert not_done >= 40


def test_what_must_be_asked_about_or_refused_expects_no_change() -> None:
    for case in [*load_cases("asks"), *load_cases("refused")]:
        assert case.expect["tasks"] == [], case.id
