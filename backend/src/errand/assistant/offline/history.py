"""The input items of a model call, read as a conversation: turns, tasks shown, tool results."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from agents.items import TResponseInputItem

#: Turns further back than this are neither answered nor referred to.
REMEMBERED = 30

_SHOWN = re.compile(r"^\[tasks shown\] (.*)$", re.MULTILINE)
_SHOWN_ROW = re.compile(r'(?:^|; )(\d{1,4})\. ([0-9a-fA-F-]{36}) "')
# Our own replies put the number of a task before its title, so a title can never fake one.
_NUMBERED = re.compile(r"^(\d{1,3})\. #(\d{1,9}) ", re.MULTILINE)
_NAMED = re.compile(r"^(?:- |[A-Z][A-Za-z ]{0,30}: )#(\d{1,9}) ", re.MULTILINE)

_AND_MORE = re.compile(r"^and \d+ more\.$", re.MULTILINE)


@dataclass
class Turn:
    """What the person said, and what they were told and shown after it."""

    said: str
    replies: list[str] = field(default_factory=list[str])

    @property
    def reply(self) -> str:
        """The last thing that was told, as text."""
        texts = [text for text in self.replies if not text.startswith("[tasks shown]")]
        return texts[-1] if texts else ""


@dataclass(frozen=True)
class Outcome:
    """What a tool answered to a call of this turn."""

    name: str
    result: Mapping[str, Any]

    @property
    def ok(self) -> bool:
        """Whether the tool did what was asked."""
        return self.result.get("ok") is True

    @property
    def error(self) -> str:
        """Why it did not, as a sentence."""
        said = self.result.get("error")
        return str(said) if said else "The tool gave no usable answer."


@dataclass(frozen=True)
class Mentioned:
    """Tasks that the person has in view: by number, or by id where only that is known."""

    numbers: tuple[int, ...] = ()
    ids: tuple[str, ...] = ()
    listed: bool = False
    """They stood in a numbered list."""

    @property
    def some(self) -> bool:
        """Whether there is any."""
        return bool(self.numbers or self.ids)


@dataclass(frozen=True)
class Conversation:
    """All of it; the last turn is the one to answer."""

    turns: tuple[Turn, ...]
    outcomes: tuple[Outcome, ...]

    def in_view(self) -> Mentioned:
        """Return the tasks that were told or shown last, in their order."""
        return next(iter(self.views()), Mentioned())

    def views(self) -> list[Mentioned]:
        """Return what was told or shown after each turn before the last, newest first."""
        found = [mentioned(turn) for turn in reversed(self.turns[:-1])]
        return [each for each in found if each]


def read_input(given: str | list[TResponseInputItem]) -> Conversation:
    """Read the input of a model call; unknown items are passed over."""
    if isinstance(given, str):
        return Conversation((Turn(given),), ())
    turns: list[Turn] = []
    calls: dict[str, str] = {}
    outcomes: list[Outcome] = []
    for item in cast("Iterable[Mapping[str, Any]]", given):
        kind = item.get("type", "message")
        if kind == "message" and item.get("role") == "user":
            turns.append(Turn(_text(item)))
            calls, outcomes = {}, []
        elif kind == "message" and turns and item.get("role") != "system":
            turns[-1].replies.append(_text(item))
        elif kind == "function_call":
            calls[str(item.get("call_id"))] = str(item.get("name"))
        elif kind == "function_call_output":
            name = calls.get(str(item.get("call_id")), "")
            outcomes.append(Outcome(name, _result(item.get("output"))))
    return Conversation(tuple(turns[-REMEMBERED:]), tuple(outcomes))


def _text(item: Mapping[str, Any]) -> str:
    content = item.get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = cast("list[Mapping[str, Any]]", content)
    texts = [part.get("text") for part in parts]
    return "\n".join(text for text in texts if isinstance(text, str))


def _result(output: object) -> Mapping[str, Any]:
    try:
        parsed: object = json.loads(output) if isinstance(output, str) else output
    except ValueError:
        return {}
    return cast("Mapping[str, Any]", parsed) if isinstance(parsed, dict) else {}


def mentioned(turn: Turn) -> Mentioned | None:
    """Return the tasks that one turn told of or showed, in their order."""
    listed = [int(number) for _, number in _NUMBERED.findall(turn.reply)]
    shown = _shown(turn)
    # A list goes on below what the words tell of it; otherwise the words say which tasks it is.
    if listed and not (len(listed) < len(shown) and _AND_MORE.search(turn.reply)):
        return Mentioned(numbers=tuple(listed), listed=True)
    named = [int(number) for number in _NAMED.findall(turn.reply)]
    if named and not listed:
        return Mentioned(numbers=tuple(dict.fromkeys(named)))
    return Mentioned(ids=shown) if shown else None


def _shown(turn: Turn) -> tuple[str, ...]:
    """Return the ids of the last list shown; one whose places do not count up is not believed."""
    lines = [line for text in turn.replies for line in _SHOWN.findall(text)]
    rows = _SHOWN_ROW.findall(lines[-1]) if lines else []
    if [int(place) for place, _ in rows] != list(range(1, len(rows) + 1)):
        return ()
    return tuple(task_id for _, task_id in rows)
