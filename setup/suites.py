"""`make test`, `soak`, `check`, `fmt`, `bench`, `locks`: runs every suite and says what came of it.

Runs in the virtual environment that `prepare.py` made. A suite that fails does not keep the others
from running; the closing lines name what failed and what did not run, and why.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

import checks
import pooler
from results import Outcome, read_jest, read_junit
from steps import ROOT

PYTHON = sys.executable
_KILLED_AFTER_SECONDS = 15
_printing = threading.Lock()


# The tests under the coverage gate run apart: measuring slows whatever it watches.
_GATED = [
    f"backend/tests/{name}" for name in ("chat", "edge", "test_chatkit.py", "test_two_people.py")
]
_SOAK = "e2e/test_soak.py"
_BACKEND = ["backend/tests", *(f"--ignore={path}" for path in _GATED)]


# The element alone in a browser; the other tests there are of the whole product.
_PARTS = sorted(str(path.relative_to(ROOT)) for path in ROOT.glob("e2e/test_element_*.py"))
_PRODUCT = ["e2e", f"--ignore={_SOAK}", *(f"--ignore={path}" for path in _PARTS)]


@dataclass(frozen=True)
class Suite:
    """Tests that one program runs and reports on in one file."""

    name: str
    command: list[str]
    report: Path
    seconds: int
    folder: Path = ROOT
    beside: str = ""
    """Name of the suite that it runs beside: both wait more than they work."""


def suites(reports: Path) -> list[Suite]:
    """Every suite, the quickest to tell first."""
    bin_folder = ROOT / "node_modules" / ".bin"
    backend, element = reports / "backend.xml", reports / "element.xml"
    edge = reports / "edge.xml"
    frontend, browser = reports / "frontend.json", reports / "e2e.xml"
    parts = reports / "browser.xml"
    soak = reports / "soak.xml"
    vitest = [str(bin_folder / "vitest"), "run", "--reporter=default", "--reporter=junit"]
    jest = [str(bin_folder / "jest"), "--ci", "--json", f"--outputFile={frontend}"]
    pytest = [PYTHON, "-m", "pytest", "-q", "--no-header"]
    # What decides who comes in and what is said to them has no line or branch without a test.
    covered = [f"--cov=errand.edge.{name}" for name in ("chatkit", "tokens")]
    gate = [*covered, "--cov-branch", "--cov-fail-under=100", "--cov-report=term-missing"]
    return [
        Suite(
            "element", [*vitest, f"--outputFile.junit={element}"], element, 240, ROOT / "element"
        ),
        Suite("frontend", jest, frontend, 300, ROOT / "frontend"),
        Suite("backend", [*pytest, f"--junitxml={backend}", *_BACKEND], backend, 1200),
        Suite(
            "edge", [*pytest, *gate, f"--junitxml={edge}", *_GATED], edge, 1200, beside="backend"
        ),
        Suite("e2e", [*pytest, f"--junitxml={browser}", *_PRODUCT], browser, 1200),
        Suite("browser", [*pytest, f"--junitxml={parts}", *_PARTS], parts, 1200, beside="e2e"),
        # Apart, so that a storm takes no time from the others' tests.
        Suite("soak", [*pytest, f"--junitxml={soak}", _SOAK], soak, 420),
    ]


def run_together(wanted: list[Suite], env: dict[str, str]) -> Generator[Outcome]:
    """Run suites one after the other, and those beside each other at the same time."""
    while wanted:
        first = wanted.pop(0)
        others = [suite for suite in wanted if suite.beside == first.name]
        wanted = [suite for suite in wanted if suite not in others]
        if not others:
            yield run(first, env)
            continue
        with ThreadPoolExecutor() as pool:
            yield from pool.map(partial(_run_aside, env=env), [first, *others])


def _run_aside(suite: Suite, env: dict[str, str]) -> Outcome:
    """Run one suite while another runs, and show what it printed when it has ended."""
    home = Path(env["ERRAND_HOME"]) / suite.name
    home.mkdir(mode=0o711)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as printed:
        outcome = run(suite, env | {"ERRAND_HOME": str(home)}, printed)
        printed.seek(0)
        with _printing:
            shutil.copyfileobj(printed, sys.stdout)
            sys.stdout.flush()
    return outcome


def run(suite: Suite, env: dict[str, str], out: TextIO | None = None) -> Outcome:
    """Run one suite to its end or to its limit; it prints to `out`, by default to the terminal."""
    _heading(suite.name, out)
    began = time.monotonic()
    # A group of its own, so that a suite that hangs leaves nothing running.
    process = subprocess.Popen(
        suite.command,
        cwd=suite.folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=out,
        start_new_session=True,
    )
    try:
        status: int | None = process.wait(suite.seconds)
    except subprocess.TimeoutExpired:
        status = None
    finally:
        _end_group(process)
    seconds = time.monotonic() - began
    read = read_jest if suite.report.suffix == ".json" else read_junit
    outcome = read(suite.name, suite.report)
    outcome.seconds = seconds
    if status is None:
        outcome.failed.append(f"{suite.name}: ended after its limit of {suite.seconds} s")
    elif outcome.ran == 0 and not outcome.failed:
        outcome.failed.append(f"{suite.name}: reported no test at all (exit status {status})")
    elif status != 0 and not outcome.failed:
        outcome.failed.append(f"{suite.name}: every test passed and yet it ended with {status}")
    if out is not None:
        out.seek(0, os.SEEK_END)
    print(f"{suite.name}: {seconds:.0f} s", file=out, flush=True)
    return outcome


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what is left of a suite's processes, politely first so that they can clean up."""
    for number in (15, 9):
        try:
            os.killpg(process.pid, number)
            process.wait(_KILLED_AFTER_SECONDS)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


