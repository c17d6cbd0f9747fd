"""A town in which everything that is left behind is collected: disk, logs, metrics, calls and copies."""

from __future__ import annotations

import gzip
import io
import json
import re
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from PIL import Image

from bot.demo.stage import SECRET, TOKEN
from bot.prove import sinks
from bot.prove.scan import Scanner
from bot.prove.sinks import Piece
from bot.prove.tokens import Moment, Number, Text, Token
from bot.sandbox.model import User
from bot.sandbox.people import Person
from bot.sandbox.world import ApiCall
from tests.proof.canary import CANARY, MESSAGES, UPDATES, WHO, left, traces
from tests.town import Town

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}")
GPS, MODEL, MAKER_NOTE = 0x8825, 0x0110, 0x927C


@dataclass
class Nest:
    """The canary's town. `folder` holds the data directory and all that the process writes elsewhere."""

    town: Town
    folder: Path
    database_url: str
    log: io.StringIO
    canary: Person
    codes: list[str] = field(default_factory=list)
    sent: list[datetime] = field(default_factory=list)

    # What the canary does.

    async def says(self, text: str) -> str:
        """Writes; gives what the bot then says."""
        return await self.town.says(self.canary, text)

    async def taps(self, label: str) -> str:
        """Presses a button."""
        return await self.town.taps(self.canary, label)

    async def begins(self) -> None:
        """Past the first texts and the two gates, to the first question."""
        await self.says("/tip")
        for label in ("Fortsæt", "Nej", "Nej"):
            await self.taps(label)

    async def tells(self) -> None:
        """Answers everything, with a picture that says who took it and where."""
        await self.begins()
        answers = CANARY.answers
        await self.says(answers["what"])
        await self.taps("Salg på gaden")
        await self.says(answers["where"])
        await self.says(answers["when"])
        await self.taps("Hver uge")
        await self.says(answers["who"])
        await self.says(answers["vehicle"])
        await self.says(answers["dangers"])
        await self.taps("Har selv set det")
        await self.town.after(self.canary.send_photo(picture()))
        await self.taps("Videre")

    async def sends(self) -> str:
        """Sends it; gives the code."""
        self.sent.append(self.town.clock.now())
        await self.taps("Send tippet")
        found = CODE.search(self.canary.reads())
        assert found is not None, self.canary.reads()
        self.codes.append(found[0])
        return found[0]

    async def opens(self, code: str) -> None:
        """Behind a code."""
        await self.says("/tip")
        await self.taps("Jeg har en kode")
        await self.says(code)

    # What is looked for, and where.

    def words(self) -> list[Token]:
        """The codes that were given."""
        shown = [Text("kode, som den vises", code) for code in self.codes]
        return [*shown, *(Text("kode", code.replace("-", "")) for code in self.codes)]

    def numbers(self) -> list[Token]:
        """What else points at the account: its messages and updates, the files, and when."""
        updates = [Number(f"{WHO}: opdatering", each) for each in self._updates()]
        messages = [Number(f"{WHO}: besked", MESSAGES + number) for number in range(1, self._messages() + 1)]
        handles = [Text(f"{WHO}: fil", handle) for handle in self._handles()]
        times = [Moment(f"{WHO}: sendt", at) for at in self.sent]
        return [*updates, *messages, *handles, *times]

    async def behind(self) -> list[Piece]:
        """Everything there is to find, but for what staff may read."""
        return [*self.disk(), *await self.shown(), *self.calls(self.town.group.id)]

    def disk(self) -> list[Piece]:
        """The files, the rows, and a packed copy of them."""
        self._back_up()
        return left(self.folder, self.database_url)

    async def shown(self) -> list[Piece]:
        """What the process writes and serves."""
        address = f"http://{self.town.play.settings.listen}"
        async with aiohttp.ClientSession() as client:
            pages = [
                sinks.text("metrikker", page, await (await client.get(address + page)).text())
                for page in ("/metrics", "/health")
            ]
        return [sinks.text("logge", "DEBUG", self.log.getvalue()), *pages]

    def calls(self, chat_id: int) -> list[Piece]:
        """The calls to Telegram that went to one chat."""
        made = [
            _whole(call)
            for call in self.town.sandbox.calls
            if str(call.params.get("chat_id")) == str(chat_id)
        ]
        return list(sinks.calls("kald til vagten", made))

    def traces(self, *places: list[Piece]) -> list[list[str]]:
        """What was found of the canary in each, as lines to read; it is told apart where it says who it was.

        All keys on the host are tried. The patterns are made once: there are more than a hundred thousand.
        """
        rest = Scanner([*self.words(), *self.numbers()])
        return [
            [
                f"{each.token}: {each.how} i {each.sink}, {each.where}"
                for each in (
                    *traces(pieces, CANARY.tokens, self.folder, TOKEN, SECRET),
                    *rest.scan(pieces).findings,
                )
            ]
            for pieces in places
        ]

    def _updates(self) -> list[int]:
        own = f'"id":{CANARY.id}'.encode()
        return [update.id for update in self.town.sandbox.updates if own in update.body.replace(b" ", b"")]

    def _messages(self) -> int:
        [dialog] = [each for each in self.town.sandbox.world.dialogs.values() if each.id == CANARY.id]
        return dialog.last_id - MESSAGES

    def _handles(self) -> set[str]:
        bodies = [json.loads(update.body) for update in self.town.sandbox.updates]
        photos = [body["message"].get("photo", []) for body in bodies if "message" in body]
        return {size[key] for sizes in photos for size in sizes for key in ("file_id", "file_unique_id")}

    def _back_up(self) -> None:
        """As an operator's nightly job would, while the service runs."""
        with io.BytesIO() as packed:
            for file in sorted(self.folder.glob("*.sqlite3*")):
                packed.write(file.read_bytes())
            (self.folder / "nat.backup.gz").write_bytes(gzip.compress(packed.getvalue()))


def picture() -> bytes:
    """A photo with all that a phone may write into it."""
    exif, kept = Image.Exif(), io.BytesIO()
    exif[MODEL] = CANARY.camera
    latitude, longitude = (_degrees(angle) for angle in CANARY.place)
    exif.get_ifd(GPS).update({1: "N", 2: latitude, 3: "E", 4: longitude})
    image = Image.new("RGB", (64, 48), "#776655")
    image.save(kept, "JPEG", exif=exif, comment=CANARY.last_name.encode(), xmp=CANARY.first_name.encode())
    return kept.getvalue() + CANARY.username.encode()


def arrives(town: Town) -> Person:
    """The canary, with numbers so large that each of them is a proof."""
    world = town.sandbox.world
    user = User(
        CANARY.id,
        CANARY.first_name,
        last_name=CANARY.last_name,
        username=CANARY.username,
        language="da",
        phone=CANARY.phone,
    )
    canary = Person(world, world.add_user(user))
    account = world.accounts[TOKEN]
    world.dialog(user, account.user).last_id = MESSAGES
    account.inbox._next_id = UPDATES
    return canary


def copied(folder: Path, to: Path) -> Path:
    """The folder as it is at this moment: what a thief takes, or what is left after a crash."""
    shutil.copytree(folder, to)
    return to


def _degrees(angle: float) -> tuple[float, float, float]:
    minutes = angle % 1 * 60
    return int(angle), int(minutes), round(minutes % 1 * 60, 2)


def _whole(call: ApiCall) -> dict[str, object]:
    return {"method": call.method, **call.params}


def later(nest: Nest, **span: float) -> timedelta:
    """Turns the clock without anything else happening."""
    time = timedelta(**span)
    nest.town.clock.advance(time.total_seconds())
    return time
