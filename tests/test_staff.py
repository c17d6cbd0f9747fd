"""Inge assesses in the group: every move by command and by button, each checked and each answered."""

import pytest

from handlers.rules.moves import Status
from storage.models import Remark
from tests.desk import BO, GROUP, INGE, KARLA, SARA, Someone
from tests.station import Station


@pytest.fixture
def station() -> Station:
    return Station()


def test_a_new_bestilling_is_a_card_with_facts_deadline_map_and_no_phone_number(station: Station) -> None:
    station.receives()

    station.posts()

    card = station.reads(GROUP)
    assert card.startswith("<b>Sag 1 · Færdselskontrol</b> · modtaget")
    assert "Svar til borgeren senest mandag den 16. marts · 14 dage igen" in card
    assert "mlat=55.49610&amp;mlon=12.12970" in card
    assert "Solrød Kommune" in card
    assert "Problem: For høj fart, Farlig skolevej" in card
    assert "De kører &lt;stærkt&gt; &amp; tæt" in card
    assert "telefon oplyst" in card
    assert "23 45 67 89" not in card


def test_the_card_edits_itself_as_the_case_moves(station: Station) -> None:
    station.receives()
    station.posts()

    station.taps(INGE, "Tag sagen", chat=GROUP)
    station.says(INGE, "/imoedekom 1", chat=GROUP)
    station.posts()

    cards = [text for text in station.texts(GROUP) if text.startswith("<b>Sag 1 · ")]
    assert len(cards) == 1
    assert "· imødekommet" in cards[0]
    assert "Vurderes af Inge" in cards[0]


def test_a_yes_reaches_the_citizen_after_the_moment_for_regrets(station: Station) -> None:
    station.receives()

    answer = station.group("/imoedekom 1")
    station.posts()
    assert station.chats.get(KARLA.id) is None
    station.later_posts()

    assert "Hvem skal have den?" in answer
    assert "Vi kan imødekomme din bestilling nr. 1." in station.reads(KARLA)
    assert "senest onsdag den 1. april" in station.reads(KARLA)
    assert station.status(1) is Status.GRANTED
    assert station.events(1) == ["case.opened", "case.granted"]


def test_a_second_tap_hears_who_was_faster(station: Station) -> None:
    station.receives()
    station.posts()
    old = station.data(GROUP, "Imødekom")

    station.taps(INGE, "Imødekom", chat=GROUP)
    station.presses(SARA, old, chat=GROUP)

    assert station.toast(GROUP) == "Inge imødekom sagen kl. 10.00."
    assert station.events(1) == ["case.opened", "case.granted"]


def test_words_from_the_citizen_make_a_decision_taken_without_them_wait(station: Station) -> None:
    station.receives()
    station.posts()
    old = station.data(GROUP, "Imødekom")

    station.presses(KARLA, "c:1:add")
    station.says(KARLA, "Det er værst ved svinget")
    station.presses(INGE, old, chat=GROUP)

    assert station.toast(GROUP) == "Borgeren tilføjede oplysninger kl. 10.00."
    assert "Det er værst ved svinget" in station.reads(GROUP)
    assert station.status(1) is Status.RECEIVED


@pytest.mark.parametrize("who", [KARLA, BO])
@pytest.mark.parametrize("command", ["/imoedekom 1", "/afvis 1 kommunen", "/note 1 hej", "/koe", "/inviter"])
def test_being_in_the_group_gives_nothing(station: Station, who: Someone, command: str) -> None:
    station.receives()

    answer = station.group(command, who)

    assert "ikke inviteret til at vurdere" in answer
    assert station.status(1) is Status.RECEIVED
    assert station.events(1) == ["case.opened"]


def test_a_forged_tap_by_a_stranger_changes_nothing(station: Station) -> None:
    station.receives()

    station.presses_card(1, "grant", KARLA)

    assert "ikke inviteret" in station.toast(GROUP)
    assert station.status(1) is Status.RECEIVED


def test_a_card_forwarded_out_of_the_group_has_dead_buttons(station: Station) -> None:
    station.receives()

    station.presses(INGE, "s:1:0:grant")

    assert station.toast(INGE) == "Det kan kun bruges i vagtens gruppe."
    assert station.status(1) is Status.RECEIVED


