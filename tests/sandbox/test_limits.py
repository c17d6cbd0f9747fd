"""Flood limits: 30 a second overall, 1 a second to a person, 20 a minute to a group, edits included."""

from bot.sandbox import Group, Sandbox

from .conftest import Json, Street


async def group_with_bot(street: Street) -> Group:
    group = street.sandbox.group("Vurdering", [street.karla])
    group.add(street.bot, admin=True)
    return group


async def test_a_short_burst_to_one_person_passes_and_then_one_a_second(street: Street) -> None:
    await street.karla.send("/start")
    for word in ("en", "to", "tre"):
        await street.say(word)

    refused = await street.call("sendMessage", chat_id=street.karla.id, text="fire")
    street.clock.advance(1)
    await street.say("fire")

    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_edits_count_as_much_as_messages(street: Street) -> None:
    await street.karla.send("/start")
    message = await street.say("0")
    for text in ("1", "2"):
        await street.result(
            "editMessageText", chat_id=street.karla.id, message_id=message["message_id"], text=text
        )

    code, _ = await street.refusal("sendMessage", chat_id=street.karla.id, text="3")

    assert code == 429


async def test_a_group_gets_twenty_a_minute(street: Street) -> None:
    group = await group_with_bot(street)
    for number in range(20):
        await street.result("sendMessage", chat_id=group.id, text=str(number))
    street.clock.advance(20)

    refused = await street.call("sendMessage", chat_id=group.id, text="for meget")
    assert refused["parameters"] == {"retry_after": 40}

    street.clock.advance(40)
    await street.result("sendMessage", chat_id=group.id, text="nu")


async def test_thirty_a_second_overall(street: Street) -> None:
    answers: list[Json] = []
    for number in range(31):
        person = street.sandbox.person(f"P{number}")
        await person.send("/start")
        answers.append(await street.call("sendMessage", chat_id=person.id, text="hej"))

    assert [answer["ok"] for answer in answers] == [True] * 30 + [False]


async def test_answers_to_taps_cost_nothing(street: Street) -> None:
    await street.karla.send("/start")
    await street.say("Klar?", reply_markup={"inline_keyboard": [[{"text": "Ja", "callback_data": "ja"}]]})
    for _ in range(5):
        await street.karla.tap("Ja")

    for update in (await street.result("getUpdates"))[1:]:
        await street.result("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])


async def test_the_limits_can_be_switched_off() -> None:
    sandbox = Sandbox(limits=False)
    sandbox.bot()
    account = sandbox.world.accounts["1000:sandbox"]

    for _ in range(100):
        account.limits.spend(sandbox.person("Karla").dialog(), 0.0)
