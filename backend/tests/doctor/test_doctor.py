"""`errand doctor` over real databases, model servers and files: well ones, and ill ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from pydantic import SecretStr

from databases import fresh_database
from e2e.model_server import ModelServer, serve
from errand.doctor.command import examine
from errand.settings import Settings


@pytest.fixture
def own_url(admin_url: str) -> Iterator[str]:
    """A database that this test may make ill."""
    with fresh_database(admin_url, "doctor") as url:
        yield url


@pytest.fixture
def model() -> Iterator[ModelServer]:
    """A model server."""
    with serve() as server:
        yield server


def examined(
    capsys: pytest.CaptureFixture[str], home: Path, url: str, **given: Any
) -> tuple[int, dict[str, dict[str, str]]]:
    """The exit status, and the findings by what they are of."""
    settings = Settings(
        errand_home=home,
        port=1,
        database_url=SecretStr(url),
        database_direct_url=SecretStr(url),
        **given,
    )
    status = examine(settings, in_json=True)
    return status, {found["what"]: found for found in json.loads(capsys.readouterr().out)}


def test_a_well_installation_has_a_well_database_and_model(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_url: str, model: ModelServer
) -> None:
    given = {"openai_base_url": model.base_url, "openai_api_key": SecretStr("sk-well")}
    _, found = examined(capsys, tmp_path, own_url, errand_model=("mock-tools",), **given)

    well = ("database", "LISTEN", "tables", "answers", "row-level security", "clocks", "model")
    assert {what: found[what]["level"] for what in well} == dict.fromkeys(well, "ok")
    assert "sk-well" not in str(found)


@pytest.mark.parametrize(
    ("statement", "what", "says"),
    [
        ("alter table app.tasks no force row level security", "row-level security", "tasks"),
        ("update app.alembic_version set version_num = '0001'", "tables", "0001"),
        ("drop table app.alembic_version", "tables", "not there"),
    ],
)
def test_an_ill_database_is_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    own_url: str,
    statement: str,
    what: str,
    says: str,
) -> None:
    with psycopg.connect(own_url, autocommit=True) as connection:
        connection.execute(statement.encode())

    status, found = examined(capsys, tmp_path, own_url)

    assert status == 1
    assert found[what]["level"] == "wrong"
    assert says in found[what]["is_so"]
    assert found[what]["do"]


def test_an_unreachable_database_and_model_are_told_and_the_rest_is_looked_at(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    nobody = "http://127.0.0.1:9/v1"
    status, found = examined(
        capsys,
        tmp_path,
        "postgresql://errand:secret-of-mine@127.0.0.1:9/errand",
        openai_base_url=nobody,
    )

    assert status == 1
    assert (found["database"]["level"], found["model"]["level"]) == ("wrong", "wrong")
    assert found["disk"]["level"] == "ok"
    assert "secret-of-mine" not in str(found)


def test_a_model_that_the_server_does_not_know_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_url: str, model: ModelServer
) -> None:
    _, found = examined(
        capsys,
        tmp_path,
        own_url,
        openai_base_url=model.base_url,
        errand_model=("no-such-model",),
    )

    assert found["model"]["level"] == "wrong"
    assert "no-such-model" in found["model"]["is_so"]


def test_a_secret_that_others_can_read_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, own_url: str
) -> None:
    secret = tmp_path / "secrets" / "better_auth_secret"
    secret.parent.mkdir()
    secret.write_text("x" * 40)
    secret.chmod(0o644)

    status, found = examined(capsys, tmp_path, own_url)

    assert status == 1
    assert found["BETTER_AUTH_SECRET"]["level"] == "wrong"
    assert "x" * 40 not in str(found)
