"""`make up` on a machine where something is missing: one sentence that says what to do.

Each test sets a copy of the repository's manifests up from nothing, with the machine as told.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
COPIED = (
    "setup",
    "backend/requirements.lock",
    "backend/requirements-dev.lock",
    "package.json",
    "package-lock.json",
    "element/package.json",
    "frontend/package.json",
    "Makefile",
)
NOWHERE = "http://127.0.0.1:9/simple"
# The system's own Python: a virtual environment would bring its own answers.
PYTHON = getattr(sys, "_base_executable", sys.executable)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    root = tmp_path / "clone"
    copy_to(root)
    return root


def copy_to(root: Path) -> None:
    for name in COPIED:
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / name, target)


def prepared(clone: Path, *before: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the set-up in the clone, with an empty home and no way to any registry."""
    home = clone.parent / "home"
    home.mkdir(exist_ok=True)
    nowhere = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": NOWHERE,
        "PIP_NO_CACHE_DIR": "1",
        "PIP_DEFAULT_TIMEOUT": "2",
        "UV_DEFAULT_INDEX": NOWHERE,
        "UV_NO_CACHE": "1",
    }
    return subprocess.run(
        [*before, PYTHON, "setup/prepare.py", "nothing"],
        cwd=clone,
        env={"PATH": os.environ["PATH"], "HOME": str(home), **nowhere, **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )


def site(tmp_path: Path, code: str) -> str:
    """A folder for PYTHONPATH whose code runs before everything else."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code)
    return str(folder)


def test_a_registry_out_of_reach_is_said_to_be_so(clone: Path) -> None:
    done = prepared(clone)

    assert done.returncode == 1
    assert "A package registry cannot be reached: check the network" in done.stderr
    assert "making the Python environment …" in done.stdout
    assert "installing Python packages … failed" in done.stdout
    assert "Traceback" not in done.stderr.splitlines()[-1]


def test_a_python_without_venv_is_told_what_to_install(clone: Path, tmp_path: Path) -> None:
    hidden = site(tmp_path, "import sys; sys.modules['ensurepip'] = None")

    done = prepared(clone, PYTHONPATH=hidden)

    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (clone / "backend" / ".venv").exists()


def test_a_python_that_is_too_old_is_told_so(clone: Path, tmp_path: Path) -> None:
    old = site(tmp_path, "import sys; sys.version_info = (3, 9, 2, 'final', 0)")

    done = prepared(clone, PYTHONPATH=old)

    assert done.returncode == 1
    assert "Errand needs Python 3.11 or newer" in done.stderr
    assert "is 3.9" in done.stderr
    assert "PYTHON=python3.11" in done.stderr


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    root, unshare = tmp_path / "small", shutil.which("unshare")
    root.mkdir()
    source = tmp_path / "source"
    copy_to(source)
    alone = [str(unshare), "--mount"] if os.geteuid() == 0 else [str(unshare), "-r", "--mount"]
    probe = [*alone, "mount", "-t", "tmpfs", "tmpfs", str(root)]
    if unshare is None or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a small disk to fill")
    script = (
        f'mount -t tmpfs -o size=8m tmpfs {root} && cp -r {source}/. {root} && cd {root} && "$@"'
    )

    done = prepared(source, *alone, "sh", "-c", script, "sh")

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        f"The disk is full: free at least 3 GB where {root}"
    )


def test_files_of_another_user_are_said_to_be(clone: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    (clone / "backend").chmod(0o500)

    done = prepared(clone)

    (clone / "backend").chmod(0o700)
    assert done.returncode == 1
    assert "belongs to another user" in done.stderr


def test_a_node_that_does_not_run_is_named(clone: Path) -> None:
    code = """
import sys; sys.path[0:0] = ["setup"]
import prepare
prepare._check_node(prepare.Path("/no"))
"""

    done = subprocess.run(
        [PYTHON, "-c", code], cwd=clone, capture_output=True, text=True, check=False
    )

    assert "ERRAND_NODE is /no, which does not run" in done.stderr


def test_a_second_run_does_nothing_and_a_changed_source_is_built_again(clone: Path) -> None:
    code = """
import sys; sys.path[0:0] = ["setup"]
from pathlib import Path
from steps import digest, run_step, ROOT
source = ROOT / "element"
ran = []
def step():
    return run_step("building", ROOT / "out" / ".stamp", digest([source]), lambda: ran.append(1))
first, second = step(), step()
(source / "new.ts").write_text("1")
third = step()
(source / "dist").mkdir(); (source / "dist" / "made.js").write_text("1")
fourth = step()
(ROOT / "out" / ".stamp").unlink()
print(first, second, third, fourth, step(), len(ran))
"""
    done = subprocess.run(
        [PYTHON, "-c", code], cwd=clone, capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "True False True False True 3"
