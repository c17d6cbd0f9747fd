"""Photos and documents in calls: uploaded, or named by the file_id of an earlier one."""

from bot.sandbox.errors import bad_request
from bot.sandbox.files import Upload
from bot.sandbox.texts import read_caption
from bot.sandbox.wire import Json

from .call import Call

PHOTO_LIMIT = 10 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024


def photo(call: Call) -> Json:
    """The `photo` of a message, from the parameter of that name."""
    return {"photo": _photo(call, call.params.upload("photo"), call.params.text("photo"))}


def document(call: Call) -> Json:
    return {"document": _document(call, call.params.upload("document"), call.params.text("document"))}


def input_media(call: Call, item: Json) -> Json:
    """The content that one InputMedia makes."""
    kind, reference = item.get("type"), str(item.get("media", ""))
    if not reference:
        raise bad_request("can't parse InputMedia: media not found")
    upload = call.params.attached(reference)
    if reference.startswith("attach://") and upload is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind == "photo":
        content: Json = {"photo": _photo(call, upload, reference)}
    elif kind == "document":
        content = {"document": _document(call, upload, reference)}
    else:
        raise bad_request("unsupported type specified")
    words = read_caption(
        str(item.get("caption", "")), str(item.get("parse_mode") or ""), item.get("caption_entities")
    )
    return {**content, **words}


def _photo(call: Call, upload: Upload | None, reference: str) -> list[Json]:
    if upload:
        if len(upload.content) > PHOTO_LIMIT:
            raise bad_request("PHOTO_SAVE_FILE_INVALID")
        return call.world.files.photo(upload)
    if not reference:
        raise bad_request("there is no photo in the request")
    stored = call.world.files.find(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if "width" not in stored.shown:
        raise bad_request("can't use file of type Document as Photo")
    return call.world.files.sizes_of(stored)


def _document(call: Call, upload: Upload | None, reference: str) -> Json:
    if upload:
        if len(upload.content) > UPLOAD_LIMIT:
            raise bad_request("file is too big")
        return call.world.files.add(upload, "document", file_name=upload.name, mime_type=upload.mime)
    if not reference:
        raise bad_request("there is no document in the request")
    stored = call.world.files.find(reference)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored.shown
