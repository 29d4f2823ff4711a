"""How long the offline model thinks about one utterance, in seconds of the processor."""

import json
from datetime import UTC, datetime
from time import process_time
from zoneinfo import ZoneInfo

from e2e.documented import ROOT
from errand.assistant.offline.deciding import decide
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.history import read_input
from errand.assistant.offline.values import Moment

from .figures import Measured, Verdict

MOST_MILLISECONDS = 50
_ROUNDS = 20
_CASES = ROOT / "backend/tests/assistant/offline/cases/open.jsonl"
_EVERYDAY = (
    "remind me to call the bank tomorrow at 9 am",
    "what is due next week?",
    "move the report to friday at 14:30",
    "buy milk on friday and call mum at 6 pm tomorrow, urgent",
    "delete #3",
)
_HARDEST = ("add " + "tomorrow at 7 and " * 1000)[:1000]
"""The worst of those that the tests try."""


def measure() -> tuple[list[Measured], list[Verdict]]:
    """Return the times of everyday utterances, the floor, of many kinds, and of the hardest."""
    zone = ZoneInfo("Europe/Berlin")
    moment = Moment(datetime(2026, 11, 24, 8, tzinfo=UTC).astimezone(zone), zone)
    texts = {
        "everyday (the floor)": [text for text in _EVERYDAY for _ in range(_ROUNDS)],
        "as in the cases": _said_in_cases(),
        "the hardest known": [_HARDEST] * _ROUNDS,
    }
    rows = [
        Measured(name, [_seconds(text, moment) for text in said]) for name, said in texts.items()
    ]
    return rows, [
        Verdict(
            "p50 of the offline model's hardest utterance", rows[2].p50, MOST_MILLISECONDS, " ms"
        ),
        Verdict("p99 of utterances offline", rows[1].p99, MOST_MILLISECONDS, " ms"),
    ]


def per_second(row: Measured) -> float:
    """Return how many of these one core understands in a second."""
    return len(row.seconds) / sum(row.seconds)


def _said_in_cases() -> list[str]:
    """Return what people say first in the conversations of the cases that the tests run."""
    lines = _CASES.read_text(encoding="utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [case["turns"][0] if "turns" in case else case["text"] for case in cases]


def _seconds(text: str, moment: Moment) -> float:
    history = read_input([{"role": "user", "content": text}])
    begun = process_time()
    decide(history, ENGLISH, moment)
    return process_time() - begun
