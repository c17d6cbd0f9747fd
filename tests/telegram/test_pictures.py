"""Photos are rebuilt from pixels; what a camera or a stranger put beside them is gone."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from bot.darkroom.door import NotAPicture, rebuilt
from bot.darkroom.pixels import SIDE, rebuild
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.telegram.face import UPDATES
from handlers.reply import Say
from handlers.visit import Picture, visit_of
from storage import media
from storage.models import Media
from tests.telegram.edge import Edge

SECRETS = (b"GPSPLACE", b"CAMERA-OF-KARLA", b"XMPSECRET", b"COMMENT-SECRET", b"ICC-SECRET", b"TEXT-SECRET")


def photo(
    size: tuple[int, int] = (60, 40), *, mode: str = "RGB", form: str = "JPEG", **extra: object
) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red" if mode != "P" else 0).save(made, form, **extra)
    return made.getvalue()


def with_everything() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "CAMERA-OF-KARLA"
    exif[0x0112] = 6  # turned a quarter
    exif.get_ifd(0x8825)[29] = "GPSPLACE"
    return photo(
        exif=exif.tobytes(),
        xmp=b"<x:xmpmeta>XMPSECRET</x:xmpmeta>",
        comment=b"COMMENT-SECRET",
        icc_profile=b"ICC-SECRET" * 20,
    )


def test_nothing_but_pixels_survives() -> None:
    body = with_everything()
    before = [secret for secret in SECRETS if secret in body]

    clean = rebuild(body)

    assert len(before) == 5
    assert [secret for secret in SECRETS if secret in clean] == []
    with Image.open(io.BytesIO(clean)) as image:
        assert (image.format, image.mode, dict(image.getexif())) == ("JPEG", "RGB", {})
        assert not {"exif", "xmp", "comment", "icc_profile", "photoshop"} & set(image.info)


def test_words_in_a_png_are_gone_too() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "TEXT-SECRET")
    body = photo(form="PNG", pnginfo=words)

    assert b"TEXT-SECRET" in body
    assert b"TEXT-SECRET" not in rebuild(body)


def test_a_turned_photo_stands_upright() -> None:
    with Image.open(io.BytesIO(rebuild(with_everything()))) as image:
        assert image.size == (40, 60)


def test_a_large_photo_becomes_smaller() -> None:
    with Image.open(io.BytesIO(rebuild(photo((4000, 1000))))) as image:
        assert image.size == (SIDE, 640)


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "CMYK", "1"])
def test_every_sort_of_pixel_becomes_rgb(mode: str) -> None:
    form = "JPEG" if mode == "CMYK" else "PNG"
    made = io.BytesIO()
    Image.new(mode, (8, 8)).save(made, form)

    with Image.open(io.BytesIO(rebuild(made.getvalue()))) as image:
        assert image.mode == "RGB"


def bomb() -> bytes:
    """A small file that claims to be 60,000 by 60,000."""

    def chunk(sort: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + sort + body + struct.pack(">I", zlib.crc32(sort + body))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "body",
    [b"", b"not a picture", b"%PDF-1.4", photo((200, 200))[:300], bomb(), b"<svg xmlns='x'/>", b"GIF89a"],
    ids=["empty", "words", "pdf", "cut off", "bomb", "svg", "header only"],
)
async def test_what_is_no_whole_picture_is_refused(body: bytes) -> None:
    with pytest.raises(NotAPicture):
        await rebuilt(body)


async def sent(edge: Edge, karla: Person, picture: bytes, *, form: str = "photo") -> str:
    """Karla sends a picture, and it is filed with her draft."""
    if form == "photo":
        await karla.send_photo(picture, wait=False)
    else:
        await karla.send_document(picture, "billede.jpg", wait=False)
    *_, update = await edge.api.poll(None, 0, UPDATES)
    visit = visit_of(update, edge.house)
    assert visit is not None
    assert isinstance(visit.what, Picture)
    file_id = visit.what.file_id
    return await edge.store.write(lambda work: media.file(work, karla.id, "kladde", file_id))


async def test_what_karla_sent_is_fetched_and_rebuilt(edge: Edge, karla: Person) -> None:
    key = await sent(edge, karla, with_everything())

    await edge.pictures.drain()

    body = await edge.store.read(lambda work: media.body(work, key))
    assert body is not None
    assert [secret for secret in SECRETS if secret in body] == []
    assert await edge.pictures.drain() == 0


async def test_a_file_that_lies_about_being_a_picture_is_given_up_at_once(edge: Edge, karla: Person) -> None:
    key = await sent(edge, karla, b"%PDF-1.4 not a picture", form="document")

    await edge.pictures.drain()

    assert await state(edge, key) == "failed"


async def test_when_telegram_is_away_the_picture_is_tried_again_later(
    edge: Edge, sandbox: Sandbox, karla: Person
) -> None:
    key = await sent(edge, karla, photo())
    sandbox.fail_next("getFile", 502)

    await edge.pictures.drain()
    assert await state(edge, key) == "waiting"
    assert await edge.pictures.drain() == 0

    edge.clock.advance(31)
    await edge.pictures.drain()
    assert await state(edge, key) == "ready"


async def test_a_reply_shows_the_rebuilt_pictures_above_its_text(edge: Edge, karla: Person) -> None:
    keys = [await sent(edge, karla, photo((n, n))) for n in (20, 30)]
    while await edge.pictures.drain():
        pass

    await edge.speaker.say(karla.id, Say("Tilbud", photos=tuple(keys)), first=False)

    shown = [message for message in karla.screen() if message.sender.is_bot]
    assert ["photo" in message.content for message in shown] == [True, True, False]
    assert karla.reads() == "Tilbud"


async def state(edge: Edge, key: str) -> str:
    return await edge.store.read(lambda work: work.session.get_one(Media, key).state)
