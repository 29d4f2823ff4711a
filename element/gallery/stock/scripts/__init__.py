"""Scripts by what the person says: each is one thing that a server can do."""

from collections.abc import Callable

from ..describing import heard
from ..stage import Events, Stage
from . import changing, images, questions, talk, tasks, trouble, widgets
from .registry import SCRIPTS, Play

__all__ = ["SCRIPTS", "find"]

FILES = (talk, tasks, images, questions, widgets, changing, trouble)
"""Imported so that their scripts are known; the order is the one they are shown in."""


async def echo(stage: Stage) -> Events:
    """Say what arrived: what happens to words that are no script's."""
    text = heard(stage.question) if stage.question else "Nothing was said."
    async for event in stage.say(text):
        yield event


def find(words: str) -> Play:
    """Return the script whose words these begin with, else the echo."""
    known: list[tuple[str, Callable[[Stage], Events]]] = [
        (says, script.play) for says, script in SCRIPTS.items()
    ]
    fitting = [(says, play) for says, play in known if words.lower().startswith(says.lower())]
    return max(fitting, key=lambda one: len(one[0]))[1] if fitting else echo
