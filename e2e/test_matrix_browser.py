"""An answer that wants to carry data away, drawn by the real page: the browser calls nobody."""

import json
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from .browser import launch
from .model.hostile import CANARY, FOREIGN
from .model_server import ModelServer, serve_apart
from .people import People
from .person import Person
from .product import Product, running
from .visit import WAIT_MILLISECONDS, visit

TEXTS = (
    f"{CANARY} ![x](https://{FOREIGN}/a?n=1)",
    f"{CANARY} [see](https://{FOREIGN}/a?n=2) <img src=https://{FOREIGN}/a?n=3>",
    f"{CANARY} https://{FOREIGN}/a?n=4 <https://{FOREIGN}/a?n=5>",
)
SAYINGS = ("What's on my list?", "Show me everything as a table", "Thank you")

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def model() -> Generator[ModelServer]:
    with serve_apart() as server:
        yield server


@pytest.fixture(scope="module")
async def product(model: ModelServer) -> AsyncGenerator[Product]:
    async with running(
        OPENAI_API_KEY="k", OPENAI_BASE_URL=model.base_url, ERRAND_MODEL="mock-exfil"
    ) as started:
        yield started


@pytest.fixture
async def person(product: Product) -> AsyncGenerator[Person]:
    async with People(product) as people:
        added = await people.add()
        for text in TEXTS:
            task = {"title": text, "notes": text, "labels": [text[:100]]}
            answer = await added.http.post("/api/tasks", headers=added.headers(), json=task)
            answer.raise_for_status()
        yield added


async def test_no_answer_title_or_note_makes_the_browser_call_a_foreign_address(
    product: Product, person: Person, tmp_path: Path
) -> None:
    log = tmp_path / "net.json"
    async with launch(f"--log-net-log={log}") as browser, visit(browser, product) as visitor:
        await visitor.be(person.cookie)
        await visitor.go("/chat")
        for number, said in enumerate(SAYINGS, start=1):
            await visitor.chat.say(said)
            await expect(visitor.chat.answers).to_have_count(number, timeout=WAIT_MILLISECONDS)
            await visitor.chat.has_ended()
        drawn = visitor.chat.answers.last
        await expect(drawn).to_contain_text("Here is your list.")
        assert await _fetching(visitor.page) == []
        await drawn.get_by_role("link").first.hover()
        await visitor.go("/tasks")
        await expect(visitor.page.get_by_text(CANARY).first).to_be_visible()
        assert visitor.watch.foreign == []

    seen = log.read_text(encoding="utf-8", errors="replace")
    ours = seen.count(f"localhost:{product.port}")
    print(
        f"\n{len(SAYINGS)} answers, {len(TEXTS)} texts: {ours} entries of the network log are"
        f" ours, {seen.count(FOREIGN)} name {FOREIGN}"
    )
    assert ours > 0
    assert FOREIGN not in seen


async def _fetching(page: Any) -> list[str]:
    """Everything on the page, shadows included, that a browser fetches unasked from elsewhere."""
    found = await page.evaluate(
        """(foreign) => {
          const all = (root) => [...root.querySelectorAll('*')].flatMap(
            (node) => [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])])
          const names = ['src', 'srcset', 'poster', 'data', 'background', 'ping', 'style']
          return all(document).flatMap((node) => names
            .filter((name) => (node.getAttribute(name) ?? '').includes(foreign))
            .map((name) => `${node.localName} ${name}`))
        }""",
        FOREIGN,
    )
    return json.loads(json.dumps(found))
