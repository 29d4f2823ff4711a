"""A project that a new title ends with: "book a room to Work", if there is a project Work."""

from collections.abc import Generator
from dataclasses import dataclass, replace

from errand.assistant.offline.bodies import Body
from errand.assistant.offline.drafts import Draft
from errand.assistant.offline.places import Structure, structure
from errand.assistant.offline.questions import Ask, Topic
from errand.assistant.offline.steps import Given, Scene, Step, ask, stop
from errand.assistant.offline.tokens import Tokens
from errand.assistant.offline.wording import quoted

MOST_NAME_WORDS = 4


@dataclass(frozen=True, slots=True)
class _End:
    """The title without its end, and the project; `sure` when it can hardly be of the title."""

    title: str
    project: str
    sure: bool


def with_projects(body: Body, scene: Scene) -> Generator[Step, Given, Body]:
    """Return what is to be added, with the projects that there are taken out of the titles."""
    drafts = (*body.several, *((body.one,) if body.one else ()))
    if not any(_may_end(draft, scene) for draft in drafts):
        return body
    there = yield from structure(scene)
    ends = [_end(draft, there, scene) for draft in drafts]
    unsure = next((end for end in ends if end and not end.sure), None)
    if unsure and not (yield from _is_meant(unsure, drafts[ends.index(unsure)])):
        return body
    shared = ends[-1].project if body.one and ends[-1] else ""
    found = tuple(_placed(draft, end, shared) for draft, end in zip(drafts, ends, strict=True))
    several = found[: len(body.several)]
    return replace(body, several=several, one=found[-1] if body.one else None)


def _is_meant(end: _End, draft: Draft) -> Generator[Step, Given, bool]:
    options = (
        f"the project {quoted(end.project)}: {quoted(end.title)}",
        f"the title: {quoted(draft.title)}, in no project",
    )
    answer = yield from ask(Ask(Topic.PLACING, options))
    return answer.place == 0


def _placed(draft: Draft, end: _End | None, shared: str) -> Draft:
    project = draft.extras.project or (end.project if end else shared)
    if not project:
        return draft
    extras = replace(draft.extras, project=project)
    return replace(draft, title=end.title if end else draft.title, extras=extras)


def _may_end(draft: Draft, scene: Scene) -> bool:
    return bool(_ends(draft, scene)) or bool(_headed(draft, scene)[0])


def _ends(draft: Draft, scene: Scene) -> list[tuple[Tokens, int, int]]:
    """Return where "to" and what may be a name begin, the longest name first."""
    if draft.literal or draft.extras.project:
        return []
    tokens = Tokens(draft.title, scene.words)
    first = max(1, len(tokens) - MOST_NAME_WORDS - 2)
    leads = (scene.words.adding.into_project.read(tokens, at) for at in range(first, len(tokens)))
    return [(tokens, lead.start, lead.end) for lead in leads if lead and lead.end < len(tokens)]


def _headed(draft: Draft, scene: Scene) -> tuple[str, str]:
    """Return the parts of "Work: call Ann", empty where it has none."""
    before, colon, after = draft.title.partition(":")
    fine = colon and after.strip() and not (draft.literal or draft.extras.project)
    return (before.strip(), after.strip()) if fine else ("", "")


def _end(draft: Draft, there: Structure, scene: Scene) -> _End | None:
    head, rest = _headed(draft, scene)
    name = _called(head, there)
    if name:
        return _End(rest[:1].upper() + rest[1:], name, sure=True)
    for tokens, start, end in _ends(draft, scene):
        said = tokens.slice(end, len(tokens)).strip('"\u201c\u201d')
        listed = tokens.word(len(tokens) - 1) == "list" and len(tokens) - end > 1
        name = _called(said, there)
        if listed and not name:
            name = _called(tokens.slice(end, len(tokens) - 1), there) or _no_list(tokens, start)
        if name:
            sure = bool(listed) or _is_sure(tokens, start, exact=said == name)
            return _End(tokens.slice(0, start), name, sure)
    return None


def _called(said: str, there: Structure) -> str:
    """Return the project of that name, as it is written there."""
    names = (each.name for each in there.named if each.kind == "project")
    return next((name for name in names if said and name.casefold() == said.casefold()), "")


def _no_list(tokens: Tokens, start: int) -> str:
    """Refuse "milk to the shopping list" where there is none; "send it to ..." is a title."""
    lead = tokens.words.adding.into_project.read(tokens, start)
    places = lead and tokens.word(start) in ("to", "on", "onto") and lead.end - start > 1
    if places and not tokens.words.adding.towards.read(tokens, 0):
        name = tokens.slice(start + 2, len(tokens) - 1)
        none = f"There is no project called {quoted(name)}, and I make none by myself."
        stop(f"{none} Nothing was added.")
    return ""


def _is_sure(tokens: Tokens, start: int, *, exact: bool) -> bool:
    """Tell "book a room to Work" from "drive to work" and "buy shoes for work"."""
    if start < 2 or tokens.words.adding.towards.read(tokens, 0):
        return False
    return exact or tokens.word(start) in tokens.words.adding.filing
