"""Forgeries at all three doors (N9-N11, N13, N14): each refused, always with the same words."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

import pytest
import pytest_asyncio

from errand.edge.tokens import ClientSecrets, InvalidToken, PersonalTokens, UserTokens
from errand.identity import Actor
from forging import MCP, TOKEN_ID, USER, Clock, Issuer, base64url, part, with_hmac
from own_tokens import BETTER_AUTH_SECRET, KEYS, secret_claims
from serving import KeyServer

Verify = Callable[[str], Awaitable[Actor]]
Sign = Callable[[object, object], str]


class Door:
    """One verifier, and how to sign a token for it with the right key."""

    def __init__(
        self, verify: Verify, *, header: dict[str, object], claims: object, sign: Sign
    ) -> None:
        self.verify, self.header, self.claims, self.sign = verify, header, claims, sign

    @property
    def token(self) -> str:
        return self.sign(self.header, self.claims)


@pytest_asyncio.fixture(params=["client secret", "user JWT", "user JWT by HS256", "personal token"])
async def door(
    request: pytest.FixtureRequest,
    client_secrets: ClientSecrets,
    hs256_user_tokens: UserTokens,
    personal_tokens: PersonalTokens,
    issuer: Issuer,
    actor: Actor,
    clock: Clock,
) -> Door:
    async def by_secret(token: str) -> Actor:
        return client_secrets.verify(token)

    async def by_personal(token: str) -> Actor:
        return personal_tokens.verify(token)

    user = issuer.claims(actor, now=clock())
    personal = user | {"aud": MCP, "jti": str(TOKEN_ID)}
    return {
        "client secret": Door(
            by_secret,
            header={"alg": "HS256", "typ": "chatkit+jwt"},
            claims=secret_claims(clock),
            sign=lambda header, claims: with_hmac(header, claims, KEYS.client_secrets),
        ),
        "user JWT": Door(
            hs256_user_tokens.verify,
            header={"alg": "EdDSA", "kid": issuer.key_id},
            claims=user,
            sign=lambda header, claims: issuer.sign(claims, header),
        ),
        "user JWT by HS256": Door(
            hs256_user_tokens.verify,
            header={"alg": "HS256"},
            claims=user,
            sign=lambda header, claims: with_hmac(header, claims, BETTER_AUTH_SECRET.encode()),
        ),
        "personal token": Door(
            by_personal,
            header={"alg": "HS256", "typ": "mcp+jwt"},
            claims=personal,
            sign=lambda header, claims: with_hmac(header, claims, KEYS.personal_tokens),
        ),
    }[request.param]


async def refused(door: Door, *tokens: str) -> None:
    """Assert that the door is opened by its own token and by none of these."""
    assert (await door.verify(door.token)).user_id == USER
    for token in tokens:
        with pytest.raises(InvalidToken) as raised:
            await door.verify(token)
        assert (raised.value.code, raised.value.message) == ("invalid_token", "Invalid token")


async def test_no_algorithm_is_no_signature(door: Door) -> None:
    unsigned = [
        f"{part(door.header | {'alg': name})}.{part(door.claims)}."
        for name in ("none", "None", "NONE", "nOnE", "")
    ]
    header, claims, signature = door.token.split(".")
    none_signed = door.sign(door.header | {"alg": "none"}, door.claims)

    await refused(door, *unsigned, none_signed, f"{header}.{claims}.", f"{unsigned[0]}{signature}")


async def test_a_token_that_lacks_a_part_or_has_one_more_is_refused(door: Door) -> None:
    header, claims, signature = door.token.split(".")

    await refused(
        door,
        "",
        ".",
        "..",
        "...",
        header,
        f"{header}.{claims}",
        f".{claims}.{signature}",
        f"{header}..{signature}",
        f"{header}.{claims}.{signature}.",
        f"{header}.{claims}.{signature}.{signature}",
        f"{header}.{claims}..{signature}",
    )


@pytest.mark.parametrize(
    "algorithm", ["HS256", "HS384", "HS512", "RS256", "ES256", "EdDSA", "Ed25519", 5, None, ["x"]]
)
async def test_another_algorithm_than_the_pinned_one_is_refused(
    door: Door, algorithm: object
) -> None:
    if algorithm != door.header["alg"]:
        await refused(door, door.sign(door.header | {"alg": algorithm}, door.claims))


async def test_the_public_key_is_not_a_shared_secret(door: Door, issuer: Issuer) -> None:
    keys = [issuer.public_bytes, json.dumps(issuer.jwk).encode(), str(issuer.jwk["x"]).encode()]
    header = door.header | {"alg": "HS256"}

    await refused(door, *(with_hmac(header, door.claims, key) for key in [*keys, b"", b"\0" * 32]))


async def test_a_key_that_the_token_brings_along_is_neither_fetched_nor_used(door: Door) -> None:
    forger = Issuer()
    with KeyServer({"keys": [forger.jwk]}) as canary:
        brought: list[dict[str, object]] = [
            {"jku": canary.url},
            {"x5u": canary.url},
            {"jwk": forger.jwk},
            {"x5c": [base64url(forger.public_bytes)]},
        ]
        headers = [door.header | each for each in brought]
        forged = [forger.sign(door.claims, header | {"alg": "EdDSA"}) for header in headers]

        await refused(
            door,
            *forged,
            *(door.sign(header, door.claims) for header in headers),
            forger.sign(door.claims, {"alg": "EdDSA", "kid": canary.url}),
        )

        assert canary.requests == 0


@pytest.mark.parametrize(
    "key_id",
    ["../../../../dev/null", "x' or 1=1 --", "k" * 7000, "", None, 5, ["k"], {"a": 1}, "\0"],
    ids=lambda value: str(value)[:20],
)
async def test_a_key_id_is_only_ever_looked_up(door: Door, key_id: object) -> None:
    forged = Issuer().sign(door.claims, {"alg": "EdDSA", "kid": key_id})

    await refused(door, forged, door.sign({**door.header, "alg": "EdDSA", "kid": key_id}, "{}"))


@pytest.mark.parametrize(
    "member",
    [{"crit": ["exp"]}, {"crit": []}, {"b64": False}, {"b64": True}, {"zip": "DEF"}, {"cty": "x"}],
    ids=str,
)
async def test_a_header_that_asks_for_something_we_do_not_do_is_refused(
    door: Door, member: dict[str, object]
) -> None:
    await refused(door, door.sign(door.header | member, door.claims))


@pytest.mark.parametrize("typ", ["chatkit+jwt", "mcp+jwt", "at+jwt", "jwt", "", 5, ["JWT"]])
async def test_another_type_is_refused(door: Door, typ: object) -> None:
    if typ != door.header.get("typ"):
        await refused(door, door.sign(door.header | {"typ": typ}, door.claims))


async def test_there_is_one_spelling_of_each_token(door: Door) -> None:
    header, claims, signature = door.token.split(".")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    # Neither 32 nor 64 bytes fill their last character: its low bits are stray.
    stray = signature[:-1] + alphabet[alphabet.index(signature[-1]) | 1]

    await refused(
        door,
        f"{header}.{claims}.{stray}",
        f"{header}.{claims}.{signature}=",
        f"{header}=.{claims}.{signature}",
        f"{header}.{claims}.{signature}==",
        f"{header}.{claims}.{signature} ",
        f" {door.token}",
        f"{door.token}\n",
        f"{header}\n.{claims}.{signature}",
        f"{header}.{claims[:4]}!{claims[4:]}.{signature}",
        f"{header}.{claims[:4]}é{claims[4:]}.{signature}",
        f"{header}.{claims}.{signature[:-1]}",
        f"{header}.{claims}.{signature}A",
        f"{header}.{claims}.+{signature[1:]}",
    )


async def test_json_that_two_readers_could_read_differently_is_refused(door: Door) -> None:
    text = json.dumps(door.claims)[1:-1]
    bodies: list[object] = [
        f'{{{text}, "sub": "{USER}"}}',
        f'{{{text}, "x": {{"a": 1, "a": 2}}}}',
        f'{{{text}, "x": NaN}}',
        f'{{{text}, "x": -Infinity}}',
        f'{{{text}, "x": 1e400}}',
        f'{{{text}, "exp": 1e400}}',
        f'{{{text}, "x": {"9" * 5000}}}',
        f"{{{text}}} ,",
        f"\ufeff{{{text}}}",
        f"{{{text}}}".encode("utf-16"),
        f"{{{text}}}".encode("utf-32-le"),
        b"\xff" + f"{{{text}}}".encode(),
        f"[{{{text}}}]",
        "[" * 5000,
        "null",
        "1",
        '""',
        "",
    ]
    header = json.dumps(door.header)[1:-1]

    await refused(
        door,
        *(door.sign(door.header, body) for body in bodies),
        door.sign(f'{{{header}, "alg": "{door.header["alg"]}"}}', door.claims),
        door.sign("[]", door.claims),
        door.sign("{}", door.claims),
    )


async def test_a_number_with_a_fraction_elsewhere_in_the_claims_does_no_harm(door: Door) -> None:
    assert isinstance(door.claims, dict)

    assert (await door.verify(door.sign(door.header, door.claims | {"x": 1.5}))).user_id == USER


async def test_a_token_of_more_than_8_kib_is_refused(door: Door) -> None:
    assert isinstance(door.claims, dict)

    await refused(
        door,
        door.sign(door.header, door.claims | {"x": "y" * 8192}),
        "a" * 10_000_000,
    )


async def test_no_token_opens_another_door(
    client_secrets: ClientSecrets,
    hs256_user_tokens: UserTokens,
    personal_tokens: PersonalTokens,
    issuer: Issuer,
    actor: Actor,
    clock: Clock,
) -> None:
    secret = client_secrets.mint(actor).token
    user = issuer.token(actor, now=clock())
    personal = personal_tokens.mint(
        USER, TOKEN_ID, expires_at=datetime.fromtimestamp(clock() + 900, UTC)
    )

    for token in (user, personal):
        with pytest.raises(InvalidToken):
            client_secrets.verify(token)
        with pytest.raises(InvalidToken):
            client_secrets.verify_for_refresh(token)
    for token in (secret, user):
        with pytest.raises(InvalidToken):
            personal_tokens.verify(token)
    for token in (secret, personal):
        with pytest.raises(InvalidToken):
            await hs256_user_tokens.verify(token)
