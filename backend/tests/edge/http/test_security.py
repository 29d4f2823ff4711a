"""Other hosts, other sites, too large or not JSON: such requests reach no route (N17, N18)."""

import http.client
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx2
import pytest
from whole import whole

from errand.edge.http.limits import BODY_LIMIT_BYTES


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with whole(None) as server:
        yield server.origin


@pytest.fixture
def client(origin: str) -> Iterator[httpx2.Client]:
    with httpx2.Client(base_url=origin, trust_env=False) as connected:
        yield connected


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:3000", "LOCALHOST", "127.0.0.1:9", "[::1]:3000", "[::1]"]
)
def test_all_names_of_this_machine_are_served_where_the_public_one_is_one_of_them(
    client: httpx2.Client, host: str
) -> None:
    assert client.get("/api/things/x", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "evil.test:3000",
        "localhost.evil.test",
        "localhost.",
        "a@localhost.evil.test",
        "127.0.0.1.nip.io",
        "192.168.0.1:3000",
        "[::1",
        "[::2]",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/api/things/x", "/", "/mcp", "/chatkit.js", "/api/auth/token"])
def test_another_host_is_misdirected(client: httpx2.Client, host: str, path: str) -> None:
    answer = client.get(path, headers={"host": host})

    assert (answer.status_code, answer.json()["code"]) == (421, "misdirected_request")
    assert "http://localhost:3000" in answer.json()["detail"]


def test_two_hosts_are_misdirected(origin: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)
    connection.putrequest("GET", "/", skip_host=True)
    connection.putheader("Host", "localhost")
    connection.putheader("Host", "evil.test")
    connection.endheaders()

    assert connection.getresponse().status == 421
    connection.close()


def test_probes_may_ask_for_health_by_any_address(client: httpx2.Client) -> None:
    assert client.get("/api/health", headers={"host": "10.0.0.7:3000"}).status_code == 200


def test_a_public_name_is_the_only_one() -> None:
    with (
        whole(None, public_url="https://errand.example.org") as server,
        httpx2.Client(base_url=server.origin, trust_env=False) as client,
    ):
        answers = [
            client.get("/api/things/x", headers={"host": host}).status_code
            for host in ("errand.example.org", "Errand.Example.Org:443", "localhost", "127.0.0.1")
        ]

    assert answers == [200, 200, 421, 421]


@pytest.mark.parametrize(
    "foreign",
    [
        "null",
        "https://evil.test",
        "http://localhost:8080",
        "http://localhost",
        "https://localhost:3000",
        "http://localhost:3000.evil.test",
        "http://user@localhost:3000",
        "file://",
        "chrome-extension://abc",
        "localhost:3000",
        "",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_page_of_another_origin_changes_nothing(
    client: httpx2.Client, method: str, foreign: str
) -> None:
    headers = {"origin": foreign, "host": "localhost:3000"}

    for path in ("/api/things/x", "/mcp"):
        answer = client.request(method, path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


def test_no_answer_allows_another_origin_to_read_it(client: httpx2.Client) -> None:
    headers = {"origin": "https://evil.test", "access-control-request-method": "POST"}

    answers = [
        client.get("/api/things/x", headers=headers),
        client.options("/api/things/x", headers=headers),
    ]

    for answer in answers:
        assert not [name for name in answer.headers if name.startswith("access-control-")]


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:3000", None),
        ("localhost:3000", "http://localhost:3000"),
        ("127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("localhost:8080", "http://localhost:8080"),
    ],
    ids=["a program", "the public address", "another name", "a forwarded port"],
)
def test_our_own_page_and_programs_may(client: httpx2.Client, host: str, ours: str | None) -> None:
    headers = {"host": host} | ({"origin": ours} if ours else {})

    assert client.post("/api/things/x", headers=headers).status_code == 200


def test_a_body_that_a_form_could_send_is_refused(client: httpx2.Client) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        answer = client.post("/api/things/x", content=b"{}", headers={"content-type": kind})
        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_a_body_of_unknown_length_needs_its_type_too(client: httpx2.Client) -> None:
    answer = client.post("/api/things/x", content=iter([b"{", b"}"]))

    assert answer.status_code == 415


def test_json_may_say_its_characters(client: httpx2.Client) -> None:
    kind = {"content-type": "Application/JSON; charset=utf-8"}

    assert client.post("/api/things/x", content=b"{}", headers=kind).status_code == 200


JSON = {"content-type": "application/json"}


def test_a_body_of_exactly_the_limit_comes_in(client: httpx2.Client) -> None:
    answer = client.post("/api/things/x", content=b"x" * BODY_LIMIT_BYTES, headers=JSON)

    assert answer.json()["bytes"] == BODY_LIMIT_BYTES


@pytest.mark.parametrize("path", ["/api/things/x", "/api/chatkit/refresh"])
def test_a_body_over_the_limit_is_refused_by_its_announcement(
    client: httpx2.Client, path: str
) -> None:
    answer = client.post(path, content=b"x" * (BODY_LIMIT_BYTES + 1), headers=JSON)

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_announced_as_too_large_need_not_even_be_sent(origin: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)
    headers = JSON | {"content-length": str(BODY_LIMIT_BYTES + 1)}

    connection.request("POST", "/api/things/x", headers=headers)

    assert connection.getresponse().status == 413
    connection.close()


@pytest.mark.parametrize("path", ["/api/things/x", "/api/chatkit/refresh"])
def test_a_body_over_the_limit_is_refused_while_it_comes_in(origin: str, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=10)
    parts = (b"x" * 65_536 for _ in range(17))

    connection.request("POST", path, body=parts, headers=JSON, encode_chunked=True)

    answer = connection.getresponse()
    assert (answer.status, answer.headers["content-type"]) == (413, "application/problem+json")
    connection.close()


def test_every_answer_of_the_api_is_kept_from_caches_frames_and_sniffing(
    client: httpx2.Client,
) -> None:
    for answer in (
        client.get("/api/things/x"),
        client.get("/api/nothing"),
        client.post("/api/things/x", headers={"origin": "null"}),
        client.get("/api/things/x", headers={"host": "evil.test"}),
    ):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert len(answer.headers["x-request-id"]) == 36
