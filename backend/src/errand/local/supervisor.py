"""Keeps parts running: starts them in order, starts one again that dies, stops all in reverse."""

import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Protocol

from errand.local.problems import Problem

_RESTARTS, _WITHIN_SECONDS = 5, 60
_LOOK_SECONDS = 0.1
_PAUSES_SECONDS = (0, 0.5, 1, 2, 4)  # before the first, second, … restart within the minute


class Part(Protocol):
    """Something that runs as a process of its own."""

    name: str
    log: Path
    stop_seconds: float
    """So long `stop` may take."""

    @property
    def pid(self) -> int | None:
        """Its process, while there is one."""
        ...

    def start(self) -> None:
        """Start it; return once it serves, or for a restart as soon as it will."""
        ...

    def ended(self) -> int | None:
        """The exit status, negative for a signal; None while it runs."""
        ...

    def stop(self) -> None:
        """Stop it within a bounded time; safe to repeat."""
        ...


class StopAsked(BaseException):
    """Somebody asked us to stop; not an error, so that nothing catches it by accident."""


@contextmanager
def stop_signals() -> Generator[None]:
    """Turn the first Ctrl-C, SIGTERM or SIGHUP into `StopAsked`; further ones do nothing."""

    def asked(_number: int, _frame: FrameType | None) -> None:
        for number in watched:
            signal.signal(number, signal.SIG_IGN)
        raise StopAsked

    watched = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, asked) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def no_more_signals() -> None:
    """From here on we are stopping, whatever else is asked."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


class Supervisor:
    """Runs parts until it is asked to stop.

    Args:
        changed: Called whenever a process came or went.
        say: Tells the person at the terminal.
    """

    def __init__(self, *, changed: Callable[[], None], say: Callable[[str], None]) -> None:
        self.parts: list[Part] = []
        self._changed, self._say = changed, say
        self._restarts: dict[str, deque[float]] = {}

    def add(self, part: Part) -> None:
        """Start a part and look after it from now on."""
        self.parts.append(part)
        try:
            part.start()
        finally:
            self._changed()

    def watch(self) -> None:
        """Start again whatever ends, until asked to stop.

        Raises:
            StopAsked: Somebody asked.
            Problem: A part ends again and again.
        """
        while True:
            for part in self.parts:
                status = part.ended()
                if status is not None:
                    self._restart(part, status)
            time.sleep(_LOOK_SECONDS)

    def _restart(self, part: Part, status: int) -> None:
        now = time.monotonic()
        recent = self._restarts.setdefault(part.name, deque(maxlen=_RESTARTS))
        if len(recent) == _RESTARTS and now - recent[0] < _WITHIN_SECONDS:
            raise Problem(
                f"The {part.name} ended {_RESTARTS + 1} times within a minute, so Errand stops:"
                f" its log is {part.log}.",
                log=part.log,
            )
        lately = sum(1 for moment in recent if now - moment < _WITHIN_SECONDS)
        recent.append(now)
        self._say(f"The {part.name} ended unexpectedly ({_words(status)}); it is started again.")
        time.sleep(_PAUSES_SECONDS[min(lately, len(_PAUSES_SECONDS) - 1)])
        part.start()
        self._changed()

    def stop(self) -> None:
        """Stop every part, the last one first; one that fails to stop does not spare the others."""
        for part in reversed(self.parts):
            with suppress(Exception):
                part.stop()
        with suppress(Exception):
            self._changed()


def _words(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return f"killed by {signal.Signals(-status).name}"
    return f"killed by signal {-status}"


def say(sentence: str) -> None:
    """Tell the person at the terminal, at once; a closed terminal is nobody's error."""
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stdout, flush=True)
