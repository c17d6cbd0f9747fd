"""What people send besides plain words, in the Bot API's form."""

import mimetypes
from pathlib import Path

from .entities import detect
from .files import Files, Upload
from .model import User
from .wire import Json

Picture = bytes | Path
ANY_FILE = "application/octet-stream"


def text(words: str) -> Json:
    entities = detect(words)
    return {"text": words, "entities": entities} if entities else {"text": words}


def caption(words: str) -> Json:
    """Empty without words."""
    if not words:
        return {}
    entities = detect(words)
    return {"caption": words, "caption_entities": entities} if entities else {"caption": words}


def venue(title: str, address: str, at: tuple[float, float]) -> Json:
    place = {"latitude": at[0], "longitude": at[1]}
    return {"venue": {"location": place, "title": title, "address": address}, "location": place}


def contact(user: User, phone: str | None, first_name: str | None) -> Json:
    """Somebody's card; only one's own number carries the user id."""
    card: Json = {"phone_number": phone or user.phone, "first_name": first_name or user.first_name}
    if phone in (None, user.phone):
        card["user_id"] = user.id
    return {"contact": card}


def photo(files: Files, picture: Picture) -> Json:
    return {"photo": files.photo(_upload(picture, "photo.jpg"))}


def voice(files: Files, seconds: int) -> Json:
    upload = Upload(b"OggS", "voice.ogg", "audio/ogg")
    return {"voice": files.add(upload, "voice", duration=seconds, mime_type=upload.mime)}


def sticker(files: Files, emoji: str) -> Json:
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"}
    return {"sticker": files.add(Upload(b"RIFF", "sticker.webp"), "sticker", emoji=emoji, **shape)}


def document(files: Files, content: Picture, name: str) -> Json:
    upload = _upload(content, name)
    return {"document": files.add(upload, "document", file_name=upload.name, mime_type=upload.mime)}


def poll(number: int, question: str, options: tuple[str, ...]) -> Json:
    return {
        "poll": {
            "id": str(number),
            "question": question,
            "options": [{"text": words, "voter_count": 0, "persistent_id": words} for words in options],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }


def _upload(content: Picture, name: str) -> Upload:
    if isinstance(content, Path):
        name, content = content.name, content.read_bytes()
    return Upload(content, name, mimetypes.guess_type(name)[0] or ANY_FILE)
