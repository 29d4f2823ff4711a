"""Steps of the set-up: shown while they run, skipped while their inputs have not changed."""

import fcntl
import hashlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from explain import SetupProblem, explain, explain_error

ROOT = Path(__file__).resolve().parents[1]
_STILL_THERE_SECONDS = 10
_SHOWN_LINES = 30
_STEP_SECONDS = 1800
# Generated beside the sources, so no inputs.
_NOT_SOURCES = {"node_modules", ".next", "dist", "coverage", ".turbo", "__pycache__"}
_NOT_SOURCE_FILES = (".tsbuildinfo", "next-env.d.ts")


def digest(parts: Iterable[str | Path]) -> str:
    """Fingerprint of texts, files and whole source folders."""
    whole = hashlib.sha256()
    for part in parts:
        if isinstance(part, str):
            whole.update(part.encode() + b"\0")
            continue
        for file in sorted(_sources(part)):
            whole.update(str(file.relative_to(ROOT)).encode() + b"\0")
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()


def _sources(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    found: list[Path] = []
    for folder, folders, files in os.walk(path):
        folders[:] = [name for name in folders if name not in _NOT_SOURCES]
        found += [Path(folder, name) for name in files if not name.endswith(_NOT_SOURCE_FILES)]
    return found


def run_step(step: str, stamp: Path, inputs: str, work: Callable[[], None]) -> bool:
    """Do the work unless the stamp says it was done with the same inputs; return whether it was.

    The stamp lies beside what the work makes, so that removing that brings the work back.
    """
    if stamp.exists() and stamp.read_text(encoding="utf-8") == inputs:
        return False
    stamp.unlink(missing_ok=True)
    with _shown(step):
        work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(inputs, encoding="utf-8")
    return True


@contextmanager
def _shown(step: str) -> Generator[None]:
    """Print the step, a dot now and then while it goes on, and how long it took."""
    began, over = time.monotonic(), threading.Event()

    def tick() -> None:
        while not over.wait(_STILL_THERE_SECONDS):
            print(" .", end="", flush=True)

    print(f"  {step} …", end="", flush=True)
    ticker = threading.Thread(target=tick, daemon=True)
    ticker.start()
    ending = " failed"
    try:
        yield
        ending = f" {time.monotonic() - began:.1f} s"
    finally:
        over.set()
        ticker.join()
        print(ending, flush=True)


class Failed(SetupProblem):
    """A program failed; `output` is all that it printed."""

    def __init__(self, step: str, output: str, status: int) -> None:
        super().__init__(explain(step, output, status, ROOT))
        self.output = output

    def shown(self) -> str:
        """The last lines of what it printed."""
        return "\n".join(f"  | {line}" for line in self.output.splitlines()[-_SHOWN_LINES:])


def call(step: str, command: Sequence[str | Path], *, env: dict[str, str] | None = None) -> str:
    """Run a program in the clone and return its output.

    Raises:
        Failed: It failed or took longer than half an hour.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_STEP_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise Failed(step, (error.stdout or b"").decode(errors="replace"), 124) from None
    output = done.stdout.decode(errors="replace")
    if done.returncode:
        raise Failed(step, output, done.returncode)
    return output


@contextmanager
def alone() -> Generator[None]:
    """Let one set-up at a time work in this clone; another one waits."""
    folder = os.open(ROOT / "setup", os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("  waiting for another make in this clone …", flush=True)
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def guarded(work: Callable[[], None]) -> None:
    """Run a whole set-up; a failure ends the program with its output and one sentence."""
    try:
        work()
    except Failed as problem:
        sys.exit(f"{problem.shown()}\n{problem}")
    except SetupProblem as problem:
        sys.exit(str(problem))
    except OSError as error:
        sys.exit(explain_error(error, ROOT))
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on where it was.")
