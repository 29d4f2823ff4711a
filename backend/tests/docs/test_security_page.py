"""The page on security names tests that exist, and has a line for each chapter of the standard."""

import re

import pytest

from e2e.documented import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([\w/.-]+\.py)::(\w+)`", TEXT)))
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if re.match(r"\| V\d", line)
]


@pytest.mark.parametrize(("path", "test"), NAMED)
def test_a_test_that_is_named_exists(path: str, test: str) -> None:
    source = (ROOT / path).read_text(encoding="utf-8")

    assert re.search(rf"^ *(?:async )?def {test}\(", source, re.MULTILINE)


def test_each_chapter_of_the_standard_has_a_line() -> None:
    chapters = {int(re.findall(r"\d+", row[0])[0]) for row in ROWS}

    assert chapters == set(range(1, 18))


def test_each_line_has_a_state_and_what_shows_it() -> None:
    ids = [row[0] for row in ROWS]

    assert len(ids) == len(set(ids))
    assert {row[2] for row in ROWS} == {"holds", "partly", "no", "none here"}
    # What holds is shown by something that lies here.
    assert [row[0] for row in ROWS if row[2] == "holds" and "`" not in row[3]] == []
    for row in ROWS:
        places = re.findall(r"`((?:backend|frontend|e2e|docs|setup)/[\w/.-]+)", row[3])
        assert [place for place in places if not (ROOT / place).exists()] == [], row[0]
