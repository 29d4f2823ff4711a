"""What each process holds and works, with its children."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from e2e.product import Product

PARTS = ("API", "page server", "database")
_TICKS = 100


def children(pid: int) -> list[int]:
    """Return the processes that this one has started, and those that they have."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *children(int(child))]
    return found


def worked(pid: int) -> float:
    """Return the seconds of the processor that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(fields[place]) for place in (11, 12)) / _TICKS


@dataclass(frozen=True)
class Work:
    """Seconds of the processor by part."""

    parts: dict[str, float]

    @classmethod
    def of(cls, product: Product, **others: int) -> Self:
        """Read what the product's parts, and other processes without their children, have used."""
        parts = {part: product.pid(part) for part in PARTS}
        used = {name: sum(map(worked, [pid, *_alive(pid)])) for name, pid in parts.items()}
        return cls(used | {name: worked(pid) for name, pid in others.items()})

    def since(self, before: Self) -> str:
        """Return what was used since then, in words."""
        return ", ".join(f"{name} {self.used(name, before):.2f} s" for name in self.parts)

    def used(self, name: str, before: Self) -> float:
        """Return what a part has used since then."""
        return self.parts[name] - before.parts[name]


def _alive(pid: int) -> list[int]:
    try:
        return [child for child in children(pid) if Path(f"/proc/{child}/stat").exists()]
    except FileNotFoundError:
        return []
