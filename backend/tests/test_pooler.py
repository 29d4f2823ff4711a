"""Behind a transaction pooler: two people on two server connections, with and without LISTEN."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from api import Api, running
from databases import fresh_database
from forging import Issuer
from people import People
from pgbouncer import transaction_pooler
from serving import KeyServer


@pytest.fixture(scope="module")
def direct_url(admin_url: str) -> Iterator[str]:
    """A database of their own: workers of other tests would take these turns."""
    with fresh_database(admin_url, "pooled") as url:
        yield url


@pytest.fixture(params=["with a direct address", "with none"])
def pooled_api(
    request: pytest.FixtureRequest,
    direct_url: str,
    better_auth: tuple[Issuer, KeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Api]:
    """The API behind the pooler; without a direct address it finds out that LISTEN is deaf."""
    with transaction_pooler(direct_url, connections=3) as url:
        direct = SecretStr(direct_url) if request.param == "with a direct address" else None
        home, people = tmp_path_factory.mktemp("errand"), People(direct_url)
        with running(url, people, better_auth, home, database_direct_url=direct) as api:
            yield api


def test_people_are_answered_and_see_only_their_own(pooled_api: Api) -> None:
    def talk(number: int) -> list[str]:
        actor = pooled_api.people.sign_up(f"Person {number}")
        with pooled_api.signed_in(actor) as client:
            thread = client.post("/api/chatkit/threads", json={}).json()["id"]
            for part in ("first", "second"):
                said = {"thread_id": thread, "message": f"add {part} errand {number} tomorrow"}
                answer = client.post("/api/chatkit/messages", json=said)
                assert answer.status_code == 200, answer.text
            tasks = client.get("/api/tasks").json()["tasks"]
            return sorted(task["title"] for task in tasks)

    with ThreadPoolExecutor(6) as together:
        seen = list(together.map(talk, range(6)))

    assert seen == [[f"First errand {n}", f"Second errand {n}"] for n in range(6)]
