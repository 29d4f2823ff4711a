"""What a message asks for, as far as that can be told without the model that answers it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """What a person's message may set in motion."""

    tools: frozenset[str] | None = None
    """The tools that can carry it out; none where nothing is to be done. None: cannot be told."""
    asks: bool = False
    """It reads like a question."""
    points: bool = False
    """It speaks of what was shown: it, both, the second one."""
    many: bool = False
    """It speaks of several without naming them: everything, all, each."""
    undoes: bool = False
    """It speaks of taking something back."""
    common: frozenset[str] = frozenset()
    """Words that name no task, however often a title has them."""

    def allows(self, tool: str) -> bool:
        """Tell whether this tool may be what the message asks for."""
        return self.tools is None or tool in self.tools
