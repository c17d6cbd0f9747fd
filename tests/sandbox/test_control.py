"""The page's way in: what it is told, what it may do, and who is kept out."""

import asyncio
import base64
import json
from io import BytesIO

import aiohttp
import pytest
from PIL import Image

from bot.sandbox import Group
from bot.sandbox.view import view

from .conftest import Json, Street

KEYBOARD = {"inline_keyboard": [[{"text": "Ja", "callback_data": "ja", "style": "success"}]]}


@pytest.fixture
async def shown(street: Street) -> Street:
    """Karla's phone is on the page, and she has started the bot."""
    street.sandbox.phone("Karla", street.karla, name="karla", subtitle="Borger")
    await street.karla.send("/start")
    return street


async def state(street: Street) -> Json:
    async with street.http.get(f"{street.sandbox.url}/sandbox/state") as response:
        found: Json = await response.json()
        return found


async def chat(street: Street) -> Json:
    found: Json = (await state(street))["chats"][f"{street.bot.id}:{street.karla.id}"]
    return found


async def do(street: Street, act: str, **more: object) -> Json:
    body = {"person": street.karla.id, "chat": street.bot.id, "act": act, **more}
    async with street.http.post(f"{street.sandbox.url}/sandbox/do", json=body) as response:
        answer: Json = await response.json()
        return answer


def picture() -> str:
    buffer = BytesIO()
    Image.new("RGB", (120, 80)).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


async def test_the_state_shows_people_phones_and_chats(shown: Street) -> None:
    await shown.say("<b>Klar?</b>", parse_mode="HTML", reply_markup=KEYBOARD)

    found = await state(shown)

    assert found["clock"] == "manual"
    assert found["now"] == "2026-11-22T09:00:00+00:00"
    assert found["phones"] == [
        {
            "id": "karla",
            "title": "Karla",
            "subtitle": "Borger",
            "person_id": shown.karla.id,
            "chat_id": shown.bot.id,
            "kind": "private",
        }
    ]
    messages = (await chat(shown))["messages"]
    assert [message["outgoing"] for message in messages] == [True, False]
    assert messages[1]["html"] == "<b>Klar?</b>"
    assert messages[1]["buttons"] == [
        [{"text": "Ja", "index": [0, 0], "url": None, "copy_text": None, "style": "success"}]
    ]


async def test_a_group_is_shown_to_each_of_its_people(street: Street) -> None:
    inge = street.sandbox.person("Inge")
    group: Group = street.sandbox.group("Vurdering", [inge, street.karla])
    group.add(street.bot)
    street.sandbox.phone("Vurdering", inge, group)
    await street.karla.send("Hej", group)

    chats = (await state(street))["chats"]

    assert [chats[f"{group.id}:{one.id}"]["messages"][-1]["outgoing"] for one in (inge, street.karla)] == [
        False,
        True,
    ]
    assert chats[f"{group.id}:{inge.id}"]["messages"][0]["service"] == "Inge tilføjede Bestil en betjent"


@pytest.mark.parametrize(
    ("act", "more", "kind"),
    [
        ("send", {"text": "Hej"}, "text"),
        ("photo", {"photos": [picture()]}, "photo"),
        ("location", {"lat": 56.3, "lon": 8.6}, "location"),
        ("venue", {"lat": 56.3, "lon": 8.6, "title": "Netto", "address": "Skolevej 4"}, "venue"),
        ("contact", {}, "contact"),
        ("contact", {"phone": "+4520304050", "name": "Mads"}, "contact"),
        ("voice", {}, "voice"),
        ("sticker", {}, "sticker"),
        ("poll", {}, "poll"),
        ("document", {"name": "brev.txt", "content": "aGVq"}, "document"),
        ("open", {"link": "https://t.me/bestil_betjent_bot?start=kode"}, "text"),
        ("reply", {"text": "Svar", "reply_to": 1}, "text"),
    ],
)
async def test_the_page_sends(shown: Street, act: str, more: Json, kind: str) -> None:
    done = await do(shown, act, **more)

    assert done == {"ok": True, "message_id": 2}
    assert kind in shown.karla.screen()[-1].content


