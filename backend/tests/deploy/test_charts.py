"""What `deploy/` ships, read by the tools that will read it."""

from typing import cast

import crossplane
import kubernetes_validate
import pytest
import yaml

from charts import BIN, CHART, DEPLOY, Json, call, of_kind, rendered, template
from errand.settings import REPOSITORY, Settings

KUBERNETES = ("1.30", "1.37")
CLOSING_SECONDS = 25
"""A process needs these beside its drain: the balancer's 5, and to close what is open."""
EVERYTHING = (
    "backup.enabled=true",
    "ingress.enabled=true",
    "ingress.tlsSecret=tls",
    "settings.ERRAND_MODEL=gpt-5-mini",
    "trustedProxies={10.0.0.0/8}",
)


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
    done = template("worker.replica=3")
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


@pytest.mark.parametrize("drain", [0, 20, 600])
def test_kubernetes_waits_for_as_long_as_a_drain_may_take(drain: int) -> None:
    objects = rendered(f"drainSeconds={drain}")
    assert of_kind(objects, "ConfigMap")["ours-errand"]["data"]["ERRAND_DRAIN"] == str(drain)
    for name in ("api", "worker"):
        pod = of_kind(objects, "Deployment")[f"ours-errand-{name}"]["spec"]["template"]["spec"]
        assert pod["terminationGracePeriodSeconds"] == drain + CLOSING_SECONDS


def test_a_drain_that_kubernetes_would_not_know_of_is_refused() -> None:
    done = template("settings.ERRAND_DRAIN=60")
    assert done.returncode != 0
    assert "drainSeconds" in done.stderr


def test_the_chart_and_the_compose_file_drain_for_as_long_as_the_program_does() -> None:
    shipped = Settings.model_fields["errand_drain"].default
    [data] = [one["data"] for one in of_kind(rendered(), "ConfigMap").values()]
    assert data["ERRAND_DRAIN"] == str(shipped)
    for name in ("api", "worker"):
        service = compose()["services"][name]
        assert service["environment"]["ERRAND_DRAIN"] == f"${{ERRAND_DRAIN:-{shipped}}}"
        grace = f"${{STOP_GRACE:-{shipped + CLOSING_SECONDS}s}}"
        assert service["stop_grace_period"] == grace


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
