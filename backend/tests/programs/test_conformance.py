"""The protocol's own conformance suite, of both revisions, against the endpoint that is shipped.

The suite's scenarios look for tools of its own. So each runs against the product, and against a
server of those tools behind the product's transport, tokens and guard, once as the product answers
(JSON) and once as an event stream. What came of which is in the output of the run.
"""

from collections.abc import Iterator

import pytest
from conformance import Verdict, required, run
from served import product, suite

from people import People

NEW, OLD = "2026-07-28", "2025-11-25"
NO_SESSION = (
    "needs a request from the server within a session of 2025; ours keeps none and asks nothing:"
    " what has to be confirmed takes two calls"
)
# Of whole scenarios: what the revision requires only of servers that offer it, and we do not.
INAPPLICABLE: dict[str, dict[str, str]] = {
    NEW: {},
    OLD: {
        "logging-set-level": "the capability logging is not declared",
        "tools-call-with-logging": "the capability logging is not declared",
        "tools-call-sampling": NO_SESSION,
        "tools-call-elicitation": NO_SESSION,
        "elicitation-sep1034-defaults": NO_SESSION,
        "elicitation-sep1330-enums": NO_SESSION,
        "server-sse-multiple-streams": "it counts on session ids; ours keeps no sessions",
        "resources-subscribe": "the capability resources.subscribe is not declared",
        "resources-unsubscribe": "the capability resources.subscribe is not declared",
    },
}
# Those that look for no tool, resource or prompt of the suite's own.
BY_PRODUCT = {
    NEW: {
        "tools-list",
        "server-sse-multiple-streams",
        "resources-list",
        "sep-2164-resource-not-found",
        "prompts-list",
        "dns-rebinding-protection",
        "caching",
        "input-required-result-unsupported-methods",
    },
    OLD: {
        "server-initialize",
        "ping",
        "tools-list",
        "resources-list",
        "prompts-list",
        "dns-rebinding-protection",
    },
}
# Of the product's failures under 2026-07-28, those that say only that a tool of theirs is missing.
ONLY_THEIRS = "Not testable: server does not list the diagnostic tool"


@pytest.fixture(scope="module")
def verdicts(
    database_url: str, people: People, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, dict[str, dict[str, Verdict]]]]:
    """What came of every scenario, by server and revision."""
    home = tmp_path_factory.mktemp("errand")
    with (
        product(database_url, people, home) as ours,
        suite(streaming=False) as plain,
        suite(streaming=True) as stream,
    ):
        ours.door.token = ours.token
        urls = {"product": ours.url, "as JSON": plain, "as a stream": stream}
        yield {
            where: {revision: run(revision, url) for revision in (NEW, OLD)}
            for where, url in urls.items()
        }


@pytest.mark.parametrize("revision", [NEW, OLD])
def test_every_applicable_scenario_passes(
    verdicts: dict[str, dict[str, dict[str, Verdict]]],
    revision: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad, lines = list[str](), [f"MCP conformance, server scenarios required by {revision}:"]
    for scenario in required(revision):
        found = {where: each[revision][scenario] for where, each in verdicts.items()}
        passed = [where for where, verdict in found.items() if verdict.passed]
        reason = INAPPLICABLE[revision].get(scenario)
        told = f"passed ({', '.join(passed)})" if passed else f"inapplicable: {reason}"
        lines.append(f"  {scenario}: {told}")
        if bool(passed) is (reason is not None):
            bad.append(f"{scenario}: {found}")
    with capsys.disabled():
        print("", *lines, sep="\n")
    assert bad == []
    assert set(INAPPLICABLE[revision]) <= set(required(revision))


@pytest.mark.parametrize("revision", [NEW, OLD])
def test_the_product_itself_passes_what_needs_no_tool_of_the_suite(
    verdicts: dict[str, dict[str, dict[str, Verdict]]], revision: str
) -> None:
    found = verdicts["product"][revision]

    assert {each: found[each].failed for each in BY_PRODUCT[revision]} == {
        each: {} for each in BY_PRODUCT[revision]
    }
    assert all(found[each].passed for each in BY_PRODUCT[revision])


def test_what_the_product_lacks_of_the_stateless_rules_is_the_suites_own_tools(
    verdicts: dict[str, dict[str, dict[str, Verdict]]],
) -> None:
    found = verdicts["product"][NEW]["server-stateless"]

    assert found.checks > 15
    assert [why for why in found.failed.values() if not why.startswith(ONLY_THEIRS)] == []
