"""The command line: every command, what it takes, and the function that runs it."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot.settings import Settings, SettingsFault, StartFault, read_settings
from handlers.partners import TITLES
from handlers.profile import ProfileFault

FAULTY = 2


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code."""
    options = _parser().parse_args(arguments)
    try:
        code = options.do(options)
    except (SettingsFault, ProfileFault) as fault:
        _complain(fault.faults)
        code = FAULTY
    except StartFault as fault:
        _complain(fault.args)
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="betjent",
        description="Bestil en betjent: en Telegram-bot for en politikreds. Indstillinger står i BETJENT_*.",
    )
    commands = parser.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")
    for add in (_run, _demo, _check, _migrate, _invite, _tips, _script, _bench, _geo, _health):
        add(commands)
    return parser


Commands = Any  # argparse gives its group of commands no public type


def _run(commands: Commands) -> None:
    command = commands.add_parser("run", help="kør botten, til den får SIGTERM")
    command.set_defaults(do=_with_settings(_do_run))


async def _do_run(settings: Settings, _options: argparse.Namespace) -> int:
    from bot import memory

    memory.spare()
    from bot.app import run

    return await run(settings)


def _demo(commands: Commands) -> None:
    command = commands.add_parser("demo", help="telefoner i en browser: borger, vagt, tips og betjent")
    command.add_argument("--port", type=int, default=8800, help="sidens port (8800)")
    command.add_argument(
        "--keep", type=Path, metavar="MAPPE", help="gem data i MAPPE i stedet for at slette dem"
    )
    command.add_argument(
        "--script", nargs="?", const="order", metavar="HISTORIE",
        help="spil en hel historie i terminalen og stop: order, tip, talk, event eller elsewhere",
    )  # fmt: skip
    command.add_argument("--english", action="store_true", help="lad Karla skrive og læse engelsk")
    command.add_argument("--no-color", action="store_true", help="uden farver")
    command.set_defaults(do=_do_demo)


def _do_demo(options: argparse.Namespace) -> int:
    from bot.demo import play, serve
    from bot.demo.stories import stories

    if options.script and options.script not in stories():
        _complain([f"{options.script}: findes ikke. Der er: {', '.join(stories())}"])
        return FAULTY
    if options.script:
        return _loop(play(options.script, keep=options.keep, color=not options.no_color))
    return _loop(serve(port=options.port, keep=options.keep))


def _check(commands: Commands) -> None:
    command = commands.add_parser("check", help="find alle fejl i opsætningen på én gang")
    command.set_defaults(do=_do_check)


def _do_check(_options: argparse.Namespace) -> int:
    from bot.checks import check

    return _loop(check())


def _migrate(commands: Commands) -> None:
    command = commands.add_parser("migrate", help="bring databasen op til denne udgave")
    command.add_argument("--show", action="store_true", help="vis kun, hvor den er")
    command.set_defaults(do=_with_settings(_do_migrate))


async def _do_migrate(settings: Settings, options: argparse.Namespace) -> int:
    from bot.startup import plainly
    from storage import migrate

    with plainly(settings):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        if not options.show:
            await asyncio.to_thread(migrate.upgrade, settings.database)
        revision = await asyncio.to_thread(migrate.current, settings.database)
    print(revision or "ingen migrationer er kørt")  # noqa: T201
    return 0


def _invite(commands: Commands) -> None:
    command = commands.add_parser("invite", help="lav et link, som én person kan bruge én gang")
    command.add_argument(
        "role",
        choices=("staff", "officer", "partner"),
        help="staff: vurderer sager; officer: lokalbetjent; partner: skriver for en organisation",
    )
    command.add_argument("--name", required=True, metavar="NAVN")
    command.add_argument(
        "--kommune", action="append", default=[], metavar="KOMMUNE", help="kan gives flere gange"
    )
    command.add_argument("--org", default="", metavar="NAVN", help="partner: organisationens navn")
    command.add_argument(
        "--sort", default="", choices=("", *TITLES), metavar="SLAGS", help=f"partner: {', '.join(TITLES)}"
    )
    command.add_argument("--tips", action="store_true", help="staff: skal også læse tips i chatten")
    command.set_defaults(do=_with_settings(_do_invite))


