"""The chat component as the front door serves it: compressed, and its lazy parts beside it."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
from whole import whole

from errand.edge.http.component import accepted_encodings

CORE, PART = "/chatkit.js", "/chatkit-parts/chart-0a1b2c3d4e.js"
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a folder as the element's build leaves it."""
    (tmp_path / "secret.txt").write_text("secret")
    parts = tmp_path / "chatkit-parts"
    parts.mkdir()
    for path in (tmp_path / "chatkit.js", tmp_path / PART[1:]):
        path.write_text("export {}")
        Path(f"{path}.gz").write_bytes(gzip.compress(b"export {}"))
        Path(f"{path}.br").write_bytes(b"as brotli")
    (parts / "notes.txt").write_text("notes")
    return tmp_path


@pytest.fixture
def client(built: Path) -> Iterator[httpx2.Client]:
    with (
        whole(None, script=built / "chatkit.js", static=None) as server,
        httpx2.Client(base_url=server.origin, trust_env=False) as connected,
    ):
        yield connected


def _raw(client: httpx2.Client, path: str, accepted: str) -> httpx2.Response:
    with client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
        answer._content = b"".join(answer.iter_raw())  # pyright: ignore[reportPrivateUsage]
        return answer


@pytest.mark.parametrize("path", [CORE, PART])
def test_who_can_unpack_gets_it_packed(client: httpx2.Client, path: str) -> None:
    small = _raw(client, path, "gzip, deflate, br, zstd")
    packed = client.get(path, headers={"accept-encoding": "gzip"})
    plain = client.get(path, headers={"accept-encoding": "identity"})

    assert (small.headers["content-encoding"], small.content) == ("br", b"as brotli")
    assert (packed.headers["content-encoding"], packed.text) == ("gzip", "export {}")
    assert ("content-encoding" in plain.headers, plain.text) == (False, "export {}")
    assert len({answer.headers["etag"] for answer in (small, packed, plain)}) == 3
    for answer in (small, packed, plain):
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.headers["content-type"].startswith("text/javascript")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_packed_file_of_an_older_build_is_not_served(client: httpx2.Client, built: Path) -> None:
    newer = (built / "chatkit.js").stat().st_mtime_ns + 1_000_000_000
    (built / "chatkit.js").write_text("export const newer = 1")
    os.utime(built / "chatkit.js", ns=(newer, newer))

    answer = client.get(CORE, headers={"accept-encoding": "gzip, br"})

    assert ("content-encoding" in answer.headers, answer.text) == (False, "export const newer = 1")


def test_the_core_is_asked_about_and_parts_are_kept_forever(client: httpx2.Client) -> None:
    assert client.get(CORE).headers["cache-control"] == "public, no-cache"
    assert client.get(PART).headers["cache-control"] == FOREVER


@pytest.mark.parametrize("path", [CORE, PART])
def test_what_is_known_already_is_not_sent_again(client: httpx2.Client, path: str) -> None:
    packed = {"accept-encoding": "gzip"}
    etag = client.get(path, headers=packed).headers["etag"]

    same = client.get(path, headers=packed | {"if-none-match": etag})

    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing-0a1b2c3d4e.js",
        "notes.txt",
        "chart-0a1b2c3d4e.js.gz",
        "../secret.txt",
        "..%2fchatkit.js",
        "%2e%2e/chatkit.js",
        "a%00.js",
        "x" * 400 + ".js",
    ],
)
def test_nothing_but_parts_is_a_part(client: httpx2.Client, name: str) -> None:
    answer = client.get(f"/chatkit-parts/{name}")

    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


def test_parts_are_only_read(client: httpx2.Client) -> None:
    head = client.head(PART, headers={"accept-encoding": "identity"})

    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", "9")
    assert client.post(PART).status_code == 405


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", []),
        ("gzip", ["gzip"]),
        ("GZIP;q=0.5, br", ["br", "gzip"]),
        ("br;q=0, gzip", ["gzip"]),
        ("br; q=0.0, *", ["gzip"]),
        ("*", ["br", "gzip"]),
        ("*;q=0", []),
        ("identity", []),
    ],
)
def test_compression_is_what_both_sides_know(header: str, taken: list[str]) -> None:
    assert accepted_encodings(header) == taken
