"""Percentiles, and the table that they are shown in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """The times of one thing, in seconds."""

    name: str
    seconds: Sequence[float]

    def percentile(self, part: float) -> float:
        """Return the nearest-rank percentile in milliseconds."""
        ranked = sorted(self.seconds)
        return 1000 * ranked[max(0, math.ceil(part / 100 * len(ranked)) - 1)]

    @property
    def p50(self) -> float:
        """The median in milliseconds."""
        return self.percentile(50)

    @property
    def p99(self) -> float:
        """The 99th percentile in milliseconds."""
        return self.percentile(99)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise, what was measured, and whether it was kept."""

    promise: str
    value: float
    most: float
    unit: str

    @property
    def kept(self) -> bool:
        """Whether the value is within the promise."""
        return self.value <= self.most

    @property
    def bound(self) -> str:
        """The promise in words."""
        return f"at most {self.most:g}"

    def line(self) -> str:
        """Return it in words."""
        word = "kept" if self.kept else "BROKEN"
        return f"{word:>6}  {self.promise}: {self.value:.1f}{self.unit} ({self.bound})"


class AtLeast(Verdict):
    """A promise that a value is not below `most`."""

    @property
    def kept(self) -> bool:
        """Whether the value is within the promise."""
        return self.value >= self.most

    @property
    def bound(self) -> str:
        """The promise in words."""
        return f"at least {self.most:g}"


def table(rows: Sequence[Measured], floor: Measured) -> str:
    """Return one line for each, with its ratio to the floor and its distance from it."""
    head = (
        f"{'':24}{'n':>6}{'p50 ms':>9}{'p99 ms':>9}{'p50 x':>8}{'p99 x':>8}{'p50 +':>8}{'p99 +':>8}"
    )
    lines = [
        f"{row.name:24}{len(row.seconds):>6}{row.p50:>9.1f}{row.p99:>9.1f}"
        f"{row.p50 / floor.p50:>8.2f}{row.p99 / floor.p99:>8.2f}"
        f"{row.p50 - floor.p50:>8.1f}{row.p99 - floor.p99:>8.1f}"
        for row in rows
    ]
    return "\n".join([head, *lines])
