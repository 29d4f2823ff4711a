"""Quick add over REST: a line is shown as it is understood, and added only when it is clear."""

from datetime import date, timedelta
from typing import Any

import httpx2
import pytest

from errand.db import Database
from errand.identity import Actor
from task_api import TaskApi, task_api

Json = dict[str, Any]
DAY = date(2030, 3, 15)  # a Friday, far enough ahead of whoever runs this


@pytest.fixture
def api(database: Database) -> TaskApi:
    return task_api(database)


async def preview(client: httpx2.AsyncClient, text: str, **more: Any) -> Json:
    answer = await client.post("/api/tasks/quick-add/preview", json={"text": text, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def said(understood: Json, text: str) -> list[tuple[str, str, str]]:
    return [(s["kind"], text[s["start"] : s["end"]], s["value"]) for s in understood["spans"]]


async def test_a_line_is_shown_with_each_piece_in_its_place(api: TaskApi, owner: Actor) -> None:
    text = "Call 🏦 on 15 March 2030 at 9am every Friday @phone #home p1 for 20 minutes"
    async with api.as_person(owner) as client:
        await client.patch("/api/me", json={"time_zone": "Europe/Berlin"})
        project = (await client.post("/api/projects", json={"name": "Home"})).json()
        shown = await preview(client, text)
        tasks = (await client.get("/api/tasks")).json()["tasks"]

    assert shown["ready"] is True
    assert shown["title"] == "Call 🏦"
    assert shown["due"] == {"local": "2030-03-15T09:00", "tz": "Europe/Berlin"}
    assert shown["recurrence"] == {
        "rrule": "FREQ=WEEKLY;BYDAY=FR",
        "anchor": "schedule",
        "words": "every Friday",
    }
    assert (shown["labels"], shown["priority"], shown["estimate_minutes"]) == (
        ["phone"],
        "urgent",
        20,
    )
    assert shown["project"] == {"id": project["id"], "name": "Home"}
    assert said(shown, text) == [
        ("due", "on 15 March 2030 at 9am", "2030-03-15T09:00"),
        ("recurrence", "every Friday", "FREQ=WEEKLY;BYDAY=FR"),
        ("label", "@phone", "phone"),
        ("project", "#home", "home"),
        ("priority", "p1", "urgent"),
        ("estimate", "for 20 minutes", "20"),
    ]
    assert tasks == []


async def test_a_piece_that_is_clicked_away_belongs_to_the_title(
    api: TaskApi, owner: Actor
) -> None:
    text = "Watch the Friday film on 15 March 2030"
    async with api.as_person(owner) as client:
        asked = await preview(client, text)
        doubt = asked["ambiguous"][0]
        shown = await preview(client, text, ignore=[[doubt["start"], doubt["end"]]])

    assert (asked["ready"], doubt["may_be_title"]) == (False, True)
    assert text[doubt["start"] : doubt["end"]] == "Friday"
    assert (shown["ready"], shown["title"]) == (True, "Watch the Friday film")
    assert shown["due"] == {"date": "2030-03-15"}


async def test_what_is_ambiguous_is_added_once_a_reading_is_chosen(
    api: TaskApi, owner: Actor
) -> None:
    text = "Call mum on 15 March 2030 at 7"
    async with api.as_person(owner) as client:
        asked = await preview(client, text)
        refused = await client.post("/api/tasks/quick-add", json={"text": text})
        doubt = asked["ambiguous"][0]
        choice = {str(doubt["start"]): doubt["candidates"][1]["value"]}
        added = await client.post("/api/tasks/quick-add", json={"text": text, "choices": choice})

    assert [each["value"] for each in doubt["candidates"]] == [
        "2030-03-15T07:00",
        "2030-03-15T19:00",
    ]
    assert (refused.status_code, refused.json()["code"]) == (422, "not_understood")
    assert "19:00" in refused.json()["detail"]
    assert added.status_code == 201
    [task] = added.json()["tasks"]
    assert (task["title"], task["due"]["local"]) == ("Call mum", "2030-03-15T19:00")


async def test_the_same_key_adds_a_line_once(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        answers = [
            await client.post(
                "/api/tasks/quick-add",
                json={"text": "Buy stamps"},
                headers={"Idempotency-Key": "stamps"},
            )
            for _ in range(2)
        ]
        tasks = (await client.get("/api/tasks")).json()["tasks"]

    assert [answer.json()["replayed"] for answer in answers] == [False, True]
    assert [task["title"] for task in tasks] == ["Buy stamps"]


async def test_a_project_that_is_not_there_is_in_the_way_and_is_not_made(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        shown = await preview(client, "Buy stamps #Nowhere")
        refused = await client.post("/api/tasks/quick-add", json={"text": "Buy stamps #Nowhere"})

    assert shown["ready"] is False
    assert "none called that" in shown["problems"][0]["message"]
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("order", "dates"),
    [
        (None, None),
        ("dmy", "2030-04-03"),
        ("mdy", "2030-03-04"),
    ],
)
async def test_three_slash_four_is_read_as_the_person_writes_dates(
    api: TaskApi, owner: Actor, order: str | None, dates: str | None
) -> None:
    async with api.as_person(owner) as client:
        if order:
            await client.patch("/api/me", json={"date_order": order})
        shown = await preview(client, "Renew insurance on 3/4/2030")

    if dates is None:
        assert [each["value"] for each in shown["ambiguous"][0]["candidates"]] == [
            "2030-03-04",
            "2030-04-03",
        ]
    else:
        assert shown["due"] == {"date": dates}


async def test_the_week_begins_where_the_person_lets_it_begin(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        shown: list[date] = []
        for start in ("monday", "sunday"):
            await client.patch("/api/me", json={"week_start": start, "time_zone": "UTC"})
            said = await preview(client, "Plan on Sunday next week")
            shown.append(date.fromisoformat(said["due"]["date"]))

    assert [day.weekday() for day in shown] == [6, 6]
    assert shown[0] - shown[1] == timedelta(days=7)
