"""`betjent tips …` and `betjent audit …`: what each command takes, in the order in which people need them."""

import argparse
import asyncio
from collections.abc import Callable
from importlib import import_module
from inspect import iscoroutine
from pathlib import Path
from typing import Any

from bot.prove.commands import add_prove
from bot.tips.outcomes import OUTCOMES, REASONS

Commands = Any  # argparse gives its group of commands no public type
Command = argparse.ArgumentParser
KEYS = Path("noegler")


def add(commands: Commands) -> None:
    """Adds both groups to the command line."""
    tips = _group(commands, "tips", "anonyme tips: nøgler, læsning og bevis")
    for each in (_ceremony, _bundles, _reading, _deciding, _in_chat, add_prove):
        each(tips)
    audit = _group(commands, "audit", "revisionssporet for tips")
    verify = _command(audit, "verify", "regn hele kæden efter", "audit_command.verify")
    verify.add_argument("--head", metavar="SUM", help="den sum, I skrev ned sidst: den skal stå i kæden")
    _takes_place(verify)


def _ceremony(tips: Commands) -> None:
    keygen = _command(tips, "keygen", "lav kredsens nøgler, på en maskine uden net", "key_commands.keygen")
    keygen.add_argument("--district", metavar="KREDS", help="profilens navn eller fil (BETJENT_DISTRICT)")
    keygen.add_argument("--from", dest="first", metavar="MÅNED", help="den første, som 2026-12 (denne)")
    keygen.add_argument("--reader", metavar="NAVN", help="lav i stedet et par til én, der får resuméer")
    rotate = _command(tips, "rotate", "lav nøgler til månederne efter den sidste", "key_commands.rotate")
    for command in (keygen, rotate):
        command.add_argument("--months", type=int, default=3, metavar="ANTAL", help="så mange måneder (3)")
    recover = _command(tips, "recover", "sæt en ny adgangskode ved hjælp af to ark", "key_commands.recover")
    destroy = _command(
        tips, "destroy-epoch", "ødelæg en måneds nøgle: dens tips kan aldrig læses, heller ikke i en kopi",
        "key_commands.destroy",
    )  # fmt: skip
    destroy.add_argument("month", metavar="MÅNED", help="som 2026-09")
    destroy.add_argument("--yes", action="store_true", help="spørg ikke")
    destroy.add_argument("--anyway", action="store_true", help="også selv om databasen har tips fra måneden")
    for command in (keygen, rotate, recover, destroy):
        _takes_keys(command)


def _bundles(tips: Commands) -> None:
    pull = _command(tips, "pull", "hent de åbne tips ud i en låst pakke", "bundle_commands.pull")
    pull.add_argument("--out", type=Path, required=True, metavar="FIL", help="en ny fil")
    push = _command(tips, "push", "læg det, der er gjort i en pakke, ind i databasen", "bundle_commands.push")
    push.add_argument("bundle", type=Path, metavar="FIL", help="pakken")
    for command in (pull, push):
        _takes_name(command)


def _reading(tips: Commands) -> None:
    listed = _command(
        tips, "list", "de åbne tips, de vigtigste først; intet af, hvad de siger", "reading_commands.listed"
    )
    _takes_place(listed)
    read = _command(tips, "read", "læs et tip, eller det næste, der venter", "reading_commands.read")
    read.add_argument("tip", nargs="?", metavar="TIP", help="som 3f9a-2c01")
    read.add_argument(
        "--photos", type=Path, metavar="MAPPE", help="læg billederne her; ellers bliver de låst"
    )
    _takes_place(read)
    _takes_keys(read)
    for name, help_text in (
        ("answer", "spørg den, der har koden til tippet"),
        ("summarise", "skriv resuméet uden personer, som betjenten får"),
    ):
        command = _about_tip(tips, name, help_text, f"reading_commands.{name}")
        command.add_argument("words", nargs="?", metavar="ORD", help="ellers spørges der efter dem")
        _takes_keys(command)


def _deciding(tips: Commands) -> None:
    assign = _about_tip(tips, "assign", "lås resuméet til en betjent", "deciding_commands.assign")
    assign.add_argument("name", metavar="NAVN", help="betjenten, hvis nøgle ligger i mappen readers")
    _takes_keys(assign)
    urgent = _about_tip(tips, "urgent", "sæt tippet først", "deciding_commands.urgent")
    urgent.add_argument("--not", dest="back", action="store_true", help="sæt det på sin plads igen")
    end = _about_tip(tips, "end", "skriv, hvad tippet blev til", "deciding_commands.end")
    end.add_argument("outcome", choices=tuple(OUTCOMES), metavar="UDFALD", help=", ".join(OUTCOMES))
    end.add_argument("--reason", choices=tuple(REASONS), metavar="GRUND", help=", ".join(REASONS))
    _takes_keys(end)
    for name, reason in (("spam", "spam"), ("duplicate", "dublet")):
        command = _about_tip(tips, name, f"kassér som {reason}", "deciding_commands.end")
        command.set_defaults(outcome="kasseret", reason=reason)
        _takes_keys(command)
    exclude = _about_tip(tips, "exclude", "hold en kollega ude af tippet", "deciding_commands.exclude")
    exclude.add_argument("name", metavar="NAVN")
    exclude.add_argument("--admit", action="store_true", help="luk kollegaen ind igen")


def _in_chat(tips: Commands) -> None:
    for name, help_text in (
        ("unlock", "lås nøglerne op i den kørende bots hukommelse"),
        ("lock", "lad den kørende bot glemme nøglerne"),
    ):
        _takes_name(_command(tips, name, help_text, f"unlock_commands.{name}"))


def _group(commands: Commands, name: str, help_text: str) -> Commands:
    group = commands.add_parser(name, help=help_text)
    return group.add_subparsers(title="kommandoer", required=True, metavar="KOMMANDO")


def _command(group: Commands, name: str, help_text: str, does: str) -> Command:
    command: Command = group.add_parser(name, help=help_text)
    command.set_defaults(do=_later(does))
    return command


def _about_tip(group: Commands, name: str, help_text: str, does: str) -> Command:
    command = _command(group, name, help_text, does)
    command.add_argument("tip", metavar="TIP", help="som 3f9a-2c01")
    _takes_place(command)
    return command


def _takes_place(command: Command) -> None:
    command.add_argument("--bundle", type=Path, metavar="FIL", help="en pakke; ellers databasen (BETJENT_*)")
    _takes_name(command)


def _takes_name(command: Command) -> None:
    command.add_argument("--as", dest="who", metavar="NAVN", help="dit navn i revisionssporet (dit login)")


def _takes_keys(command: Command) -> None:
    command.add_argument(
        "--keys", type=Path, default=KEYS, metavar="MAPPE", help=f"mappen med nøgler ({KEYS})"
    )


def _later(does: str) -> Callable[[argparse.Namespace], int]:
    """The function of that name, loaded when it is wanted: no other command shall wait for what it needs."""
    module, _, name = does.partition(".")

    def do(options: argparse.Namespace) -> int:
        done = getattr(import_module(f"bot.tips.{module}"), name)(options)
        code: int = asyncio.run(done) if iscoroutine(done) else done
        return code

    return do
