"""What a case came to."""

from dataclasses import dataclass, field
from typing import Literal

Word = Literal["right", "asked", "wrong"]
"""`asked`: nothing wrong was done, though it asked, refused, or left out what it should say.
`wrong`: silently so."""


@dataclass(frozen=True)
class Verdict:
    """How one case went, and everything that is needed to see why."""

    id: str
    category: str
    kind: Literal["conversation", "phrase"]
    word: Word
    why: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """What was said to it, and what it answered, in turn."""
    expected: dict[str, object] = field(default_factory=dict[str, object])
