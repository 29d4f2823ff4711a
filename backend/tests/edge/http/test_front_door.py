"""The files that the front door serves itself."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from whole import whole


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a folder as the builds leave it."""
    (tmp_path / "chatkit.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("secret")
    chunks = tmp_path / "static" / "chunks"
    chunks.mkdir(parents=True)
    (chunks / "a.js").write_text("1")
    (chunks / "a.woff2").write_bytes(b"font")
    (chunks / "out.js").symlink_to(tmp_path / "secret.txt")
    return tmp_path


@pytest.fixture
def client(built: Path) -> Iterator[httpx2.Client]:
    front = whole(None, script=built / "chatkit.js", static=built / "static")
    with (
        front as server,
        httpx2.Client(base_url=server.origin, trust_env=False) as connected,
    ):
        yield connected


def test_the_component_is_a_script_that_caches_ask_about(client: httpx2.Client) -> None:
    answer = client.get("/chatkit.js")

    assert answer.text == "export {}"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, no-cache"


def test_the_same_component_is_not_sent_twice(client: httpx2.Client, built: Path) -> None:
    etag = client.get("/chatkit.js").headers["etag"]

    same = client.get("/chatkit.js", headers={"if-none-match": f'"x", {etag}'})
    (built / "chatkit.js").write_text("export const newer = 1")
    newer = client.get("/chatkit.js", headers={"if-none-match": etag})

    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    assert (newer.status_code, newer.text) == (200, "export const newer = 1")


def test_the_component_is_only_read(client: httpx2.Client) -> None:
    head = client.head("/chatkit.js")

    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "9")
    assert client.post("/chatkit.js").status_code == 405


def test_a_component_that_is_not_built_is_missed(client: httpx2.Client, built: Path) -> None:
    (built / "chatkit.js").unlink()

    assert client.get("/chatkit.js").status_code == 404


def test_files_of_a_build_are_kept_forever(client: httpx2.Client) -> None:
    script = client.get("/_next/static/chunks/a.js")
    font = client.head("/_next/static/chunks/a.woff2")

    assert (script.status_code, script.text) == (200, "1")
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert script.headers["content-type"].startswith("text/javascript")
    assert script.headers["x-content-type-options"] == "nosniff"
    assert font.headers["content-type"] == "font/woff2"


@pytest.mark.parametrize(
    "path",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "chunks/..%2f..%2fsecret.txt",
        "chunks/out.js",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "chunks",
        "chunks/",
        "",
        "nothing.js",
        "a%00.js",
        "x" * 400,
    ],
)
def test_nothing_outside_the_build_is_served(client: httpx2.Client, path: str) -> None:
    answer = client.get(f"/_next/static/{path}")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_files_of_a_build_are_only_read(client: httpx2.Client) -> None:
    assert client.post("/_next/static/chunks/a.js").status_code == 405
