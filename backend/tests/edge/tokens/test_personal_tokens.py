"""Personal tokens: one row of theirs, one audience, one end."""

from datetime import UTC, datetime

import pytest

from errand.edge.tokens import InvalidToken, PersonalTokens
from errand.identity import Actor, PersonalToken
from forging import API, MCP, ORIGIN, TOKEN_ID, USER, Clock, with_hmac, without
from own_tokens import KEYS

HEADER = {"alg": "HS256", "typ": "mcp+jwt"}


def claims(clock: Clock) -> dict[str, object]:
    return {
        "iss": ORIGIN,
        "aud": MCP,
        "sub": str(USER),
        "jti": str(TOKEN_ID),
        "iat": int(clock()),
        "exp": int(clock()) + 90 * 86_400,
    }


def test_a_personal_token_stands_for_its_row_until_its_end(
    personal_tokens: PersonalTokens, clock: Clock
) -> None:
    ends = datetime.fromtimestamp(clock() + 60, UTC)

    token = personal_tokens.mint(USER, TOKEN_ID, expires_at=ends)

    assert personal_tokens.verify(token) == Actor(USER, PersonalToken(TOKEN_ID), "mcp")
    clock.seconds += 60
    with pytest.raises(InvalidToken):
        personal_tokens.verify(token)


def test_one_made_by_hand_is_accepted(personal_tokens: PersonalTokens, clock: Clock) -> None:
    """Guards the refusals below: each of them changes one thing in this token."""
    personal_tokens.verify(with_hmac(HEADER, claims(clock), KEYS.personal_tokens))


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "jti", "iat", "exp"])
def test_a_personal_token_without_one_of_its_claims_is_refused(
    personal_tokens: PersonalTokens, clock: Clock, name: str
) -> None:
    with pytest.raises(InvalidToken):
        personal_tokens.verify(
            with_hmac(HEADER, without(claims(clock), name), KEYS.personal_tokens)
        )


@pytest.mark.parametrize(
    "changed", [{"aud": API}, {"iss": API}, {"jti": "1"}, {"sub": "me"}, {"iat": 2e9}], ids=str
)
def test_a_personal_token_that_says_anything_else_is_refused(
    personal_tokens: PersonalTokens, clock: Clock, changed: dict[str, object]
) -> None:
    with pytest.raises(InvalidToken):
        personal_tokens.verify(with_hmac(HEADER, claims(clock) | changed, KEYS.personal_tokens))
