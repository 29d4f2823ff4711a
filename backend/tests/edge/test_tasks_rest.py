"""Tasks over REST: the same use cases as the tools, with statuses and problem documents."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from errand.db import Database
from errand.identity import Actor, uuid7
from people import People
from task_api import TaskApi, add, refusal, task_api


@pytest.fixture
def api(database: Database) -> TaskApi:
    return task_api(database)


async def test_a_task_is_made_read_changed_completed_reopened_and_deleted(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        made = await add(client, "Call the bank", notes="n", due={"date": "2100-01-01"})
        url = f"/api/tasks/{made['id']}"

        assert (await client.get(url)).json() == made
        change = {"set": {"title": "Ring"}, "clear": ["notes"], "if_version": 1}
        changed = (await client.patch(url, json=change)).json()
        done = [(await client.post(f"{url}/complete")).json() for _ in range(2)]
        reopened = [(await client.post(f"{url}/reopen")).json() for _ in range(2)]
        deleted = await client.delete(url)
        gone = await client.get(url)

    assert (changed["title"], changed["notes"], changed["version"]) == ("Ring", "", 2)
    assert changed["due"] == {"date": "2100-01-01"}
    assert done[0] == done[1]
    assert (done[0]["status"], done[0]["version"]) == ("done", 3)
    assert done[0]["completed_at"].endswith("Z")
    assert reopened[0] == reopened[1]
    assert (reopened[0]["status"], reopened[0]["completed_at"]) == ("open", None)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert refusal(gone) == (404, "task_not_found")


async def test_the_trash_is_emptied_for_good_one_by_one_or_whole(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        made = [await add(client, title) for title in "abc"]
        for task in made[:2]:
            await client.delete(f"/api/tasks/{task['id']}")

        one = await client.delete(f"/api/tasks/trash/{made[0]['id']}")
        again = await client.delete(f"/api/tasks/trash/{made[0]['id']}")
        alive = await client.delete(f"/api/tasks/trash/{made[2]['id']}")
        odd = await client.delete("/api/tasks/trash", params={"until": "yesterday"})
        early = await client.delete("/api/tasks/trash", params={"until": "2020-01-01T00:00:00Z"})
        rest = await client.delete("/api/tasks/trash")
        left = (await client.get("/api/tasks/trash")).json()["tasks"]
        kept = (await client.get("/api/tasks")).json()["tasks"]

    assert (one.status_code, one.content) == (204, b"")
    assert refusal(again) == (404, "task_not_found")
    assert refusal(alive) == (409, "not_in_trash")
    assert odd.status_code == 422
    assert (early.json()["deleted"], rest.json()["deleted"]) == (0, 1)
    assert left == []
    assert [task["title"] for task in kept] == ["c"]


async def test_lists_are_filtered_and_paged(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        for n in range(5):
            await add(client, f"t{n}")
        await add(client, "late", due={"date": "2020-01-01"})
        finished = await add(client, "over")
        await client.post(f"/api/tasks/{finished['id']}/complete")

        async def titles(**query: Any) -> list[str]:
            answer = await client.get("/api/tasks", params=query)
            assert answer.status_code == 200, answer.text
            return [task["title"] for task in answer.json()["tasks"]]

        assert await titles() == ["late", "t0", "t1", "t2", "t3", "t4"]
        assert await titles(status="done") == ["over"]
        assert len(await titles(status="all")) == 7
        assert await titles(due="overdue") == ["late"]
        assert await titles(due="..2020-12-31") == ["late"]
        assert await titles(due="today") == []
        assert await titles(q="T3") == ["t3"]
        first = (await client.get("/api/tasks?limit=4")).json()
        assert (len(first["tasks"]), first["has_more"]) == (4, True)
        assert await titles(after=first["after"]) == ["t3", "t4"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=0", (422, "invalid_input")),
        ("limit=101", (422, "invalid_input")),
        ("status=finished", (422, "invalid_input")),
        ("due=whenever", (422, "invalid_input")),
        ("q=a%00b", (422, "invalid_input")),
        ("owner=me", (422, "invalid_input")),
        ("after=nonsense", (400, "invalid_cursor")),
    ],
)
async def test_bad_queries_are_refused(
    api: TaskApi, owner: Actor, query: str, expected: tuple[int, str]
) -> None:
    async with api.as_person(owner) as client:
        assert refusal(await client.get(f"/api/tasks?{query}")) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b'{"title": ""}',
        b'{"title": 5}',
        b'{"title": "a", "owner_id": "x"}',
        b'{"title": "a\\u0000"}',
        b'{"title": "\\ud800"}',
        b'{"title": "a", "due": "tomorrow"}',
        b'{"title": "a", "due": {"local": "2026-11-25T09:00", "tz": "Mars/Olympus"}}',
        b'{"title": "a", "due": {"date": "2026-02-30"}}',
    ],
)
async def test_bad_tasks_are_refused_and_not_kept(api: TaskApi, owner: Actor, body: bytes) -> None:
    async with api.as_person(owner) as client:
        answer = await client.post(
            "/api/tasks", content=body, headers={"content-type": "application/json"}
        )

        assert refusal(answer) == (422, "invalid_input")
        assert (await client.get("/api/tasks?status=all")).json()["tasks"] == []


async def test_the_same_key_and_body_add_once_and_another_body_is_refused(
    api: TaskApi, owner: Actor
) -> None:
    async with api.as_person(owner) as client:
        key = {"idempotency-key": "k"}
        answers = await asyncio.gather(
            *(client.post("/api/tasks", json={"title": "a"}, headers=key) for _ in range(8))
        )
        other = await client.post("/api/tasks", json={"title": "b"}, headers=key)
        too_long = await client.post(
            "/api/tasks", json={"title": "b"}, headers={"idempotency-key": "k" * 256}
        )
        kept = (await client.get("/api/tasks")).json()["tasks"]

    assert {answer.status_code for answer in answers} == {201}
    assert [answer.json() for answer in answers] == kept * 8
    assert refusal(other) == (409, "idempotency_mismatch")
    assert refusal(too_long) == (422, "invalid_input")


async def test_of_twenty_clients_with_one_version_one_wins(api: TaskApi, owner: Actor) -> None:
    async with api.as_person(owner) as client:
        made = await add(client)
        answers = await asyncio.gather(
            *(
                client.patch(
                    f"/api/tasks/{made['id']}", json={"set": {"title": f"t{n}"}, "if_version": 1}
                )
                for n in range(20)
            )
        )

    assert sorted(answer.status_code for answer in answers) == [200] + [409] * 19
    lost = next(answer for answer in answers if answer.status_code == 409)
    assert refusal(lost) == (409, "version_conflict")
    assert "version is 2 now" in lost.json()["detail"]


@pytest.mark.parametrize(
    ("method", "suffix"),
    [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("POST", "/complete"), ("POST", "/reopen")],
)
async def test_a_task_that_is_not_mine_is_not_there(
    api: TaskApi, owner: Actor, stranger: Actor, method: str, suffix: str
) -> None:
    async with api.as_person(owner) as client:
        made = await add(client)
    body = {"set": {"title": "stolen"}} if method == "PATCH" else None

    async with api.as_person(stranger) as client:
        for task_id in (made["id"], str(uuid7()), "12", "%00", "x" * 300):
            answer = await client.request(method, f"/api/tasks/{task_id}{suffix}", json=body)
            assert refusal(answer) == (404, "task_not_found")
        assert (await client.get("/api/tasks?status=all")).json()["tasks"] == []

    async with api.as_person(owner) as client:
        assert (await client.get(f"/api/tasks/{made['id']}")).json() == made


async def test_a_closed_door_stays_closed(api: TaskApi, owner: Actor, people: People) -> None:
    personal = api.personal_tokens.mint(
        owner.user_id, uuid7(), expires_at=datetime.now(UTC) + timedelta(days=1)
    )
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(api.app), base_url="http://localhost:3000"
    ) as client:
        assert refusal(await client.get("/api/tasks")) == (401, "missing_authorization")
    async with api.carrying(personal) as client:
        assert (await client.get("/api/tasks")).status_code == 401
    people.sign_out(owner)
    async with api.as_person(owner) as client:
        assert refusal(await client.get("/api/tasks")) == (401, "signed_out")


async def test_settings_are_read_and_changed(api: TaskApi, owner: Actor, stranger: Actor) -> None:
    async with api.as_person(owner) as client:
        before = (await client.get("/api/me")).json()
        changed = (await client.patch("/api/me", json={"time_zone": "Europe/Berlin"})).json()
        wrong = await client.patch("/api/me", json={"time_zone": "Mars/Olympus"})
        made = await add(client, due={"local": "2100-01-01T09:00", "tz": "Europe/Berlin"})
    async with api.as_person(stranger) as client:
        other = (await client.get("/api/me")).json()

    assert before == {
        "user_id": str(owner.user_id),
        "time_zone": "UTC",
        "locale": "en",
        "week_start": "monday",
        "date_order": None,
        "model": None,
    }
    assert changed == before | {"time_zone": "Europe/Berlin"}
    assert refusal(wrong) == (422, "invalid_input")
    assert "IANA" in wrong.json()["detail"]
    assert made["due_words"] == "Fri 1 Jan 2100, 09:00"
    assert other["time_zone"] == "UTC"


async def test_a_token_is_shown_once_listed_by_its_end_and_revoked(
    api: TaskApi, owner: Actor, stranger: Actor
) -> None:
    async with api.as_person(owner) as client:
        made = await client.post("/api/tokens", json={"name": " laptop "})
        token = made.json().pop("token")
        listed = (await client.get("/api/tokens")).json()
        async with api.as_person(stranger) as other:
            foreign = await other.delete(f"/api/tokens/{made.json()['id']}")
        ended = [await client.delete(f"/api/tokens/{made.json()['id']}") for _ in range(2)]
        left = (await client.get("/api/tokens")).json()["tokens"]

    assert made.status_code == 201
    shown = {name: value for name, value in made.json().items() if name != "token"}
    assert listed == {"tokens": [shown], "has_more": False, "after": None}
    assert (shown["name"], token[-4:]) == ("laptop", shown["last_characters"])
    assert api.personal_tokens.verify(token).user_id == owner.user_id
    assert refusal(foreign) == (404, "token_not_found")
    assert [answer.status_code for answer in ended] == [204, 204]
    assert left == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "  "},
        {"name": "a\x00"},
        {"name": "x" * 201},
        {"name": "a", "expires_at": "2020-01-01T00:00:00Z"},
        {"name": "a", "expires_at": "2999-01-01T00:00:00Z"},
        {"name": "a", "expires_at": "2027-01-01T00:00:00"},
    ],
)
async def test_bad_tokens_are_refused(api: TaskApi, owner: Actor, body: dict[str, str]) -> None:
    async with api.as_person(owner) as client:
        assert refusal(await client.post("/api/tokens", json=body)) == (422, "invalid_input")
        assert refusal(await client.delete("/api/tokens/12")) == (404, "token_not_found")
        assert refusal(await client.get("/api/tokens?after=x")) == (400, "invalid_cursor")
