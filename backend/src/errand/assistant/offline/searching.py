"""Tasks by words of their titles: asked of the server, then among all with slips allowed."""

from collections.abc import Generator, Sequence

from errand.assistant.offline.matching import (
    Fit,
    Match,
    best_match,
    best_told,
    content_of,
)
from errand.assistant.offline.results import Task, tasks_in
from errand.assistant.offline.steps import Given, Scene, Step, call

#: Tasks looked at for a title with a slip in it; who has more is asked to say it exactly.
PAGE, PAGES = 100, 3
Matching = Generator[Step, Given, Match]


def matching(said: str, scene: Scene, statuses: Sequence[str]) -> Matching:
    """Return what comes nearest to these words, slips allowed."""
    found = yield from with_text(said, scene, statuses)
    if found.fit >= Fit.ALL_WORDS:
        return found
    tasks: list[Task] = []
    cursor: str | None = None
    for _ in range(PAGES):
        more = {"cursor": cursor} if cursor else {}
        page = yield from call("find_tasks", statuses=list(statuses), limit=PAGE, **more)
        tasks += tasks_in(page.result, "tasks")
        cursor = page.result.get("next_cursor")
        if not page.result.get("has_more") or not cursor:
            break
    return best_told(said, tasks, scene.words)


def with_text(said: str, scene: Scene, statuses: Sequence[str]) -> Matching:
    """Ask the server for tasks with these words; articles would only hide some that fit."""
    text = " ".join(content_of(said, scene.words))[:200]
    found = yield from call("find_tasks", text=text, statuses=list(statuses), limit=PAGE)
    return best_match(said, tasks_in(found.result, "tasks"), scene.words)


def fitting(
    said: str, scene: Scene, statuses: Sequence[str]
) -> Generator[Step, Given, tuple[Task, ...]]:
    """Return the tasks that have all these words in their titles, perhaps none."""
    found = yield from with_text(said, scene, statuses)
    return found.tasks if found.fit >= Fit.ALL_WORDS else ()