async def test_the_page_sends_several_photos_as_an_album(shown: Street) -> None:
    await do(shown, "photo", photos=[picture(), picture()], caption="Fra vejen")

    views = (await chat(shown))["messages"][1:]
    assert len({view["album"] for view in views}) == 1
    async with shown.http.get(shown.sandbox.url + views[0]["photo"]) as response:
        assert await response.read() == base64.b64decode(picture())


async def test_the_page_taps_edits_deletes_and_blocks(shown: Street) -> None:
    await shown.say("Klar?", reply_markup=KEYBOARD)

    assert (await do(shown, "tap", message=2, index=[0, 0]))["ok"]
    assert (await do(shown, "edit", message=1, text="/hjaelp"))["ok"]
    assert (await do(shown, "delete", message=1))["ok"]
    assert (await do(shown, "block", blocked=True))["ok"]

    kinds = [next(iter(update.keys() - {"update_id"})) for update in await shown.result("getUpdates")]
    assert kinds == ["message", "callback_query", "edited_message", "my_chat_member"]
    assert (await chat(shown))["blocked"] is True


@pytest.mark.parametrize(
    ("act", "more"),
    [
        ("fly", {}),
        ("send", {"text": " "}),
        ("tap", {"message": 99, "index": [0, 0]}),
        ("tap", {"message": 1, "index": [0, 0]}),
        ("tap", {"message": 1, "index": "0"}),
        ("photo", {"photos": ["%%%"]}),
        ("location", {"lat": 100, "lon": 0}),
        ("send", {"text": "Hej", "person": 1}),
        ("send", {"text": "Hej", "chat": 1}),
    ],
)
async def test_what_cannot_be_done_is_said_in_words(shown: Street, act: str, more: Json) -> None:
    answer = await do(shown, act, **more)

    assert answer["ok"] is False
    assert answer["description"]


async def test_every_visible_change_is_an_event(shown: Street) -> None:
    async with shown.http.get(f"{shown.sandbox.url}/sandbox/events") as stream:
        await stream.content.readuntil(b"\n\n")
        message = await shown.say("Klar?", reply_markup=KEYBOARD)
        await shown.karla.tap("Ja")
        query = (await shown.result("getUpdates"))[-1]["callback_query"]["id"]
        where = {"chat_id": shown.karla.id, "message_id": message["message_id"]}
        await shown.result("answerCallbackQuery", callback_query_id=query, text="Tak")
        await shown.result("editMessageText", **where, text="Færdig")
        await shown.result("deleteMessage", **where)
        await shown.result("sendChatAction", chat_id=shown.karla.id, action="typing")
        await shown.say("Hvornår?", reply_markup={"keyboard": [["I dag"]]})

        events = [await next_event(stream) for _ in range(7)]

    assert [event["type"] for event in events] == [
        "message", "toast", "edit", "delete", "typing", "message", "keyboard",
    ]  # fmt: skip
    assert {event["chat"] for event in events} == {f"{shown.bot.id}:{shown.karla.id}"}
    assert (events[1]["text"], events[2]["message"]["html"], events[2]["message"]["edited"]) == (
        "Tak",
        "Færdig",
        True,
    )


async def next_event(stream: aiohttp.ClientResponse) -> Json:
    async with asyncio.timeout(2):
        block = await stream.content.readuntil(b"\n\n")
    event: Json = json.loads(block.partition(b"data: ")[2])
    return event


async def test_events_can_be_followed_from_python(shown: Street) -> None:
    events = shown.sandbox.subscribe()

    await shown.say("Hej")

    assert (await anext(events))["message"]["html"] == "Hej"


async def test_the_page_moves_the_clock(shown: Street) -> None:
    async with shown.http.post(
        f"{shown.sandbox.url}/sandbox/clock", json={"advance_seconds": 3600}
    ) as response:
        answer = await response.json()

    assert answer == {"ok": True, "now": "2026-11-22T10:00:00+00:00", "clock": "manual"}


async def test_what_becomes_due_follows_when_the_page_moves_the_clock(shown: Street) -> None:
    times: list[str] = []

    async def sweep() -> None:
        times.append(shown.clock.now().isoformat())

    shown.sandbox.world.jumped = sweep
    await shown.http.post(f"{shown.sandbox.url}/sandbox/clock", json={"advance_seconds": 3600})

    assert times == ["2026-11-22T10:00:00+00:00"]


