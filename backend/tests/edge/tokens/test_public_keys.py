"""What counts as a key for verifying, and what only looks like one."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm

from errand.edge.tokens.public_keys import MAX_KEYS, public_keys
from forging import Issuer

ED25519 = Issuer().jwk
PRIVATE = OKPAlgorithm.to_jwk(ed25519.Ed25519PrivateKey.generate(), as_dict=True)
P256 = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()).public_key(), as_dict=True)
P384 = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP384R1()).public_key(), as_dict=True)
RSA = RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 2048).public_key(), as_dict=True)
SHORT_RSA = RSAAlgorithm.to_jwk(rsa.generate_private_key(65537, 1024).public_key(), as_dict=True)


@pytest.mark.parametrize(
    ("jwk", "algorithm"),
    [
        (ED25519, "EdDSA"),
        (P256, "ES256"),
        (P256 | {"use": "sig", "alg": "ES256"}, "ES256"),
        (RSA, "RS256"),
        (RSA | {"key_ops": ["verify"]}, "RS256"),
    ],
)
def test_a_key_fits_the_one_algorithm_of_its_kind(jwk: dict[str, object], algorithm: str) -> None:
    found = public_keys({"keys": [jwk | {"kid": "k"}]})

    assert found["k"].algorithm == algorithm


@pytest.mark.parametrize(
    "jwk",
    [
        ED25519 | {"use": "enc"},
        ED25519 | {"key_ops": ["sign"]},
        ED25519 | {"key_ops": "verify"},
        ED25519 | {"alg": "HS256"},
        ED25519 | {"alg": "ES256"},
        PRIVATE,
        ED25519 | {"crv": "X25519"},
        ED25519 | {"crv": ["Ed25519"]},
        ED25519 | {"x": "AAAA"},
        ED25519 | {"x": 5},
        {"kty": "OKP", "crv": "Ed25519", "kid": "k"},
        ED25519 | {"kty": "oct", "k": "AAAA"},
        {"kty": "oct", "k": "AAAA"},
        P256 | {"x": "AAAA"},
        P256 | {"x": P256["y"], "y": P256["x"]},
        P384,
        P384 | {"crv": "P-256"},
        SHORT_RSA,
        RSA | {"n": ""},
        RSA | {"n": "AQAB"},
        RSA | {"e": None},
    ],
    ids=str,
)
def test_what_is_not_a_key_for_verifying_is_left_out(jwk: dict[str, object]) -> None:
    assert public_keys({"keys": [jwk | {"kid": "k"}]}) == {}


@pytest.mark.parametrize("key_id", [None, "", 5, "x" * 129, ["k"]], ids=str)
def test_a_key_without_a_usable_id_is_left_out(key_id: object) -> None:
    assert public_keys({"keys": [ED25519 | {"kid": key_id}]}) == {}


def test_an_id_that_occurs_twice_names_no_key() -> None:
    twice = [ED25519 | {"kid": "k"}, Issuer().jwk | {"kid": "k"}, P256 | {"kid": "other"}]

    assert list(public_keys({"keys": twice})) == ["other"]


@pytest.mark.parametrize("document", [None, [], "keys", {}, {"keys": None}, {"keys": [1, None]}])
def test_a_document_of_another_kind_has_no_keys(document: object) -> None:
    assert public_keys(document) == {}


def test_only_so_many_keys_are_kept() -> None:
    many = [ED25519 | {"kid": str(n)} for n in range(MAX_KEYS + 5)]

    assert len(public_keys({"keys": many})) == MAX_KEYS
