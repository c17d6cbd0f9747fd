"""Locks bytes under a key, and a key for somebody else; what is locked is bound to what it belongs to."""

from dataclasses import dataclass

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.utils import random

from handlers.sealing.pad import Misfit, padded, unpadded

KEY = bindings.crypto_aead_xchacha20poly1305_ietf_KEYBYTES
NONCE = bindings.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES


class Unopened(Exception):
    """It does not open: another key, another place, or it was changed."""


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """An X25519 key pair; `public` may be shown to everybody."""

    private: bytes
    public: bytes


def fresh_key() -> bytes:
    """A random key for `lock`."""
    return random(KEY)


def fresh_pair() -> Pair:
    """A random key pair."""
    return pair_of(random(KEY))


def pair_of(seed: bytes) -> Pair:
    """The key pair of a 32-byte private key."""
    private = PrivateKey(seed)
    return Pair(bytes(private), bytes(private.public_key))


def lock(key: bytes, body: bytes, about: bytes) -> bytes:
    """The padded body under XChaCha20-Poly1305, bound to `about`, which must be said again to open it."""
    nonce = random(NONCE)
    return nonce + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(padded(body), about, nonce, key)


def unlock(key: bytes, locked: bytes, about: bytes) -> bytes:
    """What was locked. Raises Unopened."""
    nonce, rest = locked[:NONCE], locked[NONCE:]
    try:
        return unpadded(bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(rest, about, nonce, key))
    except (CryptoError, Misfit, ValueError):  # libsodium's wrapper has no word of its own for a short one
        raise Unopened from None


def enclose(public: bytes, body: bytes) -> bytes:
    """A sealed box that only the owner of the private key opens; not padded, for keys have one length."""
    return SealedBox(PublicKey(public)).encrypt(body)


def disclose(private: bytes, enclosed: bytes) -> bytes:
    """What is in a sealed box. Raises Unopened."""
    try:
        return SealedBox(PrivateKey(private)).decrypt(enclosed)
    except (CryptoError, ValueError, TypeError):
        raise Unopened from None


def post(public: bytes, body: bytes, about: bytes) -> bytes:
    """A whole letter to a key: the padded body under a key of its own, and that key in a sealed box."""
    key = fresh_key()
    return enclose(public, key) + lock(key, body, about)


def receive(private: bytes, letter: bytes, about: bytes) -> bytes:
    """What a letter says. Raises Unopened."""
    cut = bindings.crypto_box_SEALBYTES + KEY
    return unlock(disclose(private, letter[:cut]), letter[cut:], about)
