"""Whose address counts: a header is believed only as far as trusted proxies wrote it."""

from ipaddress import ip_network

import pytest

from errand.edge.http.addresses import client_address

TRUSTED = [ip_network("10.0.0.0/8"), ip_network("fd00::/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.9", [], "203.0.113.9"),
        ("203.0.113.9", ["1.1.1.1"], "203.0.113.9"),
        ("203.0.113.9", ["10.0.0.1"], "203.0.113.9"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6, 1.1.1.1, 10.0.0.2"], "1.1.1.1"),
        ("10.0.0.1", ["6.6.6.6", "1.1.1.1 ,10.0.0.2"], "1.1.1.1"),
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", ["1.1.1.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", ["1.1.1.1, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", [" , "], "10.0.0.1"),
        ("::ffff:10.0.0.1", ["::ffff:1.1.1.1"], "1.1.1.1"),
        ("fd00::1", ["2001:db8::7"], "2001:db8::7"),
        ("testclient", ["1.1.1.1"], "127.0.0.1"),
        (None, ["1.1.1.1"], "127.0.0.1"),
    ],
)
def test_the_nearest_address_that_no_trusted_proxy_stands_for(
    peer: str | None, forwarded: list[str], client: str
) -> None:
    scope = {
        "type": "http",
        "client": None if peer is None else (peer, 4711),
        "headers": [(b"x-forwarded-for", each.encode()) for each in forwarded],
    }

    assert client_address(scope, TRUSTED) == client