async def _do_invite(settings: Settings, options: argparse.Namespace) -> int:
    from bot.invite import invite
    from bot.startup import plainly
    from storage.invites import Organisation

    role = "tips" if options.tips and options.role == "staff" else options.role
    with plainly(settings):
        return await invite(
            settings,
            role=role,
            name=options.name,
            kommuner=options.kommune,
            organisation=Organisation(options.org, options.sort),
        )


def _tips(commands: Commands) -> None:
    from bot.tips.commands import add

    add(commands)


def _script(commands: Commands) -> None:
    command = commands.add_parser("script", help="hele samtalen på begge sprog, til gennemlæsning")
    command.add_argument("kind", nargs="?", default="traffic_check", metavar="SLAGS")
    command.set_defaults(do=_do_script)


def _do_script(options: argparse.Namespace) -> int:
    from bot.script import script
    from handlers.requests import kinds

    kind = kinds().get(options.kind)
    if kind is None:
        _complain([f"{options.kind}: findes ikke. Der er: {', '.join(kinds())}"])
        return FAULTY
    return _printed("\n".join(script(kind)))


def _bench(commands: Commands) -> None:
    command = commands.add_parser("bench", help="mål hele samtaler mod sandkassen")
    command.add_argument("--citizens", type=int, default=100, help="samtaler ad gangen (100)")
    command.add_argument("--conversations", type=int, default=400, help="samtaler i alt (400)")
    command.add_argument(
        "--delay-ms", type=float, default=0.0, help="hvor længe Telegram er om hvert kald (0)"
    )
    command.add_argument(
        "--rate", type=float, default=0.0, help="opdateringer i sekundet; 0: så hurtigt det kan"
    )
    command.add_argument("--cases", type=int, default=0, help="mål /koe og /sag på så mange sager i stedet")
    command.add_argument("--chaos", action="store_true", help="dræb botten tre gange undervejs i stedet")
    command.add_argument("--tips", action="store_true", help="mål tippenes låse i stedet")
    command.add_argument(
        "--bookings", action="store_true", help="mål mange, der vil have samme tid, i stedet"
    )
    command.add_argument("--places", action="store_true", help="mål kortet og stednavnene i stedet")
    command.add_argument("--database-url", default="", help="en tom PostgreSQL i stedet for SQLite")
    command.set_defaults(do=_do_bench)


def _do_bench(options: argparse.Namespace) -> int:
    from bot.bench import bench

    return _loop(bench(options))


def _geo(commands: Commands) -> None:
    command = commands.add_parser("geo", help="kommunernes grænser: importér de officielle, eller vis kortet")
    parts = command.add_subparsers(required=True, metavar="import|show")
    taking = parts.add_parser("import", help="DAGI som GeoJSON: kommuner, og gerne politikredse og postnumre")
    taking.add_argument("files", nargs="+", type=Path, metavar="FIL")
    taking.set_defaults(do=_do_geo_import)
    parts.add_parser("show", help="hvilket kort der er i brug").set_defaults(do=_do_geo_show)


def _do_geo_import(options: argparse.Namespace) -> int:
    from bot.geo import take

    return take(read_settings(), options.files)


def _do_geo_show(_options: argparse.Namespace) -> int:
    from bot.geo import show

    return show(read_settings())


def _health(commands: Commands) -> None:
    command = commands.add_parser("health", help="spørg den kørende bot, om den er rask")
    command.set_defaults(do=_with_settings(_do_health))


async def _do_health(settings: Settings, _options: argparse.Namespace) -> int:
    from bot.web.health import ask

    return await ask(settings.host, settings.port)


def _with_settings(
    do: Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]],
) -> Callable[[argparse.Namespace], int]:
    return lambda options: _loop(do(read_settings(), options))


def _loop(work: Coroutine[Any, Any, int]) -> int:
    try:
        import uvloop
    except ImportError:  # not made for Windows, where the standard loop does the same work
        return asyncio.run(work)
    return uvloop.run(work)


def _printed(text: str) -> int:
    """Prints what is long. Whoever reads it with `head` or `less` may stop before the end."""
    try:
        print(text, flush=True)  # noqa: T201
    except BrokenPipeError:
        # Nothing may be left for the interpreter to write when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _complain(faults: Sequence[str]) -> None:
    for fault in faults:
        print(f"✗ {fault}", file=sys.stderr)  # noqa: T201