@pytest.mark.parametrize(
    "data",
    ["s:", "s:1", "s:1:0", "s:x:0:grant", "s:1:0:nonsense", "s:99:0:grant", "s:1:0:give:x", "s:1:0:decl:x",
     "s:1:0:late:x", "s:²:0:grant", "q:", "q:a:x:y::", "q:l", "si:", "s:999999999999999999999:0:grant"],
)  # fmt: skip
def test_forged_buttons_are_answered_and_do_nothing(station: Station, data: str) -> None:
    station.receives()

    reply = station.presses(INGE, data, chat=GROUP)

    assert reply.toast or reply.says
    assert station.status(1) is Status.RECEIVED


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("/sag", "/sag 17"),
        ("/imoedekom", "/imoedekom 17"),
        ("/tildel bo", "/tildel 17 bo"),
        ("/svar", "/svar 17"),
        ("/svar 1", "/svar 1 Hvor"),
        ("/note 1", "/note 1 Ring"),
        ("/afvis 99", "ingen sag 99"),
        ("/luk 1", "har ikke fået svar endnu"),
        ("/tildel 1 bo", "ikke imødekommet endnu"),
        ("/soeg", "/soeg skolevej"),
        ("/fortryd", "ikke noget, du kan fortryde"),
        ("/koe xyzzyx", "kunne jeg ikke filtrere"),
        ("/note 1 " + "x" * 10_000, "Højst 1500 tegn"),
        ("/afvis 1 " + "x" * 10_000, ""),
    ],
)
def test_what_is_missing_or_wrong_is_said_with_an_example(station: Station, command: str, hint: str) -> None:
    station.receives()

    assert hint in station.group(command)
    assert station.events(1) == ["case.opened"]
    assert station.all(Remark) == []


def test_a_slip_in_a_command_is_said_and_danish_letters_are_none(station: Station) -> None:
    station.receives()

    assert "/hjaelp viser" in station.group("/imodekom 1")
    station.group("/imødekom 1")

    assert station.status(1) is Status.GRANTED
    before = station.texts(GROUP)
    station.says(KARLA, "/imodekom 1", chat=GROUP)
    assert station.texts(GROUP) == before


def test_a_question_she_has_answered_already_is_not_sent_any_more(station: Station) -> None:
    station.receives()
    station.group("/svar 1 Hvor på vejen er det?")
    station.says(KARLA, "Ved bageren")
    assert "Hvor på vejen er det?" in station.reads(KARLA)
    station.taps(KARLA, "Ja, det er mit svar")

    station.later_posts()

    assert not any("Vi har et spørgsmål" in text for text in station.texts(KARLA))


def test_a_question_pauses_the_clock_until_she_answers(station: Station) -> None:
    station.receives()
    before = station.case(1)

    answer = station.group("/svar 1 Hvor på vejen er det?")
    station.later_posts()
    assert "Fristen står stille" in answer
    assert "Hvor på vejen er det?" in station.reads(KARLA)
    station.waits(days=3)
    station.taps(KARLA, "Svar")
    station.says(KARLA, "Ved bageren")
    station.posts()

    after = station.case(1)
    assert station.status(1) is Status.ASSESSING
    assert after.paused_at is None
    assert (after.answer_by - before.answer_by).days == 3
    assert (after.done_by - before.done_by).days == 3
    assert any("Borgeren har svaret" in text and "Ved bageren" in text for text in station.texts(GROUP))


def test_an_answer_reaches_her_and_leaves_the_clock_alone(station: Station) -> None:
    station.receives()

    station.group("/svar 1 Vi kigger på det i morgen.")
    station.later_posts()

    assert "Vi kigger på det i morgen." in station.reads(KARLA)
    assert station.status(1) is Status.RECEIVED
    assert station.case(1).paused_at is None


def test_a_note_never_leaves_the_house(station: Station) -> None:
    station.receives()
    station.posts()

    station.taps(INGE, "Intern note", chat=GROUP)
    station.group("Ring til skolen", reply_to=station.newest(GROUP).id)
    station.later_posts()
    station.presses(KARLA, "c:1:show")

    assert any("<b>Intern note</b> (Inge): Ring til skolen" in text for text in station.texts(GROUP))
    assert not any("Ring til skolen" in text for text in station.texts(KARLA))


def test_chatter_in_the_group_is_nobody_s_business(station: Station) -> None:
    station.receives()
    station.presses_card(1, "note")
    prompt = station.newest(GROUP).id

    talk = station.says(INGE, "Hvem tager frokost?", chat=GROUP)
    other = station.says(SARA, "Mig", chat=GROUP, reply_to=prompt)

    assert talk.says == other.says == ()
    assert station.all(Remark) == []


def test_words_under_a_card_are_not_the_answer_to_a_question_above_it(station: Station) -> None:
    station.receives()
    station.posts()
    card = station.newest(GROUP).id
    station.presses_card(1, "reply")

    talk = station.says(INGE, "Hende kender jeg godt", chat=GROUP, reply_to=card)

    assert talk.says == ()
    assert station.all(Remark) == []


def test_a_prompt_is_forgotten_after_ten_minutes(station: Station) -> None:
    station.receives()
    station.presses_card(1, "reply")
    prompt = station.newest(GROUP).id
    station.waits(minutes=11)

    assert "længe siden" in station.group("Hej Karla", reply_to=prompt)
    assert station.all(Remark) == []


