"""`make check`: what can be said about the sources without running them."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from audit import DID_NOT_RUN
from results import Outcome
from steps import ROOT

_BIN, _NODE_BIN = Path(sys.executable).parent, ROOT / "node_modules" / ".bin"
_PYTHON_SOURCES = ("backend", "e2e", "bench", "setup", "element/gallery")
_SECONDS = 300
_AT_ONCE = 2


def _commands() -> list[tuple[str, list[str | Path], Path]]:
    """Name, command and folder of each check."""
    found = [folder for folder in _PYTHON_SOURCES if (ROOT / folder).exists()]
    npm = _BIN / "npm"
    ruff, npx = _BIN / "ruff", [npm, "run", "--silent"]
    shape = [_BIN / "pytest", "-q", "--no-header", "backend/tests/test_shape.py"]
    return [
        # The longest first: two run at a time.
        ("pyright", [_BIN / "pyright"], ROOT),
        ("ruff format", [ruff, "format", "--check", *found], ROOT),
        ("ruff", [ruff, "check", *found], ROOT),
        ("import contracts", [_BIN / "lint-imports", "--no-logo"], ROOT),
        ("prettier", [_NODE_BIN / "prettier", "--check", "element", "frontend"], ROOT),
        ("eslint element", [*npx, "lint"], ROOT / "element"),
        ("eslint frontend", [*npx, "lint"], ROOT / "frontend"),
        ("types element", [*npx, "typecheck"], ROOT / "element"),
        ("types frontend", [*npx, "typecheck"], ROOT / "frontend"),
        ("sizes", shape, ROOT),
        (
            "generated files",
            [_BIN / "pytest", "-q", "--no-header", "backend/tests/local/test_generated.py"],
            ROOT,
        ),
        ("bill of materials", [sys.executable, "setup/audit.py", "sbom"], ROOT),
        ("audit of python", [sys.executable, "setup/audit.py", "python"], ROOT),
        ("audit of npm", [sys.executable, "setup/audit.py", "npm"], ROOT),
    ]


def run(env: dict[str, str]) -> Outcome:
    """Run every check, also after one has failed."""
    outcome = Outcome("check")
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        runs = {pool.submit(_run, one[1], one[2], env): one[0] for one in _commands()}
        for finished in as_completed(runs):
            _note(outcome, runs[finished], *finished.result())
    outcome.seconds = time.monotonic() - began
    return outcome


def _note(outcome: Outcome, name: str, status: int, output: str, seconds: float) -> None:
    word = {0: "ok", DID_NOT_RUN: "not run"}.get(status, "FAILED")
    print(f"  {name:<18}{word:<8}{seconds:5.1f} s", flush=True)
    if status == DID_NOT_RUN:
        outcome.skipped.append(f"check: {output.strip()}")
        return
    if status == 0:
        outcome.passed += 1
        return
    outcome.failed.append(f"check: {name}")
    print(output, flush=True)


def _run(command: list[str | Path], folder: Path, env: dict[str, str]) -> tuple[int, str, float]:
    began = time.monotonic()
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, str(error), time.monotonic() - began
    return done.returncode, done.stdout.decode(errors="replace"), time.monotonic() - began


def format_everything() -> int:
    """Format Python, TypeScript and the rest; apply the safe fixes."""
    found = [folder for folder in _PYTHON_SOURCES if (ROOT / folder).exists()]
    ruff, prettier = _BIN / "ruff", _NODE_BIN / "prettier"
    commands: list[list[str | Path]] = [
        [ruff, "check", "--fix", "--quiet", *found],
        [ruff, "format", *found],
        [prettier, "--write", "--log-level=warn", "element", "frontend"],
    ]
    return max(subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands)


def write_generated() -> int:
    """Pin the packages anew and write `.env.example`."""
    backend, compile_ = ROOT / "backend", [_BIN / "uv", "pip", "compile", "--quiet", "--universal"]
    compile_ += ["--generate-hashes", "--no-emit-index-url", "--python-version=3.11"]
    compile_ += ["--custom-compile-command=make locks"]
    constrained = ["--extra=dev", "--constraints=requirements.lock"]
    runs: list[tuple[list[str | Path], Path]] = [
        ([*compile_, "pyproject.toml", "-o", "requirements.lock"], backend),
        (
            [*compile_, *constrained, "pyproject.toml", "-o", "requirements-dev.lock"],
            backend,
        ),
        ([*compile_, "requirements.in", "-o", "requirements.lock"], ROOT / "setup"),
        ([_BIN / "npm", "install", "--package-lock-only", "--no-audit", "--no-fund"], ROOT),
        ([_BIN / "node", "setup/complete-lock.mjs"], ROOT),
        ([sys.executable, "-m", "errand.local.example", ".env.example"], ROOT),
    ]
    return max(
        subprocess.run(command, cwd=folder, check=False).returncode for command, folder in runs
    )
