"""How long the offline model thinks about one utterance, in seconds of the processor."""

from datetime import UTC, datetime
from time import process_time
from zoneinfo import ZoneInfo

from errand.assistant.offline.deciding import decide
from errand.assistant.offline.english import ENGLISH
from errand.assistant.offline.history import read_input
from errand.assistant.offline.values import Moment

from .figures import Measured, Verdict

MOST_MILLISECONDS = 50
_ROUNDS = 20
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
    """Return the times of everyday utterances, the floor, and of the hardest one known."""
    zone = ZoneInfo("Europe/Berlin")
    moment = Moment(datetime(2026, 11, 24, 8, tzinfo=UTC).astimezone(zone), zone)
    texts = {"everyday (the floor)": _EVERYDAY, "the hardest known": (_HARDEST,)}
    rows = [
        Measured(name, [_seconds(text, moment) for text in said for _ in range(_ROUNDS)])
        for name, said in texts.items()
    ]
    promise = "p50 of the offline model's hardest utterance"
    return rows, [Verdict(promise, rows[1].p50, MOST_MILLISECONDS, " ms")]


def _seconds(text: str, moment: Moment) -> float:
    history = read_input([{"role": "user", "content": text}])
    begun = process_time()
    decide(history, ENGLISH, moment)
    return process_time() - begun