@contextmanager
def clean_environment() -> Generator[dict[str, str]]:
    """No setting of the developer's, no `.env`, and a home that is gone afterwards."""
    from errand.settings import Settings  # noqa: PLC0415 - not there before the first install

    names = {name.upper() for name in Settings.model_fields}
    home = tempfile.mkdtemp(prefix="errand-test-home-")
    Path(home).chmod(0o711)
    env = {name: value for name, value in os.environ.items() if name.upper() not in names}
    try:
        yield env | {"ERRAND_HOME": home, "ERRAND_ENV_FILE": os.devnull, "CI": "true"}
    finally:
        shutil.rmtree(home, ignore_errors=True)


def test(only: list[str]) -> int:
    """Run the checks and all suites, or those named; return the exit status."""
    began = time.monotonic()
    reports = Path(tempfile.mkdtemp(prefix="errand-reports-"))
    with clean_environment() as env:
        wanted = [suite for suite in suites(reports) if not only or suite.name in only]
        if not only or "backend" in only:
            pooler.fetch()
        outcomes = [checks.run(env)] if not only or "check" in only else []
        outcomes += run_together(wanted, env)
    shutil.rmtree(reports, ignore_errors=True)
    return close(outcomes, time.monotonic() - began)


def close(outcomes: list[Outcome], seconds: float) -> int:
    """Print the closing lines; return the exit status."""
    _heading("result")
    print(f"{'suite':<10}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for one in outcomes:
        counts = f"{one.passed:>8}{len(one.failed):>8}{len(one.skipped):>9}"
        print(f"{one.name:<10}{counts}{one.seconds:>9.0f}")
    skipped = [line for one in outcomes for line in one.skipped]
    failed = [line for one in outcomes for line in one.failed]
    print(f"\nTook {seconds:.0f} s.")
    for line in skipped:
        print(f"not run: {line}")
    for line in failed:
        print(f"FAILED: {line}")
    passed = sum(one.passed for one in outcomes)
    ending = f", {len(skipped)} skipped" if skipped else ""
    print(f"{passed} passed, {len(failed)} failed{ending}", flush=True)
    return 1 if failed else 0


def _heading(words: str, out: TextIO | None = None) -> None:
    print(f"\n── {words} " + "─" * max(0, 60 - len(words)), file=out, flush=True)


def main() -> int:
    """Run what the command line names."""
    command, *rest = sys.argv[1:]
    if command == "test":
        return test(rest)
    if command == "check":
        with clean_environment() as env:
            outcome = checks.run(env)
        return close([outcome], outcome.seconds)
    if command == "fmt":
        return checks.format_everything()
    if command == "locks":
        return checks.write_generated()
    module = {"soak": "e2e.soak"}.get(command, command)
    return subprocess.run([PYTHON, "-m", module, *rest], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
