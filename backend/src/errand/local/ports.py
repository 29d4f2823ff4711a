"""Ports: the front door's sockets, bound before anything else, and free ones for the inside."""

import errno
import socket

from errand.local.problems import Problem

_BACKLOG = 2048


def free_port() -> int:
    """A loopback port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a loopback port could be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def open_front_door(host: str, port: int) -> list[socket.socket]:
    """Bind and listen where people reach Errand; `localhost` means both loopback families.

    The sockets outlive an API process: while it is started again, connections wait.

    Raises:
        Problem: The port is taken, not allowed, or the host is not ours.
    """
    if host != "localhost":
        return [_listen(host, port)]
    first = _listen("127.0.0.1", port)
    try:
        return [first, _listen("::1", first.getsockname()[1])]
    except Problem as problem:
        # A machine without IPv6 is fine; somebody else on [::1] would get half of our visitors.
        if _is_taken("::1", port):
            first.close()
            raise problem from None
        return [first]


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family)
    try:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            door.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        door.bind((host, port))
        door.listen(_BACKLOG)
    except OSError as error:
        door.close()
        raise _refused(error, host, port) from error
    return door


def _is_taken(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0


def _refused(error: OSError, host: str, port: int) -> Problem:
    if error.errno == errno.EADDRINUSE:
        return Problem(
            f"Port {port} is in use by another program: stop that one, or choose another port,"
            f" for example `PORT={port + 1} make up`."
        )
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Problem(f"Port {port} needs more rights: choose one above 1023 with PORT.")
    return Problem(f"Errand cannot listen on {host} port {port}: {error.strerror}.")
