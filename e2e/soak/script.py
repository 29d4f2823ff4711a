"""What people say, to which models, and which of these go wrong in which way."""

import random
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from .history import Moment

WORDS = 30
SOUND = f"mock-tools-ttft60-itl15-tail{WORDS}-len{WORDS}"
Wants = Literal["add", "tell"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a model goes wrong."""

    kind: str
    moment: Moment
    """idle: before its first word; tool: as it calls one, or with the result in its hand."""
    model: str
    wants: Wants
    sound: bool = True
    """Whether the answer is whole in the end."""


FAULTS = (
    Fault("model 429", "idle", f"{SOUND}-429-wait1", "tell"),
    Fault("model 429", "tool", f"{SOUND}-later-429-wait1", "add"),
    Fault("model 429, no time named", "idle", f"{SOUND}-429-nowait", "tell"),
    Fault("model 429, no time named", "tool", f"{SOUND}-later-429-nowait", "add"),
    Fault("model 500", "idle", f"{SOUND}-500", "tell"),
    Fault("model 500", "tool", f"{SOUND}-later-500", "add"),
    Fault("model stalls", "idle", f"{SOUND}-once-stall0", "tell"),
    Fault("model stalls", "streaming", f"{SOUND}-once-stall7", "tell"),
    Fault("model stalls", "tool", f"{SOUND}-later-stall3", "add", sound=False),
    Fault("model cut", "streaming", f"{SOUND}-once-cut9", "tell"),
    Fault("model cut", "tool", f"{SOUND}-parallel-once-cut1", "add"),
    Fault("model cut", "tool", f"{SOUND}-later-cut5", "add", sound=False),
    Fault("model malformed call", "tool", f"{SOUND}-malformed", "add"),
    Fault("model unknown tool", "tool", f"{SOUND}-unknown", "add"),
    Fault("model duplicate ids", "tool", f"{SOUND}-dupids", "add", sound=False),
    Fault("model says 10 MB", "streaming", f"{SOUND}-once-huge", "tell", sound=False),
    Fault("model says 10 MB", "tool", f"{SOUND}-later-huge", "add", sound=False),
    Fault("model ends too early", "streaming", f"{SOUND}-once-noend", "tell"),
    Fault("model ends too early", "tool", f"{SOUND}-parallel-once-noend", "add"),
    Fault("model says it failed", "streaming", f"{SOUND}-once-fail", "tell"),
    Fault("model says it failed", "tool", f"{SOUND}-parallel-once-fail", "add"),
    Fault("model says nothing", "streaming", f"{SOUND}-once-empty", "tell"),
    Fault("model says nothing", "tool", f"{SOUND}-later-empty", "add", sound=False),
)
MODELS = [SOUND, *(fault.model for fault in FAULTS)]
KINDS = {fault.kind for fault in FAULTS}


class Choices:
    """Hands out models: mostly the sound one, else what has gone wrong least often."""

    def __init__(self, share: float) -> None:
        """`share`: of messages that go to a broken model."""
        self._share, self._given = share, Counter[str]()

    def next(self, dice: random.Random) -> Fault | None:
        """Return how the next message's model goes wrong; None: it does not."""
        if dice.random() >= self._share:
            return None
        # What strikes while a tool runs is wanted most often.
        fault = min(
            FAULTS,
            key=lambda each: self._given[each.model] / (2 if each.moment == "tool" else 1),
        )
        self._given[fault.model] += 1
        return fault
