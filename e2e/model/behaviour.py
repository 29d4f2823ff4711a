"""What a model of this server does, read from its name: `mock-ttft50-itl10-len200-chunks`."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

DEFAULT_REFUSALS = 2
DEFAULT_STOP_AFTER = 3
LONGEST = 100_000
HOSTILE = ("obey", "exfil", "forever", "lie", "fuzz", "replay")


class UnknownModel(ValueError):
    """No model has that name."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How one model answers; times in milliseconds, lengths in tokens."""

    first_token_ms: int = 0
    between_tokens_ms: int = 0
    length: int = 20
    tail: int = 0
    """So many words follow what it says after a tool."""
    chunks: bool = False
    """Split the body anywhere, in the middle of a character included."""
    tools: bool = False
    parallel: bool = False
    malformed: bool = False
    unknown: bool = False
    duplicate_ids: bool = False
    filtered: bool = False
    too_many: int = 0
    """So many requests of a conversation are answered 429 first."""
    broken: int = 0
    """So many requests of a conversation are answered 500 first."""
    wait: int | None = 1
    """Seconds in the Retry-After of a 429; None: it has none."""
    status: int = 0
    """Every request is answered with this status."""
    stall_after: int | None = None
    cut_after: int | None = None
    no_end: bool = False
    """The stream ends well, only without its last event."""
    failed: bool = False
    """The stream ends by saying that the server failed."""
    short: bool = False
    """The answer reaches the limit of its length."""
    empty: bool = False
    huge: bool = False
    """One piece of the answer is of 10 MB."""
    loop: bool = False
    """It calls a tool for ever."""
    many: int = 0
    """It calls so many tools at once."""
    no_ids: bool = False
    once: bool = False
    """Only the first request of a conversation goes wrong."""
    later: bool = False
    """Nothing goes wrong before a tool has answered."""
    hostile: str = ""
    """It means harm in this way; see `hostile.py`."""
    seed: int = 0

    @property
    def sound(self) -> "Behaviour":
        """The same model with nothing wrong in its streams."""
        return replace(
            self,
            filtered=False,
            status=0,
            stall_after=None,
            cut_after=None,
            no_end=False,
            failed=False,
            short=False,
            empty=False,
            huge=False,
        )


_Change = Callable[[Behaviour, int | None], Behaviour]


def _hostile(kind: str) -> _Change:
    return lambda seen, n: replace(seen, tools=True, hostile=kind, seed=n or 0)


_KNOBS: dict[str, _Change] = {
    **{kind: _hostile(kind) for kind in HOSTILE},
    "ttft": lambda seen, n: replace(seen, first_token_ms=n or 0),
    "itl": lambda seen, n: replace(seen, between_tokens_ms=n or 0),
    "len": lambda seen, n: replace(seen, length=min(n or 0, LONGEST)),
    "tail": lambda seen, n: replace(seen, tail=min(n or 0, LONGEST)),
    "chunks": lambda seen, _: replace(seen, chunks=True),
    "tools": lambda seen, _: replace(seen, tools=True),
    "parallel": lambda seen, _: replace(seen, tools=True, parallel=True),
    "malformed": lambda seen, _: replace(seen, tools=True, malformed=True),
    "unknown": lambda seen, _: replace(seen, tools=True, unknown=True),
    "dupids": lambda seen, _: replace(seen, tools=True, parallel=True, duplicate_ids=True),
    "filter": lambda seen, _: replace(seen, filtered=True),
    "429x": lambda seen, n: replace(seen, too_many=n or DEFAULT_REFUSALS),
    "500x": lambda seen, n: replace(seen, broken=n or DEFAULT_REFUSALS),
    "stall": lambda seen, n: replace(seen, stall_after=DEFAULT_STOP_AFTER if n is None else n),
    "wait": lambda seen, n: replace(seen, wait=n or 0),
    "nowait": lambda seen, _: replace(seen, wait=None),
    "status": lambda seen, n: replace(seen, status=n or 0),
    "noend": lambda seen, _: replace(seen, no_end=True),
    "fail": lambda seen, _: replace(seen, failed=True),
    "short": lambda seen, _: replace(seen, short=True),
    "empty": lambda seen, _: replace(seen, empty=True),
    "huge": lambda seen, _: replace(seen, huge=True),
    "loop": lambda seen, _: replace(seen, tools=True, loop=True),
    "many": lambda seen, n: replace(seen, tools=True, many=n or 30),
    "noids": lambda seen, _: replace(seen, tools=True, parallel=True, no_ids=True),
    "once": lambda seen, _: replace(seen, once=True),
    "later": lambda seen, _: replace(seen, later=True),
    "cut": lambda seen, n: replace(seen, cut_after=DEFAULT_STOP_AFTER if n is None else n),
}

_BARE = {"429": "429x", "500": "500x"}
_WORD = re.compile(r"(429x|500x|[a-z]+)(\d+)?")


def read(name: str) -> Behaviour:
    """Read a model's name.

    Raises:
        UnknownModel: It does not begin with `mock`, or a word of it is no knob.
    """
    first, *words = name.split("-")
    if first != "mock":
        raise UnknownModel(name)
    behaviour = Behaviour()
    for word in words:
        found = _WORD.fullmatch(_BARE.get(word, word))
        if found is None or found[1] not in _KNOBS:
            raise UnknownModel(name)
        behaviour = _KNOBS[found[1]](behaviour, int(found[2]) if found[2] else None)
    return behaviour
