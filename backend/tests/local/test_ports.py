"""The front door: bound early, on both loopback families, refused with a sentence."""

import socket

import pytest

from errand.local.ports import free_port, is_free, open_front_door
from errand.local.problems import Problem


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_a_busy_port_is_named_with_a_way_out(host: str) -> None:
    with socket.socket() as other:
        other.bind((host, 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Problem, match=f"Port {port} is in use .* `PORT={port + 1} make up`"):
            open_front_door("localhost", port)


def test_a_port_that_is_busy_on_ipv6_alone_is_busy() -> None:
    with socket.socket(socket.AF_INET6) as other:
        try:
            other.bind(("::1", 0))
        except OSError as error:
            pytest.skip(f"this machine has no IPv6 loopback: {error}")
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(Problem, match="is in use"):
            open_front_door("localhost", port)
        assert is_free(port)


def test_connections_wait_while_nobody_accepts() -> None:
    doors = open_front_door("localhost", free_port())
    try:
        address = doors[0].getsockname()[:2]

        with socket.create_connection(address, timeout=2) as visitor:
            visitor.sendall(b"hello")
            accepted, _ = doors[0].accept()
            with accepted:
                assert accepted.recv(5) == b"hello"
    finally:
        for door in doors:
            door.close()


def test_an_address_that_is_not_ours_is_refused() -> None:
    with pytest.raises(Problem, match=r"cannot listen on 192\.0\.2\.1"):
        open_front_door("192.0.2.1", free_port())
