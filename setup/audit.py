"""What the product is made of, and what is known against it.

`sbom` writes a bill of materials (CycloneDX) of the Python and of the npm packages from the locks
to `.sbom/` and compares it with them. `python` and `npm` ask the registries' advisory services;
they run only with ERRAND_AUDIT=1, since they tell every package's name to somebody, and end with
DID_NOT_RUN where nobody answers. `advisories.toml` names what is put up with, why, and until when.
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from steps import ROOT

DID_NOT_RUN = 77
_BIN = Path(sys.executable).parent
_SBOM = ROOT / ".sbom"
_ACCEPTED = ROOT / "setup" / "advisories.toml"
_PYTHON_LOCK, _NPM_LOCK = ROOT / "backend" / "requirements.lock", ROOT / "package-lock.json"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)
_PURL = re.compile(r"pkg:(?:pypi|npm)/(.+)@([^@?]+)(?:\?.*)?")
_SECONDS = 240
_GRAVE = frozenset({"high", "critical"})


@dataclass(frozen=True)
class Finding:
    """One known vulnerability of one package.

    Attributes:
        ids: Every name that it goes by.
        severity: None where the service tells none; then it counts as grave.
    """

    package: str
    ids: tuple[str, ...]
    severity: str | None

    @property
    def grave(self) -> bool:
        return self.severity is None or self.severity in _GRAVE


class Unreachable(Exception):
    """The advisory service did not answer; the message says what the client said."""


def bill_of_python() -> dict[str, Any]:
    """Return the bill of the Python packages that an installation runs with."""
    command = [_BIN / "cyclonedx-py", "requirements", "--output-reproducible", "--short-PURLs"]
    project = ["--pyproject", ROOT / "backend" / "pyproject.toml", _PYTHON_LOCK]
    return json.loads(_output([*command, *project]).stdout)


def bill_of_npm() -> dict[str, Any]:
    """Return the bill of the npm packages, those of the build and the tests included."""
    command = [_BIN / "npm", "sbom", "--package-lock-only", "--sbom-format=cyclonedx"]
    bill: dict[str, Any] = json.loads(_output(command).stdout)
    # Two bills of the same lock are to be the same.
    del bill["serialNumber"], bill["metadata"]["timestamp"]
    return bill


def pinned_python() -> set[tuple[str, str]]:
    """Return name and version of each package in the Python lock."""
    return set(_PIN.findall(_PYTHON_LOCK.read_text(encoding="utf-8")))


def pinned_npm() -> set[tuple[str, str]]:
    """Return name and version of each package in the npm lock, by the name it is published as."""
    packages: dict[str, Any] = json.loads(_NPM_LOCK.read_text(encoding="utf-8"))["packages"]
    return {
        (each.get("name") or path.rpartition("node_modules/")[2], each["version"])
        for path, each in packages.items()
        if "node_modules/" in path and not each.get("link")
    }


def billed(bill: dict[str, Any]) -> set[tuple[str, str]]:
    """Return name and version of each component of a bill, as published."""
    addresses = [unquote(each["purl"]) for each in bill["components"]]
    found = [_PURL.fullmatch(address) for address in addresses]
    return {(each[1], each[2]) for each in found if each is not None}


def write_bills() -> int:
    """Write both bills; 1 where one does not list what its lock pins."""
    _SBOM.mkdir(exist_ok=True)
    status = 0
    for name, bill, pinned in (
        ("python", bill_of_python(), pinned_python()),
        ("npm", bill_of_npm(), pinned_npm()),
    ):
        text = json.dumps(bill, indent=1, sort_keys=True)
        (_SBOM / f"{name}.cdx.json").write_text(text, encoding="utf-8")
        missing = sorted(pinned - billed(bill))
        print(f"{name}: {len(bill['components'])} components, {len(missing)} missing")
        if missing or not pinned:
            print(f"not in the bill: {missing[:20]}")
            status = 1
    return status


def known_of_python() -> list[Finding]:
    """Ask about the Python packages.

    Raises:
        Unreachable: Nobody answered.
    """
    command = [_BIN / "pip-audit", "--requirement", _PYTHON_LOCK, "--disable-pip"]
    options = ["--require-hashes", "--format=json", "--progress-spinner=off", "--timeout=5"]
    return read_pip_audit(_output([*command, *options]))


def read_pip_audit(said: subprocess.CompletedProcess[str]) -> list[Finding]:
    """Return what pip-audit found.

    Raises:
        Unreachable: It found nothing out, or not about every package.
    """
    answer = _json(said)
    if "dependencies" not in answer:
        raise Unreachable(_last_line(said.stderr))
    found = [
        Finding(each["name"], (one["id"], *one.get("aliases", [])), None)
        for each in answer["dependencies"]
        for one in each.get("vulns", [])
    ]
    # It ends well all the same when it could ask about none of them.
    passed_over = [each for each in answer["dependencies"] if "skip_reason" in each]
    if passed_over and not found:
        count = f"{len(passed_over)} of {len(answer['dependencies'])}"
        raise Unreachable(f"{count} packages passed over: {passed_over[0]['skip_reason']}")
    return found


def known_of_npm() -> list[Finding]:
    """Ask about the npm packages.

    Raises:
        Unreachable: Nobody answered.
    """
    options = ["--package-lock-only", "--json", "--fetch-timeout=5000", "--fetch-retries=0"]
    return read_npm_audit(_output([_BIN / "npm", "audit", *options]))


def read_npm_audit(said: subprocess.CompletedProcess[str]) -> list[Finding]:
    """Return what npm audit found.

    Raises:
        Unreachable: It found nothing out.
    """
    answer = _json(said)
    if "vulnerabilities" not in answer:
        raise Unreachable(str(answer.get("message") or _last_line(said.stderr)))
    return [
        Finding(name, (str(via["url"]).rpartition("/")[2], str(via["source"])), via["severity"])
        for name, each in answer["vulnerabilities"].items()
        for via in cast("list[dict[str, Any] | str]", each["via"])
        if isinstance(via, dict)  # a text names another package of this list
    ]


def judged(found: list[Finding], accepted: dict[str, date], today: date) -> list[str]:
    """Return a line for each grave finding that is not put up with today."""
    return [
        f"{each.package}: {', '.join(each.ids)} ({each.severity or 'severity not told'})"
        for each in found
        if each.grave and not any(accepted.get(name, date.min) >= today for name in each.ids)
    ]


def read_accepted(text: str) -> dict[str, date]:
    """Return until when each advisory is put up with; every one needs a reason."""
    entries: list[dict[str, Any]] = tomllib.loads(text).get("accepted", [])
    if any(not each.get("reason", "").strip() for each in entries):
        raise ValueError("advisories.toml: an entry has no reason")
    return {each["id"]: each["until"] for each in entries}


def audit(which: str) -> int:
    """Ask one service; return the exit status."""
    if os.environ.get("ERRAND_AUDIT") != "1":
        print(f"known vulnerabilities ({which}): asked for only with ERRAND_AUDIT=1")
        return DID_NOT_RUN
    try:
        found = known_of_python() if which == "python" else known_of_npm()
    except (Unreachable, subprocess.TimeoutExpired) as error:
        print(f"known vulnerabilities ({which}): the service did not answer: {error}")
        return DID_NOT_RUN
    accepted = read_accepted(_ACCEPTED.read_text(encoding="utf-8"))
    grave = judged(found, accepted, datetime.now(UTC).date())
    print("\n".join(grave or [f"{which}: {len(found)} advisories, none grave and unexplained"]))
    return 1 if grave else 0


def _output(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def _json(said: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    try:
        return json.loads(said.stdout)
    except ValueError:
        return {}


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["nothing said"])[-1][:200]


if __name__ == "__main__":
    sys.exit(write_bills() if sys.argv[1] == "sbom" else audit(sys.argv[1]))
