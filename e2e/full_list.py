"""Tasks of a person, made past the pages: one by one, or a whole life of them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from .person import Person
from .stream import Json
from .visit import ZONE


def day(ahead: int) -> str:
    """Return a day from today, where the person is."""
    return (datetime.now(ZoneInfo(ZONE)) + timedelta(days=ahead)).date().isoformat()


async def post(person: Person, path: str, body: Json) -> Json:
    """Send a request, and return what it answers."""
    answer = await person.http.post(path, headers=person.headers(), json=body)
    assert answer.is_success, answer.text
    return answer.json()


async def add(person: Person, *tasks: Json) -> list[Json]:
    """Add tasks in one call."""
    return (await post(person, "/api/tasks/bulk", {"add": {"tasks": list(tasks)}}))["tasks"]


async def a_full_list(person: Person) -> Json:
    """Fill the lists of a person, and return a project and a task of it."""
    flat = await post(person, "/api/projects", {"name": "Flat renovation"})
    await post(person, "/api/projects", {"name": "Work"})
    await post(person, "/api/projects", {"name": "Summer in Norway"})
    for name in ("Kitchen", "Bathroom"):
        await post(person, f"/api/projects/{flat['id']}/sections", {"name": name})
    worktop = await _renovation(person)
    await _everyday(person)
    return {"project": flat["id"], "task": worktop["id"]}


async def _renovation(person: Person) -> Json:
    """Fill the project of the flat, and return a task of it."""
    kitchen = {"project": "Flat renovation", "section": "Kitchen"}
    (worktop, *_below) = await add(
        person,
        {
            **kitchen,
            "title": "Choose the worktop",
            "priority": "high",
            "due": {"date": day(3)},
            "notes": "Oak is **warm**, stone is *quiet*.\n\n- bring samples\n- ask Lena",
            "links": [{"url": "https://example.org/worktops", "title": "Samples to order"}],
            "labels": ["shopping"],
        },
        {"title": "Oak sample", "parent_ref": "#0"},
        {"title": "Stone sample", "parent_ref": "#0"},
        {**kitchen, "title": "Order the tap", "labels": ["shopping"]},
        {"title": "Measure for tiles", "project": "Flat renovation", "section": "Bathroom"},
        {"title": "Agree the budget with Lena", "project": "Flat renovation"},
    )
    return worktop


async def _everyday(person: Person) -> None:
    """Fill the other lists: something overdue, something for today, something later."""
    weekly = {"rrule": "FREQ=WEEKLY;BYDAY=MO,TH"}
    await add(
        person,
        {
            "title": "Send the tax papers to Ms Okafor",
            "due": {"date": day(-2)},
            "priority": "urgent",
        },
        {"title": "Call the bank", "due": {"date": day(0)}, "labels": ["phone"]},
        {"title": "Water the plants", "due": {"date": day(0)}, "recurrence": weekly},
        {
            "title": "Weekly report",
            "due": {"local": f"{day(1)}T16:00", "tz": ZONE},
            "project": "Work",
            "estimate_minutes": 45,
            "priority": "medium",
        },
        {"title": "Lunch with Amina", "due": {"local": f"{day(2)}T12:30", "tz": ZONE}},
        {"title": "Book the train", "due": {"date": day(12)}, "project": "Summer in Norway"},
        {"title": "Read the lease again"},
    )
