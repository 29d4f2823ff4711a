"""Keys: one for each kind of token, and none that can be guessed."""

import pytest

from errand.edge.tokens import WeakSecret, signing_keys

LONG = "k7-some-long-random-looking-secret-01"
OTHER = "k7-some-long-random-looking-secret-02"


def test_the_session_secret_signs_client_secrets_as_it_is() -> None:
    keys = signing_keys(chatkit_session_secret=OTHER, better_auth_secret=LONG)

    assert keys.client_secrets == OTHER.encode()


def test_without_a_session_secret_the_key_is_derived() -> None:
    keys = signing_keys(chatkit_session_secret=None, better_auth_secret=LONG)

    assert len(keys.client_secrets) == 32
    assert keys.client_secrets != LONG.encode()
    assert keys == signing_keys(chatkit_session_secret=None, better_auth_secret=LONG)


@pytest.mark.parametrize("session_secret", [None, OTHER])
def test_the_kinds_of_token_have_different_keys(session_secret: str | None) -> None:
    keys = signing_keys(chatkit_session_secret=session_secret, better_auth_secret=LONG)

    assert len({keys.client_secrets, keys.personal_tokens, LONG.encode()}) == 3


def test_a_new_session_secret_ends_both_kinds() -> None:
    before = signing_keys(chatkit_session_secret=LONG, better_auth_secret=LONG)
    after = signing_keys(chatkit_session_secret=OTHER, better_auth_secret=LONG)

    assert before.client_secrets != after.client_secrets
    assert before.personal_tokens != after.personal_tokens


@pytest.mark.parametrize(
    "weak", ["", "short", "x" * 64, "ab" * 32, "better-auth-secret-12345678901234567890"]
)
def test_a_secret_that_can_be_guessed_is_refused_by_the_name_of_its_setting(weak: str) -> None:
    with pytest.raises(WeakSecret, match="BETTER_AUTH_SECRET"):
        signing_keys(chatkit_session_secret=None, better_auth_secret=weak)
    with pytest.raises(WeakSecret, match="CHATKIT_SESSION_SECRET") as raised:
        signing_keys(chatkit_session_secret=weak, better_auth_secret=LONG)

    assert not weak or weak not in str(raised.value)


def test_keys_are_not_shown_when_they_are_printed() -> None:
    assert OTHER not in repr(signing_keys(chatkit_session_secret=OTHER, better_auth_secret=LONG))
