"""Three kinds of token and their verifiers; none opens a door that another was made for."""

from errand.edge.tokens.client_secrets import ClientSecret, ClientSecrets
from errand.edge.tokens.jws import InvalidToken
from errand.edge.tokens.key_set import KeySet
from errand.edge.tokens.keys import SigningKeys, WeakSecret, signing_keys
from errand.edge.tokens.personal import PersonalTokens
from errand.edge.tokens.user import UserTokens

__all__ = [
    "ClientSecret",
    "ClientSecrets",
    "InvalidToken",
    "KeySet",
    "PersonalTokens",
    "SigningKeys",
    "UserTokens",
    "WeakSecret",
    "signing_keys",
]
