"""Projects, labels, trash, undo, order and bulk over REST."""

import asyncio
from typing import Any

import pytest

from errand.db import Database
from errand.identity import Actor, uuid7
from task_api import TaskApi, add, refusal, task_api

Json = dict[str, Any]


@pytest.fixture
def api(database: Database) -> TaskApi:
    return task_api(database)


async def test_a_task_has_every_field_over_rest(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        project = (await client.post("/api/projects", json={"name": "Work"})).json()
        section = await client.post(f"/api/projects/{project['id']}/sections", json={"name": "Now"})
        made = await add(
            client,
            due={"local": "2100-01-01T09:00", "tz": "Europe/Berlin"},
            deadline="2100-01-02",
            defer_until="2099-12-01",
            recurrence={"rrule": "FREQ=YEARLY"},
            labels=["home"],
            project="work",
            section="now",
            estimate_minutes=30,
            links=[{"url": "https://example.org/a", "title": "A"}],
        )
        below = await add(client, "below", parent_ref=made["id"])
        change = {"set": {"parent": made["id"]}, "clear": ["deadline", "links", "estimate"],
                  "labels": {"add": ["b"]}}  # fmt: skip
        url = f"/api/tasks/{made['id']}"
        refused = await client.patch(url, json=change)
        del change["set"]
        changed = (await client.patch(url, json=change)).json()
        details = (await client.get(f"{url}/details")).json()

    assert (made["project"]["id"], made["section"]["id"]) == (project["id"], section.json()["id"])
    assert made["recurrence_words"].startswith("every year")
    assert refusal(refused) == (422, "invalid_input")
    assert (changed["deadline"], changed["links"], changed["estimate_minutes"]) == (None, [], None)
    assert changed["labels"] == ["home", "b"]
    assert [task["id"] for task in details["subtasks"]] == [below["id"]]
    assert [event["verb"] for event in details["history"]] == ["updated", "added"]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "ftp://a.b", "//a.b", "http://", "mailto:", "https://a b", "data:x",
     "https:\\\\evil", "HTTP:", "a.b"],
)  # fmt: skip
async def test_links_that_a_page_must_not_open_are_refused(
    api: TaskApi, owner: Actor, url: str
) -> None:
    async with api.as_person(owner) as client:
        answer = await client.post("/api/tasks", json={"title": "a", "links": [{"url": url}]})

    assert refusal(answer) == (422, "invalid_input")
    assert "links.0.url" in answer.json()["detail"]


