"""The keys of tips as people make, renew, recover and destroy them: on a machine that is not the bot's."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from bot.settings import StartFault
from handlers.sealing import envelope, shares
from handlers.sealing.envelope import Pair
from handlers.sealing.keys import (
    EPOCH,
    OWNER,
    PRIVATE,
    PUBLIC,
    BadKey,
    PublicKey,
    WrongPassphrase,
    open_private,
    private_files,
    public_files,
    read_public,
    recover_private,
    write_private,
    write_public,
)
from handlers.sealing.shares import BadShare
from handlers.tips.week import months

T = TypeVar("T")
RECOVERY = "recovery"  # the owner of the key that stands behind all months
READERS = "readers"  # the folder with the public keys of those who get summaries
SHORTEST, FEWEST = 16, 4  # characters or words of a passphrase

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "-"})


@dataclass(frozen=True, slots=True)
class Made:
    """Public halves that were written, and the recovery sheets: shown once and kept nowhere."""

    keys: tuple[PublicKey, ...]
    sheets: tuple[str, ...] = field(default=(), repr=False)


def owner_of(name: str) -> str:
    """What a person's key file is called: "Bo Lund" has bo-lund.key. Raises StartFault."""
    owner = " ".join(name.lower().split()).translate(LETTERS)
    if not OWNER.fullmatch(owner) or owner == RECOVERY or EPOCH.fullmatch(owner):
        raise StartFault(f"{name}: kan ikke være navnet på en nøgle; brug bogstaver, tal og bindestreg")
    return owner


def weakness(passphrase: str) -> str | None:
    """Why a passphrase will not do; None when it will."""
    if len(passphrase) >= SHORTEST or len(passphrase.split()) >= FEWEST:
        return None
    return f"Adgangskoden er for kort: mindst {SHORTEST} tegn eller {FEWEST} ord."


def in_the_way(folder: Path, owners: Iterable[str]) -> list[str]:
    """Files that a new key would replace; none ever does."""
    paths = (folder / (owner + ending) for owner in owners for ending in (PUBLIC, PRIVATE))
    return [f"{path}: findes allerede" for path in paths if path.exists()]


def begin(folder: Path, district: str, epochs: Sequence[str], passphrase: str) -> Made:
    """The first keys of a district, one for each month, with the recovery key and its sheets."""
    recovery = envelope.fresh_pair()
    made = tuple(_month(folder, district, epoch, passphrase, recovery.private) for epoch in epochs)
    write_private(folder, RECOVERY, recovery, passphrase, recovery=None)
    return Made(made, shares.split(recovery.private))


def add_months(folder: Path, count: int, passphrase: str) -> Made:
    """Keys for the months after the last, which the same sheets give back. Raises StartFault."""
    known = public_files(folder)
    if not known:
        raise StartFault(f"{folder}: der er ingen nøgler endnu: brug betjent tips keygen")
    last = plainly(lambda: read_public(known[-1]))
    recovery = plainly(lambda: open_private(folder / (RECOVERY + PRIVATE), passphrase))
    epochs = months(last.owner, count + 1)[1:]
    return Made(tuple(_month(folder, last.district, each, passphrase, recovery.private) for each in epochs))


def own_pair(folder: Path, district: str, owner: str, passphrase: str) -> Made:
    """A person's own pair; nobody can recover it."""
    pair = envelope.fresh_pair()
    key = PublicKey(district, owner, pair.public)
    write_private(folder, owner, pair, passphrase, recovery=None)
    write_public(folder, key)
    return Made((key,))


def recovered(folder: Path, sheets: tuple[str, str]) -> dict[str, Pair]:
    """Every month's pair by two sheets of paper, and the recovery key itself. Raises StartFault."""
    try:
        key = shares.join(*sheets)
    except BadShare as bad:
        raise StartFault(f"Arkene: {bad}") from None
    files = month_files(folder)
    if not files:
        raise StartFault(f"{folder}: der er ingen månedsnøgler at genskabe")
    found, faults = {RECOVERY: envelope.pair_of(key)}, []
    for path in files:
        try:
            found[path.stem] = recover_private(path, key)
        except (BadKey, WrongPassphrase):
            faults.append(f"{path.name}: arkene passer ikke til den")
    if faults:
        raise StartFault(*faults)
    return found


def lock_again(folder: Path, pairs: dict[str, Pair], passphrase: str) -> None:
    """Writes recovered keys behind a new passphrase; all are written before the first is put in place."""
    beside = folder / ".nye"
    shutil.rmtree(beside, ignore_errors=True)
    recovery = pairs[RECOVERY].private
    for owner, pair in pairs.items():
        write_private(beside, owner, pair, passphrase, None if owner == RECOVERY else recovery)
    for path in private_files(beside):
        path.replace(folder / path.name)
    beside.rmdir()


def month_files(folder: Path) -> list[Path]:
    """The private halves of months, not those that lie deeper."""
    return [path for path in private_files(folder) if path.parent == folder and EPOCH.fullmatch(path.stem)]


def destroy(folder: Path, epoch: str) -> Path:
    """Overwrites and deletes a month's private half: its tips can never be read again. Raises StartFault."""
    path = folder / (epoch + PRIVATE)
    if not path.is_file():
        raise StartFault(f"{path}: findes ikke")
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    return path


def _month(folder: Path, district: str, epoch: str, passphrase: str, recovery: bytes) -> PublicKey:
    pair = envelope.fresh_pair()
    key = PublicKey(district, epoch, pair.public)
    write_private(folder, epoch, pair, passphrase, recovery)
    write_public(folder, key)
    return key


def plainly(read: Callable[[], T]) -> T:
    """Turns what can be wrong with a key into StartFault."""
    try:
        return read()
    except BadKey as bad:
        raise StartFault(str(bad)) from None
    except WrongPassphrase as wrong:
        raise StartFault(f"{wrong}: adgangskoden passer ikke") from None
