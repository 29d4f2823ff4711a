"""What was looked at, how it is, and what to do about it."""

from dataclasses import asdict, dataclass
from typing import Literal

Level = Literal["ok", "note", "wrong"]
_MARKS: dict[Level, str] = {"ok": "ok   ", "note": "note ", "wrong": "WRONG"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    what: str
    level: Level
    is_so: str
    """How it is, in a few words; never a secret."""
    do: str = ""
    """What to do about it."""

    def as_line(self) -> str:
        """Return it for people."""
        line = f"{_MARKS[self.level]} {self.what}: {self.is_so}"
        return f"{line}\n      → {self.do}" if self.do else line

    def as_json(self) -> dict[str, str]:
        """Return it for machines."""
        return asdict(self)


def ok(what: str, is_so: str) -> Finding:
    """Return that this is as it should be."""
    return Finding(what, "ok", is_so)


def note(what: str, is_so: str, do: str = "") -> Finding:
    """Return what works, and yet may not be meant."""
    return Finding(what, "note", is_so, do)


def wrong(what: str, is_so: str, do: str) -> Finding:
    """Return what does not work, or is not safe."""
    return Finding(what, "wrong", is_so, do)
