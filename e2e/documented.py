"""What the documents show: commands with what they answer, and tables; for all suites."""

import json
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

ROOT = Path(__file__).parents[1]
LEFT_OUT = "…"
"""A field of this name in an example stands for those that the example leaves out."""
_SAID = frozenset(
    [
        "code",
        "detail",
        "locale",
        "name",
        "priority",
        "role",
        "status",
        "time_zone",
        "title",
        "type",
        "version",
    ]
)
"""Fields of which an answer must have the very value of the example."""
_PARTS = re.compile(
    r"^#{2,3} (?P<heading>.+)$"
    r"|^ *```sh(?P<pages> pages)?\n(?P<script>(?:.*\n)*?) *```\n *→ (?P<status>\d{3}).*\n"
    r"(?:\n *```(?P<form>json|text)\n(?P<shown>(?:.*\n)*?) *```$)?",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Command:
    """A command of a document, and what it says that comes of it."""

    heading: str
    line: int
    script: str
    status: int
    form: str | None
    shown: str
    needs_pages: bool
    """Whether Better Auth answers it, which only the whole product has."""

    @property
    def name(self) -> str:
        """Where it stands, for people."""
        return f"{self.heading}, line {self.line}"


def commands(document: Path) -> list[Command]:
    """Return every `sh` block that is followed by a status, in order."""
    text, heading, found = document.read_text(encoding="utf-8"), "", list[Command]()
    for part in _PARTS.finditer(text):
        if part["heading"]:
            heading = part["heading"].strip()
            continue
        found.append(
            Command(
                heading,
                text.count("\n", 0, part.start()) + 2,
                textwrap.dedent(part["script"]),
                int(part["status"]),
                part["form"],
                textwrap.dedent(part["shown"] or ""),
                part["pages"] is not None,
            )
        )
    return found


def differences(shown: object, given: object, *, whole: bool, at: str = "answer") -> list[str]:
    """Return where an answer is not of the form that an example shows.

    Args:
        shown: The example.
        given: The answer.
        whole: Every field of the answer has to be in the example.
        at: Name of the place.
    """
    if _kind(shown) != _kind(given):
        return [f"{at} is {_kind(given)}, documented as {_kind(shown)}"]
    if isinstance(shown, dict):
        return _of_objects(_object(shown), _object(given), whole=whole, at=at)
    if isinstance(shown, list):
        return _of_lists(cast("list[object]", shown), cast("list[object]", given), whole, at)
    if at.rpartition(".")[2] in _SAID and shown != given:
        return [f"{at} is {given!r}, documented as {shown!r}"]
    return []


def _of_objects(shown: dict[str, Any], given: dict[str, Any], *, whole: bool, at: str) -> list[str]:
    names = shown.keys() - {LEFT_OUT}
    found = [f"{at} has no {name}" for name in sorted(names - given.keys())]
    if whole and LEFT_OUT not in shown:
        found += [f"{at}.{name} is not documented" for name in sorted(given.keys() - names)]
    for name in sorted(names & given.keys()):
        found += differences(shown[name], given[name], whole=whole, at=f"{at}.{name}")
    return found


def _of_lists(shown: list[object], given: list[object], whole: bool, at: str) -> list[str]:
    if not shown:
        return []
    if not given:
        return [f"{at} is empty"]
    return differences(shown[0], given[0], whole=whole, at=f"{at}[0]")


def _object(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value)


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "an object"


def events(stream: str) -> list[object]:
    """Return the data of each event of a stream, and its last comment as a text."""
    found: list[object] = []
    for line in stream.splitlines():
        if line.startswith("data: "):
            found.append(json.loads(line.removeprefix("data: ")))
        elif line == ": end":
            found.append(line)
    return found


def missing_events(shown: str, given: str) -> list[str]:
    """Return the events of an example that do not come in that order in the answer."""
    coming, missing = iter(events(given)), list[str]()
    for wanted in events(shown):
        if not any(not differences(wanted, event, whole=False) for event in coming):
            missing.append(f"missing or out of order: {json.dumps(wanted)}")
    return missing


def rows(text: str, heading: str) -> list[list[str]]:
    """Return the cells of every table row below a heading, up to the next of its level."""
    level = len(heading) - len(heading.lstrip("#"))
    below = text.partition(f"{heading}\n")[2]
    section = re.split(rf"^#{{1,{level}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def blocks(document: Path, kind: str) -> list[str]:
    """Return the fenced blocks that begin with these words after the fence."""
    fenced = re.findall(
        rf"^```{re.escape(kind)}\n(.*?)^```$",
        document.read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    return [str(block) for block in fenced]