async def test_a_question_opens_a_reply_on_the_phone_of_the_one_it_names(shown: Street) -> None:
    asks = {"force_reply": True, "selective": True}
    await shown.say("Hvor mange?", reply_markup=asks)
    assert (await chat(shown))["messages"][-1]["asks_reply"] is True
    await shown.say("Tak")
    assert (await chat(shown))["messages"][-1]["asks_reply"] is False

    inge, jens = shown.sandbox.person("Inge"), shown.sandbox.person("Jens")
    group = shown.sandbox.group("Vagten", [inge, jens])
    group.add(shown.bot, admin=True)
    named = f'<a href="tg://user?id={inge.user.id}">Inge</a>: Hvorfor?'
    await shown.result("sendMessage", chat_id=group.id, text=named, parse_mode="HTML", reply_markup=asks)

    assert [view(one.screen(group)[-1], one.user)["asks_reply"] for one in (inge, jens)] == [True, False]


@pytest.mark.parametrize("seconds", [-1, "1", None, 10**12])
async def test_the_clock_does_not_run_back_or_away(shown: Street, seconds: object) -> None:
    async with shown.http.post(
        f"{shown.sandbox.url}/sandbox/clock", json={"advance_seconds": seconds}
    ) as response:
        assert response.status == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example:80"},
    ],
)
@pytest.mark.parametrize("path", ["/sandbox/state", "/sandbox/events", "/", "/sandbox/file/x"])
async def test_pages_from_elsewhere_are_kept_out(shown: Street, headers: dict[str, str], path: str) -> None:
    async with shown.http.get(shown.sandbox.url + path, headers=headers) as response:
        assert response.status == 403


async def test_a_form_from_elsewhere_does_nothing(shown: Street) -> None:
    body = json.dumps({"person": shown.karla.id, "chat": shown.bot.id, "act": "send", "text": "Hej"})
    headers = {"Content-Type": "text/plain"}
    async with shown.http.post(f"{shown.sandbox.url}/sandbox/do", data=body, headers=headers) as response:
        assert response.status == 415


async def test_the_page_is_served_with_a_strict_policy(street: Street) -> None:
    async with street.http.get(street.sandbox.url) as response:
        assert response.status == 200
        assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")


@pytest.mark.parametrize("path", ["/nothing.js", "/..%2fsandbox.py", "/%2e%2e%2fsandbox.py"])
async def test_nothing_beside_the_page_is_served(street: Street, path: str) -> None:
    async with street.http.get(f"{street.sandbox.url}{path}") as response:
        assert response.status == 404


async def test_a_file_of_the_bot_s_is_saved_from_the_page_and_has_its_buttons(shown: Street) -> None:
    form = aiohttp.FormData({"chat_id": str(shown.karla.id), "caption": "Aftalen"})
    form.add_field("reply_markup", json.dumps(KEYBOARD))
    form.add_field("document", b"BEGIN:VCALENDAR", filename="aftale-1.ics")
    async with shown.http.post(f"{shown.sandbox.url}/bot1000:sandbox/sendDocument", data=form) as response:
        assert response.status == 200
    message = (await chat(shown))["messages"][-1]

    async with shown.http.get(shown.sandbox.url + message["document"]["url"]) as response:
        assert await response.read() == b"BEGIN:VCALENDAR"
        assert response.headers["Content-Disposition"] == "attachment"
    assert message["document"]["file_name"] == "aftale-1.ics"
    assert [[key["text"] for key in row] for row in message["buttons"]] == [["Ja"]]


async def test_a_file_that_is_no_picture_is_not_opened_in_the_page(shown: Street) -> None:
    await do(shown, "document", name="x.html", content=base64.b64encode(b"<script>").decode())
    file = (await chat(shown))["messages"][-1]["document"]

    async with shown.http.get(shown.sandbox.url + file["url"]) as response:
        assert response.content_type == "application/octet-stream"
        assert response.headers["Content-Disposition"] == "attachment"
