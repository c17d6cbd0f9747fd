"""The receipt code of a tip: sixteen characters that whoever gave it can read aloud, and what they unlock."""

import re
import secrets
from dataclasses import dataclass
from hashlib import blake2b

from nacl.pwhash import argon2id

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: nothing that looks like something else
LENGTH = 16  # characters of five bits: 80 bits
GROUP = 4

# What a single guess costs whoever has stolen the database: about 0.13 s and 64 MiB.
PASSES, MEMORY = 3, 64 * 1024 * 1024
TAG, SEED = 16, 32

ALIKE = str.maketrans("OIL", "011")
BETWEEN = re.compile(r"[\W_]+")  # whatever people put between the groups


@dataclass(frozen=True, slots=True, repr=False)
class Ticket:
    """What a code unlocks: the tag that finds a tip, and the seed of the key that opens its questions."""

    tag: bytes
    seed: bytes


def fresh() -> str:
    """A new code, in its canonical form: sixteen characters and nothing between them."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def canonical(words: str) -> str | None:
    """The code that somebody typed, however it was written; None when it cannot be one."""
    code = BETWEEN.sub("", words).upper().translate(ALIKE)
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else None


def shown(code: str) -> str:
    """The code as people read it: XXXX-XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def ticket(code: str, district: str) -> Ticket:
    """Stretches a code by Argon2id; slow on purpose, so never in the event loop.

    The same code in another district is another ticket.
    """
    salt = blake2b(f"betjent.tip.code:{district}".encode(), digest_size=argon2id.SALTBYTES).digest()
    made = argon2id.kdf(TAG + SEED, code.encode(), salt, opslimit=PASSES, memlimit=MEMORY)
    return Ticket(made[:TAG], made[TAG:])
