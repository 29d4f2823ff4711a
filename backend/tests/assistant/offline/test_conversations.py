"""Every conversation of the case files, held with the real agent, tools and database."""

from collections import Counter

import pytest

from assistant.offline.talking import Case, judged, load_cases
from errand.db import Database
from people import People

FILES = ("claimed", "asks", "refused")
ALL = [case for file in FILES for case in load_cases(file)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
async def test_a_conversation_leaves_the_tasks_as_they_should_be(
    case: Case, database: Database, people: People, tally: Counter[tuple[str, str, str]]
) -> None:
    verdict = await judged(case, database, people.sign_up())

    tally[case.file, case.category, verdict.word] += 1
    assert verdict.word == "right", verdict.why
