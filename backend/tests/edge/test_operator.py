"""The operator's view and the trail: who did what, what was denied; closed to everybody else."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from api import Api, running
from errand.identity import Actor
from forging import Issuer
from people import People
from serving import KeyServer

Json = dict[str, Any]
SECRET_TITLE = "Oats of the secret garden"


@pytest.fixture(scope="module")
def operator(people: People) -> Actor:
    return people.sign_up("Olga")


@pytest.fixture(scope="module")
def operated(
    operator: Actor,
    people: People,
    database_url: str,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """An API whose operator is Olga."""
    home, operators = tmp_path_factory.mktemp("errand"), (f"{operator.user_id}@EXAMPLE.test",)
    with running(database_url, people, better_auth, home, errand_operators=operators) as api:
        yield api


@pytest.fixture
def olga(operated: Api, operator: Actor) -> Iterator[httpx2.Client]:
    with operated.signed_in(operator) as client:
        yield client


@pytest.fixture
def ada(operated: Api, owner: Actor) -> Iterator[httpx2.Client]:
    with operated.signed_in(owner) as client:
        yield client


def say(client: httpx2.Client, text: str) -> None:
    given = {
        "content": [{"type": "input_text", "text": text}],
        "attachments": [],
        "inference_options": {},
    }
    body = {"type": "threads.create", "params": {"input": given}}
    client.post("/api/chatkit", json=body).raise_for_status()


def noted(client: httpx2.Client, fits: Callable[[Json], bool], **query: bool) -> Json:
    """The newest entry that fits; entries are stored a moment after the answer."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        page = client.get("/api/operator/audit", params={"limit": 200, **query}).json()
        for entry in page["entries"]:
            if fits(entry):
                return entry
        time.sleep(0.1)
    raise AssertionError("no such entry")


def test_everybody_may_ask_whether_they_are_an_operator(
    olga: httpx2.Client, ada: httpx2.Client
) -> None:
    assert olga.get("/api/operator/me").json() == {"operator": True}
    assert ada.get("/api/operator/me").json() == {"operator": False}


@pytest.mark.parametrize("path", ["/api/operator", "/api/operator/audit"])
def test_nobody_else_sees_it(ada: httpx2.Client, api: Api, operator: Actor, path: str) -> None:
    refused = ada.get(path)
    with api.signed_in(operator) as elsewhere:  # where the settings name no operator
        nobody = elsewhere.get(path)

    assert (refused.status_code, refused.json()["code"]) == (403, "operators_only")
    assert nobody.status_code == 403


def test_it_tells_who_uses_how_much_and_nothing_that_was_said(
    olga: httpx2.Client, ada: httpx2.Client, owner: Actor
) -> None:
    say(ada, f"add {SECRET_TITLE}")

    shown = olga.get("/api/operator").raise_for_status()

    [hers] = [each for each in shown.json()["people"] if each["person_id"] == str(owner.user_id)]
    assert hers["answers_today"] == 1
    assert hers["person"] == f"{owner.user_id}@example.test"
    assert shown.json()["queue"]["running"] >= 0
    assert SECRET_TITLE not in shown.text


def test_a_deed_is_noted_with_its_door_its_person_and_its_request(
    olga: httpx2.Client, ada: httpx2.Client, owner: Actor
) -> None:
    made = ada.post("/api/tasks", json={"title": SECRET_TITLE})
    say(ada, "hello")

    written = noted(olga, lambda entry: entry["request_id"] == made.headers["x-request-id"])
    said = noted(olga, lambda e: e["action"] == "threads.create" and _by(e, owner))

    assert (written["door"], written["status"]) == ("rest", made.status_code)
    assert written["action"] == "POST /api/tasks"
    assert _by(written, owner)
    assert (said["door"], said["status"]) == ("chat", 200)
    assert SECRET_TITLE not in str(written)


def test_looking_leaves_no_entry_and_a_denied_look_does(
    olga: httpx2.Client, operated: Api, ada: httpx2.Client
) -> None:
    looked = ada.get("/api/tasks").headers["x-request-id"]
    with operated.client(authorization="Bearer nonsense") as stranger:
        denied = stranger.get("/api/tasks")

    entry = noted(
        olga, lambda each: each["request_id"] == denied.headers["x-request-id"], denied=True
    )
    everything = olga.get("/api/operator/audit", params={"limit": 200}).json()["entries"]

    assert (entry["status"], entry["person"], entry["door"]) == (401, "", "rest")
    assert entry["address"] == "127.0.0.1"
    assert looked not in {each["request_id"] for each in everything}


def test_an_attempt_to_sign_in_is_noted_and_a_reset_s_token_is_not(
    olga: httpx2.Client, operated: Api
) -> None:
    with operated.client() as client:
        tried = client.post("/api/auth/sign-in/email", json={}).headers["x-request-id"]
        secret = client.post("/api/auth/reset-password/very-secret-token", json={})

    entry = noted(olga, lambda each: each["request_id"] == tried)
    everything = olga.get("/api/operator/audit", params={"limit": 200}).text

    assert (entry["door"], entry["action"]) == ("page", "sign-in/email")
    assert secret.headers["x-request-id"] not in everything
    assert "very-secret-token" not in everything


def test_the_trail_is_paged(olga: httpx2.Client, ada: httpx2.Client) -> None:
    made = [ada.post("/api/tasks", json={"title": "Oats"}) for _ in range(3)]
    noted(olga, lambda each: each["request_id"] == made[-1].headers["x-request-id"])

    first = olga.get("/api/operator/audit", params={"limit": 2}).json()
    second = olga.get("/api/operator/audit", params={"limit": 2, "before": first["next"]}).json()

    seen = [each["id"] for each in (*first["entries"], *second["entries"])]
    assert len(seen) == len(set(seen)) == 4
    assert seen == sorted(seen, reverse=True)


def _by(entry: Json, person: Actor) -> bool:
    return entry["person"] == f"{person.user_id}@example.test"
