"""The demo's own keys for tips: made at its start, open in memory alone, and gone with it."""

from datetime import datetime
from pathlib import Path

from bot.settings import DISTRICTS
from handlers.sealing import envelope
from handlers.sealing.keys import PublicKey, write_public
from handlers.tips.opened import Opened
from handlers.tips.week import epoch_of, months

MONTHS = 4  # the page's clock can be turned forward


def tip_keys(data_dir: Path, district: str, now: datetime) -> tuple[Path, Opened]:
    """Makes keys from this month on; gives the district's profile that names them, and the private halves."""
    folder, opened = data_dir / "tips", Opened()
    lines = ["", "[tips]", 'reading = "chat"', "tick_seconds = 0", "", "[tips.fingerprints]"]
    for month in months(epoch_of(now), MONTHS):
        pair = envelope.fresh_pair()
        key = PublicKey(district, month, pair.public)
        (folder / f"{month}.pub").unlink(missing_ok=True)
        write_public(folder, key)
        opened.take(month, pair)
        lines.append(f'"{month}" = "{key.fingerprint}"')
    profile = data_dir / f"{district}.toml"
    text = (DISTRICTS / f"{district}.toml").read_text(encoding="utf-8")
    profile.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    return profile, opened
