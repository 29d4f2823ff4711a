"""What a person's pages show when all is quiet."""

from ..stream import Json
from .crowd import Simulated
from .history import Viewed, marks_in


async def view(person: Simulated) -> None:
    """Open every page of the person once more, and write down what is on it."""
    said, marks = list[str](), set[str]()
    for thread in await _all_threads(person):
        for item in await _items(person, thread["id"]):
            marks.update(marks_in(item))
            if item["type"] == "user_message":
                said.append("".join(part["text"] for part in item["content"]))
    tasks = await _tasks(person)
    marks.update(marks_in(tasks))
    titles = tuple(task["title"] for task in tasks)
    person.history.add(Viewed(person.name, tuple(said), titles, tuple(sorted(marks))))


async def _all_threads(person: Simulated) -> list[Json]:
    return await _pages(person, "threads.list", limit=50, order="desc")


async def _items(person: Simulated, thread: str) -> list[Json]:
    return await _pages(person, "items.list", thread_id=thread, limit=100, order="asc")


async def _pages(person: Simulated, kind: str, **params: object) -> list[Json]:
    found, after = list[Json](), None
    while True:
        page = await person.line.call(kind, **params, after=after)
        found += page["data"]
        if not page["has_more"]:
            return found
        after = page["after"]


async def _tasks(person: Simulated) -> list[Json]:
    found, after = list[Json](), None
    while True:
        page = await person.line.tasks(after)
        found += page["tasks"]
        if not page["has_more"]:
            return found
        after = page["after"]
