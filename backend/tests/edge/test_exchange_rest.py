"""Import and export over HTTP: kinds of files, who may, and what a program gets."""

from collections.abc import Iterator

import httpx2
import pytest

from api import Api
from forging import ORIGIN
from people import People

ROW = "title,due\nMilk,2026-11-25\n"


@pytest.fixture
def client(api: Api, people: People) -> Iterator[httpx2.Client]:
    with api.signed_in(people.sign_up("Ada")) as opened:
        yield opened


def bring(
    client: httpx2.Client, body: str, kind: str = "text/csv", **headers: str
) -> httpx2.Response:
    return client.post("/api/import", content=body, headers={"content-type": kind} | headers)


def test_what_comes_in_goes_out_as_a_file_to_save(client: httpx2.Client) -> None:
    brought = bring(client, ROW)
    files = {form: client.get(f"/api/export.{form}") for form in ("csv", "ics", "json")}

    assert brought.status_code == 200, brought.text
    assert brought.json()["counts"] == {"added": 1}
    kinds = {form: answer.headers["content-type"] for form, answer in files.items()}
    assert kinds == {
        "csv": "text/csv; charset=utf-8",
        "ics": "text/calendar; charset=utf-8",
        "json": "application/json",
    }
    for form, answer in files.items():
        assert answer.headers["content-disposition"] == f'attachment; filename="errand.{form}"'
        assert answer.headers["cache-control"] == "no-store"
        assert "Milk" in answer.text
    again = bring(client, files["ics"].text, "text/calendar; charset=utf-8")
    assert again.json()["counts"] == {"unchanged": 1}


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", ""])
def test_a_body_of_another_kind_is_not_read(client: httpx2.Client, kind: str) -> None:
    answer = bring(client, ROW, kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")
    assert "text/calendar, text/csv" in answer.json()["detail"]


def test_a_file_is_taken_at_that_one_address_only(client: httpx2.Client) -> None:
    answer = client.post("/api/tasks", content=ROW, headers={"content-type": "text/csv"})

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_another_sites_page_cannot_bring_tasks_in(client: httpx2.Client) -> None:
    foreign = bring(client, ROW, origin="https://evil.example")
    own = bring(client, ROW, origin=ORIGIN)

    assert (foreign.status_code, own.status_code) == (403, 200)


def test_too_big_a_file_is_refused_before_it_is_read(client: httpx2.Client) -> None:
    answer = bring(client, "title\n" + "x" * 1024 * 1024)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_what_is_no_table_is_a_problem_document(client: httpx2.Client) -> None:
    answer = bring(client, "what,when\na,b\n")

    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_input")
    assert "title" in answer.json()["detail"]


def test_nobody_exports_without_signing_in(api: Api) -> None:
    with api.client() as client:
        for path in ("/api/export.json", "/api/export.csv", "/api/export.ics"):
            assert client.get(path).status_code == 401
        assert bring(client, ROW).status_code == 401
