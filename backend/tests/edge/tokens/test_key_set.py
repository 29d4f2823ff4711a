"""Better Auth's keys over the wire: fetched once, kept, and asked for again with restraint."""

import asyncio
import threading

import httpx2
import pytest

from errand.edge.tokens import InvalidToken, KeySet
from errand.edge.tokens.key_set import (
    COOLDOWN_SECONDS,
    KEPT_SECONDS,
    MAX_BYTES,
    RETRY_SECONDS,
)
from errand.errors import Unavailable
from forging import Clock, Issuer
from serving import KeyServer


async def test_keys_are_fetched_once_for_many_tokens(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer
) -> None:
    for _ in range(3):
        await key_set.find(issuer.key_id)

    assert key_server.requests == 1


async def test_requests_at_the_same_time_share_one_fetch(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer
) -> None:
    await asyncio.gather(*(key_set.find(issuer.key_id) for _ in range(50)))

    assert key_server.requests == 1


async def test_a_slow_answer_holds_up_nobody_else(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def wait() -> None:
        asked.set()
        go_on.wait(5)

    key_server.before_answer = wait
    finding = asyncio.create_task(key_set.find(issuer.key_id))
    assert await asyncio.to_thread(asked.wait, 5)

    # The server is still thinking, and this loop runs on.
    assert not finding.done()
    go_on.set()
    assert (await finding).algorithm == "EdDSA"


async def test_a_thousand_unknown_key_ids_cause_one_more_fetch_per_cooldown(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer, clock: Clock
) -> None:
    async def miss(key_id: str) -> None:
        with pytest.raises(InvalidToken):
            await key_set.find(key_id)

    await key_set.find(issuer.key_id)
    for requests in (2, 3):
        await asyncio.gather(*(miss(f"unknown-{n}") for n in range(1000)))
        assert key_server.requests == requests
        clock.seconds += COOLDOWN_SECONDS - 1
        await miss("still unknown")
        assert key_server.requests == requests
        clock.seconds += 1


@pytest.mark.parametrize("before", ["found", "looked at for the health page"])
async def test_a_token_of_a_new_key_is_good_at_once(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer, before: str
) -> None:
    await (key_set.find(issuer.key_id) if before == "found" else key_set.check())
    newer = Issuer()
    key_server.document = {"keys": [issuer.jwk, newer.jwk]}

    assert (await key_set.find(newer.key_id)).algorithm == "EdDSA"


async def test_a_new_key_is_found_after_the_cooldown_of_a_search_for_another(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer, clock: Clock
) -> None:
    with pytest.raises(InvalidToken):
        await key_set.find("unknown")
    newer = Issuer()
    key_server.document = {"keys": [issuer.jwk, newer.jwk]}

    clock.seconds += COOLDOWN_SECONDS

    assert (await key_set.find(newer.key_id)).algorithm == "EdDSA"


async def test_a_withdrawn_key_is_forgotten_when_the_kept_ones_are_old(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer, clock: Clock
) -> None:
    await key_set.find(issuer.key_id)
    key_server.document = {"keys": []}

    clock.seconds += KEPT_SECONDS - 1
    await key_set.find(issuer.key_id)
    clock.seconds += 1
    with pytest.raises(InvalidToken):
        await key_set.find(issuer.key_id)


async def test_a_server_that_fails_is_unavailable_not_a_bad_token_and_is_left_alone_a_moment(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer, clock: Clock
) -> None:
    key_server.status = 500
    for _ in range(3):
        with pytest.raises(Unavailable):
            await key_set.find(issuer.key_id)
    assert key_server.requests == 1

    key_server.status = 200
    clock.seconds += RETRY_SECONDS
    await key_set.find(issuer.key_id)


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[" * 20_000, b"\xff\xfe", b'{"keys": []}' + b" " * MAX_BYTES],
    ids=["empty", "html", "deep", "not text", "long"],
)
async def test_an_answer_that_is_no_document_is_unavailable(
    key_set: KeySet, key_server: KeyServer, body: bytes
) -> None:
    key_server.body = body

    with pytest.raises(Unavailable):
        await key_set.find("any")


async def test_a_redirect_is_not_followed(key_set: KeySet, key_server: KeyServer) -> None:
    key_server.status = 302

    with pytest.raises(Unavailable):
        await key_set.find("any")


async def test_nobody_there_is_unavailable(http: httpx2.AsyncClient, clock: Clock) -> None:
    with KeyServer({}) as gone:
        key_set = KeySet(http, gone.url, clock=clock)

    with pytest.raises(Unavailable) as raised:
        await key_set.check()

    assert raised.value.retry_after_seconds == RETRY_SECONDS


async def test_the_check_for_the_health_page_fetches(
    key_set: KeySet, key_server: KeyServer, issuer: Issuer
) -> None:
    await key_set.check()
    await key_set.find(issuer.key_id)

    assert key_server.requests == 1
