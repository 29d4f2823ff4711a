"""What `deploy/` ships, read by the tools that will read it."""

import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import crossplane
import kubernetes_validate
import pytest
import yaml

from errand.settings import REPOSITORY, Settings

DEPLOY = REPOSITORY / "deploy"
CHART = DEPLOY / "helm" / "errand"
BIN = Path(sys.executable).parent
KUBERNETES = ("1.30", "1.37")
EVERYTHING = (
    "backup.enabled=true",
    "ingress.enabled=true",
    "ingress.tlsSecret=tls",
    "settings.ERRAND_MODEL=gpt-5-mini",
    "trustedProxies={10.0.0.0/8}",
)
Json = dict[str, Any]


def call(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=60, check=False
    )


def rendered(*values: str) -> list[Json]:
    settings = [f"--set={value}" for value in values]
    done = call(BIN / "helm", "template", "ours", CHART, *settings)
    assert done.returncode == 0, done.stderr
    return [cast("Json", part) for part in yaml.safe_load_all(done.stdout) if part]


def of_kind(objects: list[Json], kind: str) -> dict[str, Json]:
    return {one["metadata"]["name"]: one for one in objects if one["kind"] == kind}


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("values", [(), EVERYTHING], ids=["as shipped", "everything on"])
def test_every_object_of_the_chart_is_one_that_kubernetes_accepts(
    values: tuple[str, ...], version: str
) -> None:
    for each in rendered(*values):
        kubernetes_validate.validate(each, version, strict=True)


def test_the_chart_has_no_fault_that_helm_can_find() -> None:
    done = call(BIN / "helm", "lint", "--strict", CHART)
    assert done.returncode == 0, done.stdout


def test_values_that_the_chart_does_not_know_are_refused() -> None:
    done = call(BIN / "helm", "template", "ours", CHART, "--set=worker.replica=3")
    assert done.returncode != 0
    assert "replica" in done.stderr


def test_each_role_is_probed_spread_and_may_lose_one_at_a_time() -> None:
    objects = rendered(*EVERYTHING)
    for name in ("api", "worker", "pages"):
        spec = of_kind(objects, "Deployment")[f"ours-errand-{name}"]["spec"]
        [container] = spec["template"]["spec"]["containers"]
        assert container["args"][0] == name
        assert spec["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
        assert spec["template"]["spec"]["topologySpreadConstraints"]
        assert spec["selector"]["matchLabels"].items() <= _labels(spec["template"]).items()
        budget = of_kind(objects, "PodDisruptionBudget")[f"ours-errand-{name}"]["spec"]
        assert budget["maxUnavailable"] == 1
        if name != "worker":
            assert {"startupProbe", "livenessProbe", "readinessProbe"} <= container.keys()


def _labels(of: Json) -> Json:
    return of["metadata"]["labels"]


def test_every_setting_that_the_chart_and_the_compose_file_name_is_one_of_ours() -> None:
    known = {name.upper() for name in Settings.model_fields}
    [settings] = [
        one
        for one in of_kind(rendered(*EVERYTHING), "ConfigMap").values()
        if "PUBLIC_URL" in one["data"]
    ]
    assert set(settings["data"]) <= known
    for service in compose()["services"].values():
        if str(service.get("image", "")).startswith("errand:"):
            assert set(service["environment"]) <= known


def compose() -> Json:
    return yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text())


def test_the_compose_file_is_one() -> None:
    done = call(
        BIN / "check-jsonschema",
        "--builtin-schema=vendor.compose-spec",
        DEPLOY / "compose" / "compose.yaml",
    )
    assert done.returncode == 0, done.stdout


def test_nginx_knows_every_directive_and_where_it_may_stand() -> None:
    parsed = crossplane.parse(str(DEPLOY / "proxy" / "nginx.conf"), strict=True)
    # Its list of directives is of a time when HTTP/2 was an option of `listen`.
    faults = [each for each in _faults(parsed) if '"http2"' not in each]
    assert faults == []


def _faults(parsed: object) -> list[str]:
    return [str(each["error"]) for each in cast("Json", parsed)["errors"]]


def test_caddy_accepts_its_configuration() -> None:
    file = DEPLOY / "proxy" / "Caddyfile"
    done = call(BIN / "caddy", "validate", "--adapter=caddyfile", f"--config={file}")
    assert done.returncode == 0, done.stderr
    assert call(BIN / "caddy", "fmt", "--diff", file).returncode == 0


def test_the_image_copies_only_what_is_there() -> None:
    lines = (DEPLOY / "container" / "Containerfile").read_text().splitlines()
    copies = [
        line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line
    ]
    for name in [name for names in copies for name in names]:
        assert (REPOSITORY / name).exists(), name
