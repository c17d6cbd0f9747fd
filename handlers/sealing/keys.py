"""The district's keys as files: a public half that may lie anywhere, a private half behind a passphrase."""

import json
import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from nacl.pwhash import argon2id
from nacl.utils import random

from handlers.sealing.envelope import KEY, Pair, Unopened, lock, pair_of, unlock

PUBLIC, PRIVATE = ".pub", ".key"
EPOCH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")  # a month: a new pair each, so that old ones can be destroyed
OWNER = re.compile(r"[a-z0-9][a-z0-9-]{0,38}")

# A passphrase is typed by a person, and seldom: one guess costs about a second and 256 MiB.
PASSES, MEMORY = argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE


class BadKey(Exception):
    """A key file cannot be used; the text says which, and never what was in it."""


class WrongPassphrase(Exception):
    """The passphrase does not open this private key."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half of a pair: whose it is (a month, or a reader's name) and the key's 32 bytes."""

    district: str
    owner: str
    public: bytes

    @property
    def fingerprint(self) -> str:
        """Names the key, its district and its owner; eight groups of four, for reading aloud."""
        said = f"{self.district}:{self.owner}:".encode() + self.public
        digits = blake2b(said, digest_size=16).hexdigest()
        return "-".join(digits[start : start + 4] for start in range(0, 32, 4))


def write_public(folder: Path, key: PublicKey) -> Path:
    """Writes OWNER.pub. Raises FileExistsError: a key in use is never replaced unseen."""
    path = folder / (key.owner + PUBLIC)
    said = {"district": key.district, "owner": key.owner, "public": b64encode(key.public).decode()}
    _write(path, said, mode=0o644)
    return path


def read_public(path: Path) -> PublicKey:
    """Reads a public half. Raises BadKey."""
    said = _read(path)
    public, district = _bytes(said.get("public")), said.get("district")
    if len(public) != KEY or said.get("owner") != path.stem or not isinstance(district, str):
        raise BadKey(f"{path.name}: er ingen offentlig nøgle for {path.stem}")
    return PublicKey(district, path.stem, public)


def write_private(folder: Path, owner: str, pair: Pair, passphrase: str, recovery: bytes | None) -> Path:
    """Writes OWNER.key: the private half behind the passphrase, and once more behind the recovery key."""
    path = folder / (owner + PRIVATE)
    salt = random(argon2id.SALTBYTES)
    about = _about(owner)
    said = {
        "owner": owner,
        "salt": b64encode(salt).decode(),
        "passes": PASSES,
        "memory": MEMORY,
        "locked": b64encode(lock(_stretched(passphrase, salt, PASSES, MEMORY), pair.private, about)).decode(),
    }
    if recovery is not None:
        said["recovery"] = b64encode(lock(recovery, pair.private, about)).decode()
    _write(path, said, mode=0o600)
    return path


def open_private(path: Path, passphrase: str) -> Pair:
    """The pair in a private key's file. Raises BadKey or WrongPassphrase."""
    said = _read(path)
    salt, passes, memory = _bytes(said.get("salt")), said.get("passes"), said.get("memory")
    if len(salt) != argon2id.SALTBYTES or (passes, memory) != (PASSES, MEMORY):
        raise BadKey(f"{path.name}: er ingen privat nøgle")
    return _opened(path, said.get("locked"), _stretched(passphrase, salt, PASSES, MEMORY))


def recover_private(path: Path, recovery: bytes) -> Pair:
    """The pair, by the recovery key that two shares gave. Raises BadKey or WrongPassphrase."""
    return _opened(path, _read(path).get("recovery"), recovery)


def private_files(folder: Path) -> list[Path]:
    """Every private key that lies in a folder or below it."""
    return sorted(path for path in folder.rglob("*" + PRIVATE) if path.is_file()) if folder.is_dir() else []


def public_files(folder: Path) -> list[Path]:
    """Every public key of a month in a folder, the oldest first."""
    found = folder.glob("*" + PUBLIC) if folder.is_dir() else ()
    return sorted(path for path in found if EPOCH.fullmatch(path.stem))


def _opened(path: Path, locked: object, key: bytes) -> Pair:
    try:
        return pair_of(unlock(key, _bytes(locked), _about(path.stem)))
    except Unopened:
        raise WrongPassphrase(path.name) from None


def _stretched(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    return argon2id.kdf(KEY, passphrase.encode(), salt, opslimit=passes, memlimit=memory)


def _about(owner: str) -> bytes:
    return f"betjent.tip.private:{owner}".encode()


def _write(path: Path, said: Mapping[str, object], mode: int) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.touch(mode=mode, exist_ok=False)
    path.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadKey(f"{path.name}: findes ikke") from None
    except (OSError, ValueError):
        raise BadKey(f"{path.name}: kan ikke læses") from None
    if not isinstance(said, dict):
        raise BadKey(f"{path.name}: er ingen nøgle")
    return said


def _bytes(text: object) -> bytes:
    try:
        return b64decode(text, validate=True) if isinstance(text, str) else b""
    except NotBase64:
        return b""
