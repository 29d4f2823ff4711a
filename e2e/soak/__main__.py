"""`python -m e2e.soak`: a storm, then requests of all kinds; exit status 1 when anything failed."""

import argparse
import asyncio
import itertools
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from .history import Record, Struck
from .nemesis import KINDS, Wanted
from .report import MOMENTS, report, struck
from .script import KINDS as MODEL_KINDS
from .storm import Outcome, Size, storm

TOLD_EVERY = 50
ROOT = Path(__file__).resolve().parents[2]
REQUESTS = "20000"
LONG_SECONDS, SHORT_SECONDS = 2700, 60


def _arguments() -> argparse.Namespace:
    seed = int(os.environ.get("ERRAND_SEED", "0")) or random.randrange(1, 10**6)
    parser = argparse.ArgumentParser(prog="python -m e2e.soak", description=__doc__)
    parser.add_argument("--short", action="store_true", help="about two minutes")
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--seconds", type=float, help="the storm ends then at the latest")
    parser.add_argument("--people", type=int)
    parser.add_argument("--apis", type=int, default=2)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--in-tools", type=int, help="faults of each kind while a tool runs")
    parser.add_argument("--streaming", type=int, help="… while an answer streams")
    parser.add_argument("--idle", type=int, help="… while nothing runs")
    parser.add_argument("--no-requests", action="store_true", help="the storm alone")
    parser.add_argument("--keep", type=Path, help="file for the history; logs go beside it")
    return parser.parse_args()


def _size(asked: argparse.Namespace) -> Size:
    usual = (1, 1, 0) if asked.short else (13, 9, 4)
    given = (asked.in_tools, asked.streaming, asked.idle)
    tool, streaming, idle = (
        mine if mine is not None else its for mine, its in zip(given, usual, strict=True)
    )
    return Size(
        seed=asked.seed,
        seconds=asked.seconds or (SHORT_SECONDS if asked.short else LONG_SECONDS),
        wanted=Wanted(tool=tool, streaming=streaming, idle=idle),
        people=asked.people or (6 if asked.short else 10),
        apis=asked.apis,
        workers=asked.workers or (2 if asked.short else 3),
        broken_models=0.35,
    )


def _missing(outcome: Outcome) -> list[str]:
    """Return which faults the long form had to have, and has not."""
    counts, missing = struck(outcome), list[str]()
    for kind in [*KINDS, *MODEL_KINDS]:
        if kind == "disk full" and not outcome.small_disk:
            continue
        if counts[kind].total() < 20 or counts[kind]["tool"] < 10:
            missing.append(f"{kind}: {[counts[kind][moment] for moment in MOMENTS]}")
    every = sum(count.total() for count in counts.values())
    return [*missing, *([f"all: {every} of 500"] if every < 500 else [])]


def main() -> int:
    """Run a storm, and in the long form the requests; print what came of it."""
    _alone()
    asked = _arguments()
    size = _size(asked)
    print(f"ERRAND_SEED={size.seed}", flush=True)
    outcome = asyncio.run(storm(size, keep=asked.keep, hear=_progress()))
    print(report(outcome), flush=True)
    missing = [] if asked.short or asked.seconds else _missing(outcome)
    for line in missing:
        print(f"MISSING: {line}", flush=True)
    failed = outcome.verdict.broken or outcome.measured.never_taken_over or missing
    return max(1 if failed else 0, 0 if asked.short or asked.no_requests else _requests())


def _requests() -> int:
    """Make a great many requests from the OpenAPI document; return 0 where none found anything."""
    command = [sys.executable, "-m", "pytest", "-q", "backend/tests/fuzzing/test_schemathesis.py"]
    env = {"ERRAND_FUZZ": REQUESTS} | os.environ
    return subprocess.run(command, check=False, cwd=ROOT, env=env).returncode


def _progress() -> Callable[[Record], None]:
    """Return what says now and then how many faults have struck."""
    began, faults = time.monotonic(), itertools.count(1)

    def hear(record: Record) -> None:
        if isinstance(record, Struck) and (number := next(faults)) % TOLD_EVERY == 0:
            print(f"{time.monotonic() - began:6.0f} s: {number} faults", flush=True)

    return hear


def _alone() -> None:
    """Go on in a mount namespace of our own where we may: a small disk then ends with us."""
    unshare = shutil.which("unshare")
    if os.environ.get("ERRAND_SOAK_ALONE") or unshare is None or os.geteuid() != 0:
        return
    if subprocess.run([unshare, "--mount", "true"], check=False, capture_output=True).returncode:
        return
    command = [unshare, "--mount", sys.executable, "-m", "e2e.soak", *sys.argv[1:]]
    os.execve(unshare, command, os.environ | {"ERRAND_SOAK_ALONE": "1"})


if __name__ == "__main__":
    sys.exit(main())
