"""User JWTs: Better Auth's shape is accepted, and nothing that only resembles it."""

import json
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from errand.edge.tokens import InvalidToken, UserTokens
from errand.identity import Actor, Bearer
from forging import SIGN_IN, TOKEN_ID, USER, Clock, Issuer, with_hmac, without
from own_tokens import BETTER_AUTH_SECRET
from serving import KeyServer

HS256 = BETTER_AUTH_SECRET.encode()


async def test_a_user_jwt_names_the_person_and_their_sign_in(
    user_tokens: UserTokens, issuer: Issuer, actor: Actor, clock: Clock
) -> None:
    assert await user_tokens.verify(issuer.token(actor, now=clock())) == actor


async def test_a_type_of_jwt_may_be_said(
    user_tokens: UserTokens, issuer: Issuer, actor: Actor, clock: Clock
) -> None:
    header = {"alg": "EdDSA", "typ": "JWT", "kid": issuer.key_id}

    assert await user_tokens.verify(issuer.sign(issuer.claims(actor, now=clock()), header)) == actor


@pytest.mark.parametrize(
    ("algorithm", "pair", "encoder"),
    [
        ("RS256", rsa.generate_private_key(65537, 2048), RSAAlgorithm),
        ("ES256", ec.generate_private_key(ec.SECP256R1()), ECAlgorithm),
    ],
)
async def test_keys_of_the_other_two_kinds_work_where_better_auth_publishes_them(
    user_tokens: UserTokens,
    issuer: Issuer,
    key_server: KeyServer,
    actor: Actor,
    clock: Clock,
    algorithm: str,
    pair: Any,
    encoder: Any,
) -> None:
    public = encoder.to_jwk(pair.public_key(), as_dict=True) | {"kid": "k", "alg": algorithm}
    key_server.document = {"keys": [issuer.jwk, public]}
    token = jwt.encode(
        issuer.claims(actor, now=clock()), pair, algorithm=algorithm, headers={"kid": "k"}
    )

    assert await user_tokens.verify(token) == actor


@pytest.mark.parametrize("name", ["sub", "sid", "iss", "aud", "exp"])
async def test_a_user_jwt_without_one_of_its_claims_is_refused(
    user_tokens: UserTokens, issuer: Issuer, actor: Actor, clock: Clock, name: str
) -> None:
    token = issuer.sign(without(issuer.claims(actor, now=clock()), name))

    with pytest.raises(InvalidToken):
        await user_tokens.verify(token)


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": 1_800_000_000},
        {"nbf": 1_800_000_061},
        {"iat": 1_800_000_061},
        {"iat": True},
        {"nbf": False},
        {"exp": "1800000900"},
        {"iss": "http://evil.test"},
        {"aud": "http://localhost:3000/mcp"},
        {"aud": ["http://localhost:3000/api", "x"]},
        {"sub": "me"},
    ],
    ids=str,
)
async def test_a_user_jwt_that_says_anything_else_is_refused(
    user_tokens: UserTokens,
    issuer: Issuer,
    actor: Actor,
    clock: Clock,
    changed: dict[str, object],
) -> None:
    token = issuer.sign(issuer.claims(actor, now=clock()) | changed)

    with pytest.raises(InvalidToken):
        await user_tokens.verify(token)


async def test_the_key_of_another_issuer_opens_nothing(
    user_tokens: UserTokens, issuer: Issuer, actor: Actor, clock: Clock
) -> None:
    forger = Issuer()
    forger.key_id = issuer.key_id

    with pytest.raises(InvalidToken):
        await user_tokens.verify(forger.token(actor, now=clock()))


def legacy(clock: Clock, **changed: object) -> dict[str, object]:
    claims = Issuer().claims(Actor(USER, Bearer(), "rest"), now=clock())
    return without(claims, "sid") | changed


async def test_hs256_is_refused_unless_it_is_switched_on(
    user_tokens: UserTokens, hs256_user_tokens: UserTokens, clock: Clock
) -> None:
    token = with_hmac({"alg": "HS256", "typ": "JWT"}, legacy(clock), HS256)

    assert await hs256_user_tokens.verify(token) == Actor(USER, Bearer(), "rest")
    with pytest.raises(InvalidToken):
        await user_tokens.verify(token)


async def test_hs256_names_no_sign_in_even_when_it_claims_one(
    hs256_user_tokens: UserTokens, clock: Clock
) -> None:
    token = with_hmac({"alg": "HS256"}, legacy(clock, sid=str(SIGN_IN)), HS256)

    assert (await hs256_user_tokens.verify(token)).authority == Bearer()


async def test_hs256_may_say_user_id_in_place_of_sub(
    hs256_user_tokens: UserTokens, clock: Clock
) -> None:
    claims = without(legacy(clock, user_id=str(USER)), "sub")

    token = with_hmac({"alg": "HS256"}, claims, HS256)

    assert (await hs256_user_tokens.verify(token)).user_id == USER


async def test_hs256_that_names_two_people_or_none_is_refused(
    hs256_user_tokens: UserTokens, clock: Clock
) -> None:
    two = legacy(clock, user_id=str(TOKEN_ID))
    none = without(legacy(clock), "sub")

    for claims in (two, none):
        with pytest.raises(InvalidToken):
            await hs256_user_tokens.verify(with_hmac({"alg": "HS256"}, claims, HS256))


async def test_what_else_better_auth_signs_with_its_secret_opens_nothing(
    hs256_user_tokens: UserTokens, clock: Clock
) -> None:
    """Its cookie cache and its e-mail links are HS256 tokens too, but for nobody's API."""
    cookie = {"session": {"userId": str(USER)}, "user": {"id": str(USER)}, "exp": clock() + 300}
    link = {"email": "a@example.test", "sub": str(USER), "exp": int(clock()) + 300}

    for claims in (cookie, link):
        with pytest.raises(InvalidToken):
            await hs256_user_tokens.verify(with_hmac({"alg": "HS256"}, claims, HS256))


async def test_the_published_key_is_no_hmac_key(
    hs256_user_tokens: UserTokens, issuer: Issuer, clock: Clock
) -> None:
    for key in (issuer.public_bytes, json.dumps(issuer.jwk).encode()):
        forged = with_hmac({"alg": "HS256", "kid": issuer.key_id}, legacy(clock), key)
        with pytest.raises(InvalidToken):
            await hs256_user_tokens.verify(forged)