async def test_the_version_is_the_etag_and_if_match_holds_it(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        made = await client.post("/api/tasks", json={"title": "a"})
        url, tag = f"/api/tasks/{made.json()['id']}", made.headers["etag"]
        body = {"set": {"title": "b"}}
        changed = await client.patch(url, json=body, headers={"if-match": tag})
        stale = {"if-match": tag}
        lost = [
            await client.patch(url, json={"set": {"title": "c"}}, headers=stale),
            await client.delete(url, headers=stale),
            await client.post(f"{url}/complete", headers=stale),
            await client.post(f"{url}/reopen", headers=stale),
        ]
        odd = await client.delete(url, headers={"if-match": "one"})
        any_will_do = await client.delete(url, headers={"if-match": "*"})

    assert (tag, changed.headers["etag"]) == ('"1"', '"2"')
    for answer in lost:
        assert refusal(answer) == (409, "version_conflict")
        assert answer.json()["current"] == changed.json()
    assert refusal(odd) == (422, "invalid_input")
    assert any_will_do.status_code == 204


async def test_deleted_tasks_are_listed_restored_and_brought_back_by_undo(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        task = await add(client)
        deleted = await client.post("/api/tasks/bulk", json={"delete": {"ids": [task["id"]]}})
        trash = (await client.get("/api/tasks/trash")).json()
        restored = await client.post(f"/api/tasks/{task['id']}/restore")
        twice = await client.post(f"/api/tasks/{task['id']}/restore")
        await client.delete(f"/api/tasks/{task['id']}")
        undone = await client.post("/api/tasks/undo", json={"last": 1})
        again = await client.post(
            "/api/tasks/undo", json={"event_id": undone.json()["event_ids"][0]}
        )
        nothing = await client.post("/api/tasks/undo", json={"event_id": str(uuid7())})
        wrong = await client.post("/api/tasks/undo", json={})

    assert [each["id"] for each in trash["tasks"]] == [task["id"]]
    assert deleted.json()["event_ids"]
    assert restored.json()["deleted_at"] is None
    assert twice.json() == restored.json()
    assert undone.json()["undone"][0]["words"] == "#1 “a” is back."
    assert again.status_code == 200
    assert refusal(nothing) == (404, "event_not_found")
    assert refusal(wrong) == (422, "invalid_input")


async def test_order_is_changed_and_listed(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        a, b, c = [await add(client, title) for title in "abc"]
        moved = await client.post("/api/tasks/reorder", json={"ids": [c["id"]], "before": a["id"]})
        listed = (await client.get("/api/tasks?sort=position")).json()["tasks"]
        pages = [(await client.get("/api/tasks?sort=position&limit=2")).json()]
        pages.append((await client.get(
            "/api/tasks", params={"sort": "position", "limit": 2, "after": pages[0]["after"]}
        )).json())  # fmt: skip
        circle = await client.post("/api/tasks/reorder", json={"ids": [b["id"]], "after": b["id"]})

    assert [task["title"] for task in listed] == ["c", "a", "b"]
    assert [task["title"] for page in pages for task in page["tasks"]] == ["c", "a", "b"]
    assert moved.json()["tasks"][0]["after"]["position"] == listed[0]["position"]
    assert refusal(circle) == (422, "invalid_input")


async def test_one_request_does_one_thing_to_many_once(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        ids = [(await add(client, title))["id"] for title in "abc"]
        asked: list[tuple[Json, str]] = [
            ({"set_status": {"ids": ids, "status": "done"}}, "changed"),
            ({"update": {"tasks": [{"id": ids[0], "set": {"title": "x"}}]}}, "tasks"),
            ({"reschedule": {"items": [{"id": ids[0], "to": {"date": "2100-01-01"}}]}}, "tasks"),
            ({"move": {"ids": ids, "position": "first"}}, "tasks"),
            ({"add": {"tasks": [{"title": "d"}]}}, "tasks"),
            ({"delete": {"ids": ids}}, "trashed"),
            ({"restore": {"ids": ids}}, "tasks"),
        ]
        for n, (body, field) in enumerate(asked):
            key = {"idempotency-key": f"k{n}"}
            both = await asyncio.gather(
                *(client.post("/api/tasks/bulk", json=body, headers=key) for _ in range(2))
            )
            assert {answer.status_code for answer in both} == {200}, both[0].text
            assert sorted(answer.json()["replayed"] for answer in both) == [False, True]
            assert both[0].json()[field]
        for wrong in ({}, {"delete": {"ids": ids}, "restore": {"ids": ids}}, {"destroy": {}}):
            assert refusal(await client.post("/api/tasks/bulk", json=wrong)) == (
                422,
                "invalid_input",
            )


@pytest.mark.parametrize("kind", ["projects", "labels"])
async def test_projects_and_labels_are_made_renamed_ordered_archived_and_deleted(
    api: TaskApi, owner: Actor, kind: str
) -> None:
    async with api.as_person(owner) as client:
        names = ("One", "Two", "Three")
        made = [(await client.post(f"/api/{kind}", json={"name": name})).json() for name in names]
        url = f"/api/{kind}/{made[0]['id']}"
        renamed = await client.patch(url, json={"name": "Uno"}, headers={"if-match": '"1"'})
        stale = await client.patch(url, json={"name": "Ein"}, headers={"if-match": '"1"'})
        await client.patch(url, json={"after": made[2]["id"]})
        taken = await client.post(f"/api/{kind}", json={"name": " uno "})
        blank = await client.post(f"/api/{kind}", json={"name": " "})
        several = await client.patch(url, json={"name": "x", "archived": True})
        listed = (await client.get(f"/api/{kind}")).json()[kind]
        pages = (await client.get(f"/api/{kind}?limit=2")).json()
        rest = (
            await client.get(f"/api/{kind}", params={"limit": 2, "after": pages["after"]})
        ).json()
        await client.patch(url, json={"archived": True})
        left = (await client.get(f"/api/{kind}")).json()[kind]
        whole = (await client.get(f"/api/{kind}?archived=true")).json()[kind]
        deleted = await client.delete(url)
        gone = [await client.delete(url), await client.delete(f"/api/{kind}/uno")]

    assert (renamed.json()["name"], renamed.headers["etag"]) == ("Uno", '"2"')
    assert refusal(stale) == (409, "version_conflict")
    assert refusal(taken) == (409, "name_taken")
    assert refusal(blank) == refusal(several) == (422, "invalid_input")
    assert [each["name"] for each in listed] == ["Two", "Three", "Uno"]
    assert [each["name"] for each in pages[kind] + rest[kind]] == ["Two", "Three", "Uno"]
    assert [each["name"] for each in left] == ["Two", "Three"]
    assert [each["name"] for each in whole] == ["Two", "Three", "Uno"]
    assert deleted.json()["changed"]["name"] == "Uno"
    assert [refusal(answer) for answer in gone] == [(404, "not_found")] * 2


async def test_settings_of_calendar_and_model_are_kept(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        change = {"week_start": "sunday", "date_order": "mdy"}
        changed = (await client.patch("/api/me", json=change)).json()
        kept = (await client.get("/api/me")).json()
        wrong = [
            await client.patch("/api/me", json=body)
            for body in ({"week_start": "friday"}, {"date_order": "mmm"}, {"model": "unknown"})
        ]

    assert kept == changed
    assert (kept["week_start"], kept["date_order"], kept["model"]) == ("sunday", "mdy", None)
    assert [refusal(answer) for answer in wrong] == [(422, "invalid_input")] * 3


async def test_a_filter_that_names_nothing_is_refused_and_not_empty(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        await client.post("/api/projects", json={"name": "Work"})
        made = await add(client, project="Work", labels=["x"])
        loose = await add(client, "loose")

        async def ids(query: str) -> list[str]:
            answer = await client.get(f"/api/tasks?{query}")
            return [task["id"] for task in answer.json()["tasks"]]

        assert await ids("project=work") == [made["id"]]
        assert await ids("project=inbox") == [loose["id"]]
        assert await ids("label=X") == [made["id"]]
        assert await ids("priority=high") == []
        for query in ("project=nowhere", "label=nothing", "project=work&section=none"):
            assert refusal(await client.get(f"/api/tasks?{query}")) == (422, "invalid_input")
