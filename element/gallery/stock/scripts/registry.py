"""The list of scripts."""

from collections.abc import Callable
from dataclasses import dataclass

from ..stage import Events, Stage

Play = Callable[[Stage], Events]


@dataclass(frozen=True, slots=True)
class Script:
    """One thing to show, and the words that ask for it."""

    says: str
    play: Play


SCRIPTS: dict[str, Script] = {}


def script(says: str) -> Callable[[Play], Play]:
    """Play the decorated script when a message begins with these words."""

    def keep(play: Play) -> Play:
        SCRIPTS[says] = Script(says, play)
        return play

    return keep
