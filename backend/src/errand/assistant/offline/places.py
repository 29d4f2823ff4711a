"""The projects, sections and labels that there are, and which of them is meant by a name."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from errand.assistant.offline.matching import content_of
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.steps import Given, Scene, Step, ask, call, stop
from errand.assistant.offline.vocabulary import Vocabulary
from errand.assistant.offline.wording import quoted

MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A project, a section (`within` its project) or a label."""

    kind: str
    id: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Structure:
    """All of them."""

    named: tuple[Named, ...]

    def meant(self, said: str, words: Vocabulary, kinds: Sequence[str] = ()) -> Named | None:
        """Return the one that is called so: exactly, or else by the same words; None: not one."""
        some = [each for each in self.named if not kinds or each.kind in kinds]
        plain = " ".join(said.casefold().split())
        exact = [each for each in some if each.name.casefold() == plain]
        if exact:
            return exact[0]
        wanted = content_of(said, words)
        same = [each for each in some if content_of(each.name, words) == wanted]
        return same[0] if len(same) == 1 else None

    def like(self, said: str, words: Vocabulary) -> tuple[str, ...]:
        """Return the projects that share a word with the name, or else the first of all."""
        names = [each.name for each in self.named if each.kind == "project"]
        wanted = set(content_of(said, words))
        near = [name for name in names if wanted & set(content_of(name, words))]
        return tuple((near or names)[:MOST_TOLD])

    def begun(self, said: str, words: Vocabulary, kinds: Sequence[str]) -> Named | None:
        """Return the only one with all these words in its name: "kitchen" for "Kitchen reno"."""
        wanted = set(content_of(said, words))
        some = [each for each in self.named if each.kind in kinds]
        fits = [each for each in some if wanted and wanted <= set(content_of(each.name, words))]
        return fits[0] if len(fits) == 1 else None

    def told(self, kind: str) -> str:
        """Return which there are, as a sentence."""
        names = [each.name for each in self.named if each.kind == kind]
        if not names:
            return f"You have no {kind}s yet."
        shown = ", ".join(quoted(name) for name in names[:MOST_TOLD])
        return f"Your {kind}s: {shown}{' and more' if len(names) > MOST_TOLD else ''}."


def meant_place(
    name: str, kinds: Sequence[str], there: Structure, scene: Scene
) -> Generator[Step, Given, Named]:
    """Return the project or section of that name; where there is none, ask which project it is."""
    found = there.meant(name, scene.words, kinds)
    if found is not None:
        return found
    none = f"There is no {kinds[0]} called {quoted(name)}, and I make none by myself."
    names = there.like(name, scene.words)
    if kinds[0] != "project" or not names:
        stop(f"{none} {there.told(kinds[0])} I changed nothing.")
    answer = yield from ask(Ask(Topic.PROJECT, names, f"{none} I changed nothing."))
    found = there.meant(answer.text, scene.words, ("project",))
    return found or stop("That project is no longer there. I changed nothing.")


def structure(scene: Scene) -> Generator[Step, Given, Structure]:
    """Look up all that there is."""
    seen = yield from call("get_overview")
    return structure_in(seen.result)


def structure_in(result: Mapping[str, Any]) -> Structure:
    """Read the projects, sections and labels of an overview."""
    found: list[Named] = []
    for project in _rows(result, "projects"):
        if project.get("archived"):
            continue
        found.append(Named("project", str(project["id"]), str(project["name"])))
        found += (
            Named("section", str(section["id"]), str(section["name"]), str(project["name"]))
            for section in _rows(project, "sections")
        )
    found += (
        Named("label", str(label["id"]), str(label["name"])) for label in _rows(result, "labels")
    )
    return Structure(tuple(found))


def _rows(result: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    return [
        cast("dict[str, Any]", row)
        for row in cast("list[object]", result.get(key) or [])
        if isinstance(row, dict)
    ]
