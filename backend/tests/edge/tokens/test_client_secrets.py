"""Client secrets: their claims, their half hour, their refresh."""

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from errand.edge.tokens import ClientSecrets, InvalidToken, PersonalTokens
from errand.identity import Actor, Bearer, PersonalToken, SignIn
from forging import SIGN_IN, TOKEN_ID, USER, Clock, with_hmac, without
from own_tokens import SECRET_KEY, secret_claims

HEADER = {"alg": "HS256", "typ": "chatkit+jwt"}


def taken_apart(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    header, claims, _ = (urlsafe_b64decode(f"{each}==") for each in token.split("."))
    return json.loads(header), json.loads(claims)


def test_a_secret_says_who_for_what_and_until_when(
    client_secrets: ClientSecrets, actor: Actor, clock: Clock
) -> None:
    minted = client_secrets.mint(actor)

    header, claims = taken_apart(minted.token)
    assert header == HEADER
    assert claims == secret_claims(clock) | {"jti": claims["jti"]}
    assert minted.expires_in == 1800
    assert minted.expires_at.timestamp() == clock.seconds + 1800


def test_a_secret_is_not_shown_when_it_is_printed(
    client_secrets: ClientSecrets, actor: Actor
) -> None:
    minted = client_secrets.mint(actor)

    assert minted.token not in repr(minted)


def test_no_two_secrets_are_the_same(client_secrets: ClientSecrets, actor: Actor) -> None:
    assert client_secrets.mint(actor).token != client_secrets.mint(actor).token


def test_a_secret_gives_back_the_person_their_sign_in_and_the_way_they_came(
    client_secrets: ClientSecrets, actor: Actor
) -> None:
    token = client_secrets.mint(actor).token

    assert client_secrets.verify(token) == Actor(USER, SignIn(SIGN_IN), "rest")
    assert client_secrets.verify(token, via="chat") == Actor(USER, SignIn(SIGN_IN), "chat")


def test_a_secret_without_a_sign_in_opens_but_is_never_refreshed(
    client_secrets: ClientSecrets,
) -> None:
    token = client_secrets.mint(Actor(USER, Bearer(), "rest")).token

    assert client_secrets.verify(token).authority == Bearer()
    with pytest.raises(InvalidToken):
        client_secrets.verify_for_refresh(token)


def test_a_personal_token_is_never_exchanged_for_a_secret(client_secrets: ClientSecrets) -> None:
    with pytest.raises(InvalidToken):
        client_secrets.mint(Actor(USER, PersonalToken(TOKEN_ID), "mcp"))


def test_a_secret_ends_on_the_second(
    client_secrets: ClientSecrets, actor: Actor, clock: Clock
) -> None:
    token = client_secrets.mint(actor).token

    clock.seconds += 1799
    client_secrets.verify(token)
    clock.seconds += 1
    with pytest.raises(InvalidToken):
        client_secrets.verify(token)


def test_a_secret_is_refreshed_for_a_day_after_its_end(
    client_secrets: ClientSecrets, actor: Actor, clock: Clock
) -> None:
    token = client_secrets.mint(actor).token

    clock.seconds += 1800 + 86_399
    assert client_secrets.verify_for_refresh(token) == actor
    clock.seconds += 1
    with pytest.raises(InvalidToken):
        client_secrets.verify_for_refresh(token)


def test_a_secret_made_by_hand_as_the_contract_says_is_accepted(
    client_secrets: ClientSecrets, actor: Actor, clock: Clock
) -> None:
    """Guards the refusals below: each of them changes one thing in this token."""
    assert client_secrets.verify(with_hmac(HEADER, secret_claims(clock), SECRET_KEY)) == actor


@pytest.mark.parametrize("minutes", [0, 59])
def test_a_clock_that_runs_ahead_by_less_than_a_minute_does_no_harm(
    client_secrets: ClientSecrets, clock: Clock, minutes: int
) -> None:
    claims = secret_claims(clock)
    ahead = claims | {"iat": claims["iat"] + minutes, "exp": claims["exp"] + minutes}

    client_secrets.verify(with_hmac(HEADER, ahead, SECRET_KEY))


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "http://localhost:3001"},
        {"iss": "http://localhost:3000/"},
        {"aud": "http://localhost:3000/mcp"},
        {"aud": ["http://localhost:3000/api"]},
        {"aud": ["http://localhost:3000/api", "other"]},
        {"aud": None},
        {"type": "refresh"},
        {"type": None},
        {"sub": str(TOKEN_ID)},
        {"sub": 7},
        {"user_id": str(USER).upper()},
        {"user_id": "{" + str(USER) + "}"},
        {"user_id": "nobody"},
        {"jti": ""},
        {"sid": None},
        {"sid": "x"},
    ],
    ids=str,
)
def test_a_secret_that_names_anything_else_is_refused(
    client_secrets: ClientSecrets, clock: Clock, changed: dict[str, object]
) -> None:
    token = with_hmac(HEADER, secret_claims(clock) | changed, SECRET_KEY)

    with pytest.raises(InvalidToken):
        client_secrets.verify(token)


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "user_id", "type", "jti", "iat", "exp"])
def test_a_secret_without_one_of_its_claims_is_refused(
    client_secrets: ClientSecrets, clock: Clock, name: str
) -> None:
    token = with_hmac(HEADER, without(secret_claims(clock), name), SECRET_KEY)

    with pytest.raises(InvalidToken):
        client_secrets.verify(token)


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": 0},
        {"exp": -1},
        {"exp": 1},
        {"exp": 1_800_000_000 + 86_400},
        {"exp": True},
        {"exp": "1800001800"},
        {"exp": 1800001800.0},
        {"exp": None},
        {"exp": 10**400},
        {"iat": True},
        {"iat": 1_800_000_061},
        {"nbf": 1_800_000_061},
        {"nbf": "soon"},
    ],
    ids=str,
)
def test_times_that_do_not_fit_are_refused(
    client_secrets: ClientSecrets, clock: Clock, changed: dict[str, object]
) -> None:
    token = with_hmac(HEADER, secret_claims(clock) | changed, SECRET_KEY)

    with pytest.raises(InvalidToken):
        client_secrets.verify(token)


def test_a_secret_from_more_than_a_minute_ahead_is_refused(
    client_secrets: ClientSecrets, clock: Clock
) -> None:
    claims = secret_claims(clock)
    ahead = claims | {"iat": claims["iat"] + 61, "exp": claims["exp"] + 61}

    with pytest.raises(InvalidToken):
        client_secrets.verify(with_hmac(HEADER, ahead, SECRET_KEY))


def test_the_keys_of_the_two_kinds_differ(
    client_secrets: ClientSecrets, personal_tokens: PersonalTokens, actor: Actor, clock: Clock
) -> None:
    """Even with the type and the audience of the other kind a signature does not carry over."""
    token = client_secrets.mint(actor).token
    same_key = PersonalTokens(SECRET_KEY, issuer="i", audience="a", now=clock)
    from_same_key = same_key.mint(USER, TOKEN_ID, expires_at=client_secrets.mint(actor).expires_at)

    for other in (token, from_same_key):
        with pytest.raises(InvalidToken):
            personal_tokens.verify(other)
