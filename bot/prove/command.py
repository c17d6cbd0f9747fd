"""`betjent tips prove`: what the operator asks for, and what the operator reads."""

from dataclasses import replace
from pathlib import Path

from bot.prove.proof import Place, prove
from bot.prove.report import lines
from bot.prove.sinks import DATABASES, Piece
from bot.prove.tokens import NotAToken, read_tokens
from bot.settings import Settings, SettingsFault, StartFault, read_settings


def run(folder: Path | None, tokens: Path | None, cluster: Path | None) -> int:
    """Prints the proof; 0 when nothing was found and the search saw every control.

    Raises SettingsFault when no folder is named and the settings cannot be read, and StartFault.
    """
    settings = _settings(needed=folder is None)
    try:
        wanted = read_tokens(tokens) if tokens else []
    except (NotAToken, OSError) as fault:
        raise StartFault(str(fault)) from fault
    place = replace(_place(folder, settings), cluster=cluster, leave=[tokens] if tokens else [])
    proof = prove(place, wanted, _secrets(settings))
    print("\n".join(lines(proof)))  # noqa: T201
    return 0 if proof.holds else 1


def _settings(*, needed: bool) -> Settings | None:
    try:
        return read_settings()
    except SettingsFault:
        if needed:
            raise
        return None


def _place(folder: Path | None, settings: Settings | None) -> Place:
    """A folder that is named stands for itself; else the settings say where everything is."""
    if folder is None and settings is not None:
        return _by_the_settings(settings)
    if folder is None or not folder.is_dir():
        raise StartFault(f"{folder}: der er ingen sådan mappe")
    return Place(folder)


def _by_the_settings(settings: Settings) -> Place:
    if not settings.database.startswith("sqlite"):
        return Place(settings.data_dir, settings.database)
    usual = settings.database == settings.model_copy(update={"database_url": ""}).database
    elsewhere = Piece(DATABASES, "databasen", b"", fault="ligger i en anden mappe: prøv også den")
    return Place(settings.data_dir, beside=[] if usual else [elsewhere])


def _secrets(settings: Settings | None) -> list[str]:
    """Everything of the settings and of the profile that somebody could use as a key."""
    if settings is None:
        return []
    profile = settings.profile_path
    texts = [str(value) for _, value in settings if value is not None]
    return [*texts, profile.read_text("utf-8")] if profile.is_file() else texts
