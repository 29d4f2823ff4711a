"""What every page says of itself through the front door; what the cookie of a sign-in may do."""

import re
from collections.abc import AsyncGenerator
from http.cookies import SimpleCookie
from uuid import uuid4

import httpx2
import pytest

from e2e.product import Product, running

PAGES = ["/", "/sign-in", "/sign-up", "/reset-password", "/chat", "/tasks", "/account", "/nowhere"]
NEVER = ("'unsafe-inline'", "'unsafe-eval'", "*", "http:", "https:")

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
async def product() -> AsyncGenerator[Product]:
    async with running() as started:
        yield started


def policy(header: str) -> dict[str, list[str]]:
    parts = [each.split() for each in header.split(";") if each.strip()]
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_keeps_itself_to_itself(product: Product, path: str) -> None:
    async with httpx2.AsyncClient(base_url=product.url, follow_redirects=False) as http:
        first, second = [await http.get(path) for _ in range(2)]

    for page in (first, second):
        said = policy(page.headers["content-security-policy"])
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["referrer-policy"] == "same-origin"
        assert page.headers["cross-origin-opener-policy"] == "same-origin"
        assert "camera=()" in page.headers["permissions-policy"]
        assert "no-store" in page.headers["cache-control"]
        assert "x-powered-by" not in page.headers
        assert said["default-src"] == ["'self'"]
        assert said["frame-ancestors"] == said["object-src"] == said["base-uri"] == ["'none'"]
        assert said["img-src"] == ["'self'", "data:", "blob:"]
        for name in ("script-src", "style-src", "connect-src", "form-action", "font-src"):
            assert not [source for source in said[name] if source in NEVER], name
    nonces = [re.findall(r"'nonce-(\w+)'", each.headers["content-security-policy"])[0]
              for each in (first, second)]  # fmt: skip
    assert nonces[0] != nonces[1]


async def test_the_cookie_of_a_sign_in_is_out_of_reach_of_scripts_and_other_sites(
    product: Product,
) -> None:
    person = {"name": "Ada", "email": f"{uuid4().hex}@example.org", "password": "a long password"}
    async with httpx2.AsyncClient(base_url=product.url, headers={"origin": product.url}) as http:
        answer = await http.post("/api/auth/sign-up/email", json=person)

    assert answer.status_code == 200, answer.text
    cookies = SimpleCookie()
    for each in answer.headers.get_list("set-cookie"):
        cookies.load(each)
    assert cookies
    for name, cookie in cookies.items():
        assert cookie["httponly"] is True, name
        assert cookie["samesite"].lower() in {"lax", "strict"}, name
        assert cookie["path"] == "/", name
        assert not cookie["domain"], name


async def test_a_page_of_another_site_signs_nobody_in(product: Product) -> None:
    person = {"email": "ada@example.org", "password": "a long password"}
    foreign = {"origin": "https://evil.test"}
    async with httpx2.AsyncClient(base_url=product.url, headers=foreign) as http:
        answer = await http.post("/api/auth/sign-in/email", json=person)

    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control-")]
