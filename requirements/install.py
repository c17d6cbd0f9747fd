"""Makes or renews .venv from a hashed requirements file, with nothing but the standard library."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
PYTHON = VENV / "bin" / "python"
OURS = ("bot", "handlers", "storage")
# What an installed file also satisfies: dev.txt holds every line of run.txt.
COVERS = {"run": ("run",), "dev": ("dev", "run")}


class Failed(Exception):
    """Says in Danish what a person can do about it."""


def main(which: str) -> int:
    try:
        with one_at_a_time() as lock:
            if not is_installed(which):
                install(which, lock)
    except PermissionError as error:
        return complain(
            f"Jeg må ikke skrive i {error.filename}. Kør kommandoen én gang som den, der ejer mappen."
        )
    except Failed as error:
        return complain(str(error))
    except KeyboardInterrupt:
        return complain("Afbrudt. Kør kommandoen igen, så begynder den forfra.")
    return 0


@contextmanager
def one_at_a_time() -> Iterator[Path]:
    """The kernel drops the lock with its process, so a killed installation blocks nobody."""
    path = HOME / ".venv.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Venter på en anden, der er ved at gøre klar …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield path


def is_installed(which: str) -> bool:
    """The stamp is a copy of the file that was installed; ./betjent and ./check compare it the same way."""
    stamp = VENV / f"{which}.stamp"
    return os.access(PYTHON, os.X_OK) and stamp.is_file() and stamp.read_bytes() == wanted(which).read_bytes()


def wanted(which: str) -> Path:
    return HOME / "requirements" / f"{which}.txt"


def install(which: str, lock: Path) -> None:
    """A lock file with words in it means that the last installation never came to its end."""
    fresh = bool(lock.read_text()) or not works()
    say("Gør klar første gang. Det tager et minut eller to og sker kun nu." if fresh else "Opdaterer .venv.")
    lock.write_text("ikke færdig\n")
    if fresh:
        make_venv()
    for stamp in VENV.glob("*.stamp"):
        stamp.unlink()
    content = {name: wanted(name).read_bytes() for name in COVERS[which]}
    try:
        fetch_packages(which)
    except Failed:
        # pip gave up in good order, so nothing is half done, and what ran before still runs.
        lock.write_text("")
        raise
    compile_all()
    for name, stamp_text in content.items():
        (VENV / f"{name}.stamp").write_bytes(stamp_text)
    lock.write_text("")
    say("Klar.")


def works() -> bool:
    if not os.access(PYTHON, os.X_OK):
        return False
    return (
        subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0
    )


def make_venv() -> None:
    say("1/3 Laver .venv")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    shutil.rmtree(VENV, ignore_errors=True)
    # The interpreter's full name ("python3.11"), so that a system moving to a newer Python
    # leaves a visibly broken link, and the next start makes .venv anew.
    python = os.path.realpath(sys.executable)
    made = subprocess.run([python, "-m", "venv", VENV], capture_output=True, text=True, check=False)
    if made.returncode:
        raise Failed(f"Kunne ikke lave .venv:\n{tail(made.stdout + made.stderr)}")


def fetch_packages(which: str) -> None:
    file = wanted(which)
    total = sum(line[:1].isalnum() for line in file.read_text().splitlines())
    say(f"2/3 Henter {total} pakker")
    quiet = ("--no-input", "--disable-pip-version-check", "--progress-bar", "off")
    command = (PYTHON, "-m", "pip", "install", "--require-hashes", "--compile", *quiet, "-r", file)
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            show_progress(lines, total)
    clear_progress()
    if pip.returncode:
        raise Failed(f"Pakkerne kunne ikke hentes. Er der forbindelse? pip skrev:\n{tail(''.join(lines))}")


def show_progress(lines: list[str], total: int) -> None:
    """Only for people at a terminal; a log gets the three numbered lines."""
    if not sys.stderr.isatty():
        return
    done = sum(line.startswith(("Collecting ", "Requirement already satisfied")) for line in lines)
    text = "lægger på plads …" if lines[-1].startswith("Installing ") else f"{done} af {total}"
    sys.stderr.write(f"\r\033[K    {text}")
    sys.stderr.flush()


def clear_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")


def compile_all() -> None:
    """Bytecode as ./betjent wants it, without docstrings: without it every start costs seconds.

    ./check wants it with them: pip has made that of the packages, and Python makes it of ours when needed.
    """
    say("3/3 Oversætter til bytekode")
    folders = [VENV / "lib", *(HOME / name for name in OURS if (HOME / name).is_dir())]
    subprocess.run([PYTHON, "-m", "compileall", "-q", "-j", "0", "-o", "2", *folders], check=False)


def tail(text: str) -> str:
    told = [line for line in text.strip().splitlines() if not line.startswith("Requirement already")]
    return "\n".join(told[-12:])


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def complain(words: str) -> int:
    say(words)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