def test_officers_are_suggested_by_kommune_load_and_absence(station: Station) -> None:
    number = station.receives()
    station.group(f"/imoedekom {number}")

    assert [label for label in station.labels(GROUP) if "·" in label] == [
        "Bo · 0 sager · egen kommune",
        "Lise · 0 sager",
    ]


def test_an_officer_who_is_away_comes_last_and_is_not_offered_by_name_alone(station: Station) -> None:
    station.receives()
    station.says(BO, "/fravaer til fredag")
    station.group("/imoedekom 1")

    assert [label for label in station.labels(GROUP) if "·" in label] == [
        "Lise · 0 sager",
        "Bo · væk til 06.03.",
    ]
    station.group("/tildel 1 bo")
    assert station.case(1).officer_id is None


def test_tildel_by_name_offers_at_once(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")

    answer = station.group("/tildel 1 bo")
    station.posts()

    assert "Tilbudt Bo, som har 24 timer til at svare." in answer
    assert "Vil du tage den her?" in station.reads(BO)


def test_the_question_whom_is_answered_kindly_when_it_was_answered_by_command(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    station.group("/tildel 1 bo")

    station.taps(INGE, "Lise", chat=GROUP)

    assert station.toast(GROUP) == "Inge tilbød sagen til Bo kl. 10.00."
    assert station.case(1).officer_id == BO.id


def test_forwarded_says_to_whom_with_a_link(station: Station) -> None:
    station.receives()

    station.group("/videresend 1 solrød")
    station.later_posts()

    assert "hører til hos Solrød Kommune" in station.reads(KARLA)
    assert "https://solrod.dk" in station.reads(KARLA)
    assert station.status(1) is Status.FORWARDED


def test_staff_can_report_in_their_own_words_and_the_case_closes_itself(station: Station) -> None:
    station.receives()
    station.group("/imoedekom 1")
    assert "mangler et resultat" in station.group("/luk 1")

    station.group("/luk 1 Vi målte i tirsdags og fandt ingen for høj fart.")
    assert station.status(1) is Status.DONE
    station.later_posts()

    assert "Vi målte i tirsdags" in station.reads(KARLA)
    assert station.status(1) is Status.CLOSED


def test_the_whole_case_shows_history_and_photos(station: Station) -> None:
    station.receives()
    media_id = station.photo(1)
    station.group("/note 1 Husk tavlen")

    history = station.group("/sag 1")
    station.taps(INGE, "Billeder", chat=GROUP)

    assert "02.03. kl. 10.00: Borgeren sendte bestillingen" in history
    assert "Husk tavlen" in history
    assert station.newest(GROUP).say.photos == (media_id,)


def test_the_longest_answers_still_fit_one_card(station: Station) -> None:
    station.receives(more="&" * 1000, near_miss={"words": "<" * 500}, since={"words": ">" * 200})
    for _ in range(4):
        station.group("/note 1 " + "&" * 1500)

    station.posts()

    card = next(text for text in station.texts(GROUP) if text.startswith("<b>Sag 1 · "))
    assert len(card) <= 4096
    assert "/sag 1 viser alt" in card


def test_inviting_by_words_and_by_buttons(station: Station) -> None:
    said = station.group("/inviter betjent Bo Hansen Køge")
    station.group("/inviter")
    station.taps(INGE, "Vagt", chat=GROUP)
    typed = station.group("Sara Lund", reply_to=station.newest(GROUP).id)

    assert "Linket til Bo Hansen virker én gang" in said
    assert "https://t.me/betjent_bot?start=" in said
    assert "Linket til Sara Lund" in typed
    assert "Hvilken kommune skal Bo have?" in station.group("/inviter betjent Bo")


def test_help_betjente_and_numbers_are_one_message_each(station: Station) -> None:
    station.receives()
    station.group("/afvis 1 ressourcer")
    station.taps(INGE, "Send afvisningen", chat=GROUP)
    station.receives()

    assert "/afvis 17" in station.group("/hjaelp")
    assert "Bo: 0 sager, Solrød" in station.group("/betjente")
    numbers = station.group("/statistik")
    assert "modtaget: 1" in numbers
    assert "Uge 10: 2" in numbers
    assert "ikke imødekommet: 1" in numbers
    assert "Vist videre til kommunen: 0" in numbers


@pytest.mark.parametrize("command", ["/koe", "/sag 1", "/imoedekom 1", "/note 1 hej"])
def test_an_update_that_comes_twice_changes_nothing_and_is_answered(station: Station, command: str) -> None:
    station.receives()
    station.group(command)
    before = station.events(1)

    reply = station.repeats()

    assert reply.says
    assert station.events(1) == before
