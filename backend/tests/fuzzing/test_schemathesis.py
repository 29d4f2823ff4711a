"""Requests made from the OpenAPI document, by two identities, against what a third one owns.

Ada asks for her own things, so that requests reach deep; Mallory asks for Victoria's. No answer is
a 5xx, each is of the shape that the document promises, and Mallory sees and changes nothing.

ERRAND_FUZZ sets the number of requests (default 2000), ERRAND_SEED which ones.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.generation import GenerationMode

from api import Api
from belongings import Belongings, furnish, snapshot
from errand.identity import Actor
from printing import say
from probes import ENDLESS, ROUTES

REQUESTS = int(os.environ.get("ERRAND_FUZZ", "0")) or 2000
SEED = int(os.environ.get("ERRAND_SEED", "0")) or 20261123
OWNED = ("task", "event", "project", "section", "label", "thread", "item", "token", "reminder")
ASKED = sorted(set(ROUTES) - ENDLESS)
# The two of health take nothing: there are hardly different ways of asking them.
PER_ROUTE = max(2, -(-REQUESTS // (len(ASKED) - 2)))
# A machine may be busy, and the document strict: neither is a finding.
SLOW = (
    hypothesis.HealthCheck.too_slow,
    hypothesis.HealthCheck.filter_too_much,
    hypothesis.HealthCheck.data_too_large,
    hypothesis.HealthCheck.large_base_example,
)
# What the document cannot say: an id that does not exist, a state that forbids the change.
CONFORM = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]


@dataclass
class Fuzzed:
    """The API, its document, and who asks."""

    api: Api
    document: Any
    ada: Belongings
    victoria: Belongings
    mallory: Actor
    canaries: tuple[str, str]
    before: dict[str, object]
    seen: Counter[str]
    _sessions: dict[Actor, requests.Session] = field(default_factory=dict[Actor, requests.Session])

    def session(self, actor: Actor) -> requests.Session:
        if actor not in self._sessions:
            session = self._sessions[actor] = requests.Session()
            session.trust_env = False
            secret = self.api.open_session(actor)["client_secret"]
            session.headers["authorization"] = f"Bearer {secret}"
        return self._sessions[actor]


@pytest.fixture(scope="module")
def fuzzed(flooded: Api, flooded_url: str, request: pytest.FixtureRequest) -> Iterator[Fuzzed]:
    """Two people with belongings, and a third one."""
    canaries = f"canary{uuid4().hex[:8]}", f"canary{uuid4().hex[:8]}"
    ada, victoria = (
        furnish(flooded, flooded.people.sign_up(name), canary, flooded_url)
        for name, canary in zip(("Ada", "Victoria"), canaries, strict=True)
    )
    document = schemathesis.openapi.from_url(f"{flooded.origin}/api/openapi.json")
    mallory = flooded.people.sign_up("Mallory")
    before = snapshot(flooded_url, victoria.actor.user_id)
    made = Fuzzed(flooded, document, ada, victoria, mallory, canaries, before, Counter())
    yield made
    say(
        request,
        f"schemathesis: {made.seen.total()} requests at {len(ASKED)} routes, seed {SEED},"
        f" by status {dict(sorted(made.seen.items()))}",
    )


def with_ids(case: Any, ids: dict[str, str], pick: Callable[[int], int]) -> None:
    """Put somebody's ids where the case names something, in two cases of three."""
    if pick(3) == 0:
        return
    for name in case.path_parameters or {}:
        case.path_parameters[name] = ids.get(name.removesuffix("_id"), ids["task"])
    case.body = _with_ids(case.body, ids, pick)


def _with_ids(value: Any, ids: dict[str, str], pick: Callable[[int], int], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _with_ids(each, ids, pick, name) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_ids(each, ids, pick, key) for each in value]
    named = key.removesuffix("s").removesuffix("_id")
    if isinstance(value, str) and (named in OWNED or key in {"id", "ids", "parent_ref"}):
        return ids.get(named) or ids[OWNED[pick(len(OWNED))]]
    return value


@pytest.mark.timeout(60 + REQUESTS)
@pytest.mark.parametrize("route", ASKED)
def test_any_request_is_answered_as_the_document_says_and_tells_nothing_of_others(
    fuzzed: Fuzzed, route: str
) -> None:
    verb, path = route.split(" ")
    operation = fuzzed.document[path][verb]
    ada, mallory = fuzzed.session(fuzzed.ada.actor), fuzzed.session(fuzzed.mallory)
    cases = st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @hypothesis.seed(SEED)
    @hypothesis.settings(
        max_examples=PER_ROUTE,
        database=None,
        deadline=None,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=SLOW,
    )
    @hypothesis.given(case=cases, own=st.booleans(), data=st.data())
    def ask(case: Any, own: bool, data: st.DataObject) -> None:
        owner = fuzzed.ada if own else fuzzed.victoria
        with_ids(case, owner.ids, lambda most: data.draw(st.integers(0, most - 1)))
        # Schemathesis makes up tokens, too: another test forges them better.
        case.headers.pop("Authorization", None)
        answer = case.call(fuzzed.api.origin, ada if own else mallory, timeout=30)
        fuzzed.seen[str(answer.status_code)] += 1
        case.validate_response(answer, checks=CONFORM)
        if not own:
            told = answer.content.decode(errors="replace")
            assert not [canary for canary in fuzzed.canaries if canary in told]

    ask()


def test_nothing_of_the_third_person_was_changed(fuzzed: Fuzzed, flooded_url: str) -> None:
    assert snapshot(flooded_url, fuzzed.victoria.actor.user_id) == fuzzed.before
