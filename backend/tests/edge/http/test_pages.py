"""The page server behind the front door: what reaches it, and what comes back."""

import asyncio
import http.client
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from whole import PUBLIC_URL, NextLike, whole

from errand.edge.http.limits import BODY_LIMIT_BYTES
from errand.edge.http.pages import Pages
from errand.errors import Unavailable
from serving import Server


@pytest.fixture
def next_like() -> NextLike:
    return NextLike()


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[str, "Switch"]]:
    """One front door over a page server that each test sets anew."""
    switch = Switch()
    with Server(switch) as behind, whole(behind.origin) as front:
        yield front.origin, switch


class Switch:
    """Passes to whatever page server is set."""

    def __init__(self) -> None:
        self.to: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await self.to(scope, receive, send)


@pytest.fixture
def client(running: tuple[str, Switch], next_like: NextLike) -> Iterator[httpx2.Client]:
    origin, switch = running
    switch.to = next_like
    with httpx2.Client(base_url=origin, trust_env=False) as connected:
        yield connected


@pytest.mark.parametrize("path", ["/", "/chat", "/api/auth/token", "/api/auth", "/apix", "/mcpx"])
def test_everything_that_is_not_ours_is_a_page(client: httpx2.Client, path: str) -> None:
    assert client.get(path).text == "<p>page</p>"


@pytest.mark.parametrize(
    "path", ["/api", "/api/nothing", "/api/authx", "/mcp", "/.well-known/oauth-protected-resource"]
)
def test_what_is_ours_never_reaches_the_page_server(
    client: httpx2.Client, next_like: NextLike, path: str
) -> None:
    assert client.get(path).status_code == 404
    assert next_like.seen == {}


@pytest.mark.parametrize(
    "target", ["/a%2Fb?x=1&x=2&y=%20", "/a//b/./c/../d", "/%C3%BC?", "/a;b=c,d", "/?a=b%26c"]
)
def test_the_path_and_the_query_arrive_as_they_were_written(
    running: tuple[str, Switch], client: httpx2.Client, next_like: NextLike, target: str
) -> None:
    connection = http.client.HTTPConnection(urlsplit(running[0]).netloc, timeout=10)
    connection.request("GET", target)
    assert connection.getresponse().status == 200
    connection.close()

    seen = next_like.seen
    query = seen["query_string"].decode()
    assert seen["raw_path"].decode() + (f"?{query}" if query else "") == target.removesuffix("?")


def test_method_and_body_arrive(client: httpx2.Client, next_like: NextLike) -> None:
    client.post("/api/auth/sign-in/email", json={"email": "a@example.test"})

    assert next_like.seen["method"] == "POST"
    assert next_like.body == b'{"email":"a@example.test"}'
    assert next_like.header("content-length") == [str(len(next_like.body))]


def test_a_body_of_unknown_length_arrives(client: httpx2.Client, next_like: NextLike) -> None:
    client.put("/page", content=iter([b"one ", b"two"]))

    assert next_like.body == b"one two"


def test_a_request_without_a_body_stays_without(client: httpx2.Client, next_like: NextLike) -> None:
    client.get("/page")

    assert next_like.header("transfer-encoding") == []
    assert next_like.header("content-length") == []


def test_a_forged_address_host_and_scheme_are_overwritten(
    client: httpx2.Client, next_like: NextLike
) -> None:
    forged = {
        "x-forwarded-for": "9.9.9.9",
        "x-forwarded-host": "evil.test",
        "x-forwarded-proto": "https",
        "x-forwarded-port": "1",
        "forwarded": "for=9.9.9.9",
        "x-real-ip": "9.9.9.9",
        "x-request-id": "mine",
        "x-middleware-subrequest": "middleware",
    }

    answer = client.get("/page", headers=forged | {"host": "localhost:3000"})

    assert next_like.header("x-forwarded-for") == ["127.0.0.1"]
    assert next_like.header("x-forwarded-host") == ["localhost:3000"]
    assert next_like.header("x-forwarded-proto") == ["http"]
    assert next_like.header("x-request-id") == [answer.headers["x-request-id"]]
    for name in ("x-forwarded-port", "forwarded", "x-real-ip", "x-middleware-subrequest"):
        assert next_like.header(name) == []


def test_the_word_of_a_trusted_proxy_is_taken(next_like: NextLike) -> None:
    with (
        Server(next_like) as behind,
        whole(behind.origin, trusted=["127.0.0.0/8"]) as front,
        httpx2.Client(base_url=front.origin, trust_env=False) as client,
    ):
        client.get("/", headers={"x-forwarded-for": "1.1.1.1, 203.0.113.7, 127.0.0.2"})

    assert next_like.header("x-forwarded-for") == ["203.0.113.7"]


def test_the_host_and_the_cookies_arrive(client: httpx2.Client, next_like: NextLike) -> None:
    client.get("/page", headers={"host": "localhost:3000", "cookie": "a=1; b=2"})

    assert next_like.header("host") == ["localhost:3000"]
    assert next_like.header("cookie") == ["a=1; b=2"]


