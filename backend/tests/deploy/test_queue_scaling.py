"""Workers by the age of the queue: what the chart asks of KEDA, and what PostgreSQL answers."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID, uuid4

import psycopg
import pytest

from charts import BIN, Json, call, of_kind, rendered, template
from databases import fresh_database
from e2e.documented import ROOT, blocks

ON = "worker.queueAutoscaling.enabled=true"
# What of KEDA's definitions the chart uses, by hand: no package has them.
SCHEMA = Path(__file__).parent / "keda.json"


def query(*values: str) -> str:
    scaled = of_kind(rendered(ON, *values), "ScaledObject")["ours-errand-worker"]
    [trigger] = scaled["spec"]["triggers"]
    return trigger["metadata"]["query"]


@pytest.fixture(scope="module")
def owner_url(admin_url: str) -> Iterator[str]:
    with fresh_database(admin_url, "queue_scaling") as url:
        yield url


@pytest.fixture(scope="module")
def scaler_url(admin_url: str, owner_url: str) -> Iterator[str]:
    """The login that docs/scaling.md makes, under a name of this run."""
    [script] = blocks(ROOT / "docs" / "scaling.md", "sql queue")
    name = f"errand_test_{os.getpid()}_queue"
    with psycopg.connect(owner_url) as connection:
        connection.execute(script.replace("errand_queue_age", name).encode())
    address = urlsplit(owner_url)
    yield f"postgresql://{name}:choose-one@{address.hostname}:{address.port}{address.path}"
    with psycopg.connect(urlunsplit(urlsplit(admin_url)._replace(path=address.path))) as admin:
        admin.execute(f"drop owned by {name}; drop role {name}".encode())


@pytest.fixture(autouse=True)
def empty_queue(owner_url: str) -> None:
    with psycopg.connect(owner_url) as connection:
        connection.execute("set local role errand_maintenance")
        connection.execute("delete from app.conversations")


def turn(url: str, owner: UUID, conversation: UUID, *, status: str, age: int) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("set local role errand_maintenance")
        connection.execute(
            "insert into app.conversations (owner_id, id, created_at, updated_at)"
            " values (%s, %s, now(), now()) on conflict do nothing",
            (owner, conversation),
        )
        connection.execute(
            "insert into app.turns (owner_id, id, conversation_id, kind, input, via,"
            " authority_kind, status, created_at) values (%s, %s, %s, 'message', '{}', 'rest',"
            " 'bearer', %s, now() - make_interval(secs => %s))",
            (owner, uuid4(), conversation, status, age),
        )


def age(url: str, *values: str) -> int:
    with psycopg.connect(url) as connection:
        row = connection.execute(query(*values).encode()).fetchone()
    assert row is not None
    return row[0]


def test_a_turn_that_a_worker_could_begin_counts_with_its_age(
    owner_url: str, scaler_url: str
) -> None:
    assert age(scaler_url) == 0
    turn(owner_url, uuid4(), uuid4(), status="queued", age=40)
    assert 40 <= age(scaler_url) <= 60


def test_a_turn_behind_another_of_its_conversation_asks_for_no_worker(
    owner_url: str, scaler_url: str
) -> None:
    owner, conversation = uuid4(), uuid4()
    turn(owner_url, owner, conversation, status="running", age=90)
    turn(owner_url, owner, conversation, status="queued", age=40)
    assert age(scaler_url) == 0


def test_a_turn_of_somebody_at_their_own_limit_asks_for_no_worker(
    owner_url: str, scaler_url: str
) -> None:
    owner = uuid4()
    for _ in range(2):
        turn(owner_url, owner, uuid4(), status="running", age=90)
    turn(owner_url, owner, uuid4(), status="queued", age=40)
    assert age(scaler_url) >= 40
    assert age(scaler_url, "settings.ERRAND_LIMIT_RUNNING=2") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "select input from app.turns",
        "select owner_id, title from app.conversations",
        "delete from app.turns",
        "set role errand_app",
    ],
)
def test_the_login_of_the_scaler_sees_the_queue_alone(scaler_url: str, statement: str) -> None:
    with (
        psycopg.connect(scaler_url) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(statement.encode())


def test_what_the_chart_says_to_keda_is_as_kedas_definitions_have_it(tmp_path: Path) -> None:
    ours = [one for one in rendered(ON) if one["apiVersion"].startswith("keda.sh/")]
    assert {one["kind"] for one in ours} == {"TriggerAuthentication", "ScaledObject"}
    for each in ours:
        assert _faults(each, tmp_path) == ""
    [scaled] = of_kind(ours, "ScaledObject").values()
    scaled["spec"]["triggers"][0]["metadata"]["targetQueryValue"] = 2
    assert "targetQueryValue" in _faults(scaled, tmp_path)


def _faults(thing: Json, folder: Path) -> str:
    file = folder / "object.json"
    file.write_text(json.dumps(thing))
    done = call(BIN / "check-jsonschema", "--schemafile", SCHEMA, file)
    return done.stdout if done.returncode else ""


def test_the_scaler_and_the_deployment_leave_the_number_of_workers_to_each_other() -> None:
    objects = rendered(ON, "worker.replicas=3", "worker.queueAutoscaling.maxReplicas=9")
    deployment = of_kind(objects, "Deployment")["ours-errand-worker"]
    scaled = of_kind(objects, "ScaledObject")["ours-errand-worker"]["spec"]
    assert "replicas" not in deployment["spec"]
    assert scaled["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert (scaled["minReplicaCount"], scaled["maxReplicaCount"]) == (3, 9)
    [trigger] = scaled["triggers"]
    assert trigger["authenticationRef"]["name"] in of_kind(objects, "TriggerAuthentication")
    assert not of_kind(rendered(), "ScaledObject")


def test_fewer_workers_at_most_than_at_least_are_refused() -> None:
    done = template(ON, "worker.replicas=30")
    assert done.returncode != 0
    assert "maxReplicas" in done.stderr