def test_headers_of_one_connection_stay_there(client: httpx2.Client, next_like: NextLike) -> None:
    next_like.headers = [(b"x-hop", b"1"), (b"connection", b"x-hop"), (b"keep-alive", b"9")]

    answer = client.get(
        "/page", headers={"connection": "x-secret", "x-secret": "1", "te": "trailers"}
    )

    assert next_like.header("x-secret") == []
    assert next_like.header("te") == []
    assert "x-hop" not in answer.headers
    assert "keep-alive" not in answer.headers


def test_each_cookie_comes_back_and_none_is_kept(
    client: httpx2.Client, next_like: NextLike
) -> None:
    next_like.headers = [(b"set-cookie", b"a=1; Path=/"), (b"set-cookie", b"b=2; Path=/")]

    answer = client.get("/page")

    assert answer.headers.get_list("set-cookie") == ["a=1; Path=/", "b=2; Path=/"]
    client.cookies.clear()
    client.get("/page")
    assert next_like.header("cookie") == []


def test_an_answer_says_its_date_once(client: httpx2.Client) -> None:
    assert len(client.get("/page").headers.get_list("date")) == 1


def test_a_redirect_comes_back_as_it_is(client: httpx2.Client, next_like: NextLike) -> None:
    next_like.status, next_like.headers = 307, [(b"location", b"/sign-in?next=%2Fchat")]

    answer = client.get("/chat")

    assert (answer.status_code, answer.headers["location"]) == (307, "/sign-in?next=%2Fchat")


def test_a_compressed_answer_stays_compressed(client: httpx2.Client, next_like: NextLike) -> None:
    next_like.headers, next_like.parts = [(b"content-encoding", b"x-ours")], [b"\x00\xff"]

    with client.stream("GET", "/page") as answer:
        assert b"".join(answer.iter_raw()) == b"\x00\xff"
    assert next_like.header("accept-encoding") == [client.headers["accept-encoding"]]


@pytest.mark.parametrize("status", [204, 304, 404, 500])
def test_every_status_comes_back(client: httpx2.Client, next_like: NextLike, status: int) -> None:
    next_like.status = status
    next_like.parts = [] if status in {204, 304} else next_like.parts

    assert client.get("/page").status_code == status


def test_head_has_the_headers_and_no_body(client: httpx2.Client, next_like: NextLike) -> None:
    next_like.headers = [(b"content-length", b"11")]

    answer = client.head("/page")

    assert (answer.headers["content-length"], answer.content) == ("11", b"")
    assert client.options("/page").status_code == 200


def test_an_answer_is_passed_on_part_by_part(running: tuple[str, Switch]) -> None:
    """The second part is only made after the first has been read at the other end."""
    origin, switch = running
    ours, theirs = socket.socketpair()

    async def slow(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await wait_for(theirs)
        await send({"type": "http.response.body", "body": b"two"})

    switch.to = slow
    with (
        httpx2.Client(base_url=origin, trust_env=False) as client,
        client.stream("GET", "/page") as answer,
    ):
        parts = answer.iter_raw()
        first = next(parts)
        ours.send(b"x")
        rest = b"".join(parts)
    ours.close()
    theirs.close()

    assert (first, rest) == (b"one", b"two")


async def wait_for(signal: socket.socket) -> None:
    signal.setblocking(False)
    await asyncio.get_running_loop().sock_recv(signal, 1)


def test_an_answer_that_breaks_off_is_seen_to_be_incomplete(
    running: tuple[str, Switch],
) -> None:
    origin, switch = running

    async def breaks(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-length", b"100")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"half", "more_body": True})

    switch.to = breaks
    with (
        httpx2.Client(base_url=origin, trust_env=False) as client,
        pytest.raises(httpx2.RemoteProtocolError),
    ):
        client.get("/page")


def test_a_body_over_the_limit_does_not_pass(
    running: tuple[str, Switch], client: httpx2.Client, next_like: NextLike
) -> None:
    announced = client.post("/api/auth/x", content=b"x" * (BODY_LIMIT_BYTES + 1))
    connection = http.client.HTTPConnection(urlsplit(running[0]).netloc, timeout=10)
    parts = (b"x" * 65_536 for _ in range(17))
    connection.request("POST", "/api/auth/x", body=parts, encode_chunked=True)

    assert announced.status_code == connection.getresponse().status == 413
    connection.close()


def test_a_page_server_that_is_down_is_said_to_be() -> None:
    with Server(NextLike()) as gone:
        url = gone.origin
    with (
        whole(url) as front,
        httpx2.Client(base_url=front.origin, trust_env=False) as client,
    ):
        page, call = client.get("/chat"), client.get("/api/auth/token")

    assert (page.status_code, page.headers["content-type"]) == (502, "text/plain; charset=utf-8")
    assert (call.status_code, call.json()["code"]) == (502, "pages_unreachable")
    assert call.headers["retry-after"] == "2"


async def test_the_check_for_the_health_page_tells_up_from_down(next_like: NextLike) -> None:
    with Server(next_like) as behind:
        async with Pages(behind.origin, public_url=PUBLIC_URL, trusted_proxies=()) as pages:
            await pages.check()
            next_like.status = 307
            await pages.check()
            next_like.status = 500
            with pytest.raises(Unavailable):
                await pages.check()
    async with Pages(behind.origin, public_url=PUBLIC_URL, trusted_proxies=()) as pages:
        with pytest.raises(Unavailable):
            await pages.check()
