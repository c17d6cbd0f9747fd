"""Weekly times, read as people write them and shown as they read them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.words.times import When, read_when, show_day, show_when, spot_when

TODAY = date(2026, 11, 24)  # A Tuesday.


@pytest.mark.parametrize(
    ("text", "danish", "english"),
    [
        ("hverdage 7-8", "på hverdage kl. 7–8", "on weekdays 7:00–8:00"),
        ("mellem 7 og 8 på hverdage", "på hverdage kl. 7–8", "on weekdays 7:00–8:00"),
        ("man-fre 7-9", "på hverdage kl. 7–9", "on weekdays 7:00–9:00"),
        ("mandag til fredag kl 15 til 17", "på hverdage kl. 15–17", "on weekdays 15:00–17:00"),
        ("mandag og onsdag aften", "mandag og onsdag om aftenen", "Monday and Wednesday in the evening"),
        ("man, ons og fre", "mandag, onsdag og fredag", "Monday, Wednesday and Friday"),
        ("tirsdag, onsdag og torsdag", "tirsdag–torsdag", "Tuesday–Thursday"),
        ("fredag-søndag", "fredag–søndag", "Friday–Sunday"),
        ("i weekenden", "i weekenden", "at the weekend"),
        ("lør søn", "i weekenden", "at the weekend"),
        ("sat and sun", "i weekenden", "at the weekend"),
        ("alle dage undtagen søndag", "mandag–lørdag", "Monday–Saturday"),
        ("hele tiden", "hver dag døgnet rundt", "every day around the clock"),
        ("24/7", "hver dag døgnet rundt", "every day around the clock"),
        ("hver dag 7-9 og 15-17", "hver dag kl. 7–9 og kl. 15–17", "every day 7:00–9:00 and 15:00–17:00"),
        ("kl. 15-17", "kl. 15–17", "15:00–17:00"),
        ("7.30-8.15", "kl. 7.30–8.15", "7:30–8:15"),
        ("22-02", "kl. 22–2", "22:00–2:00"),
        ("7-8 om aftenen", "kl. 19–20", "19:00–20:00"),
        ("8-12 om aftenen", "kl. 20–24", "20:00–24:00"),
        ("mellem 4 og 6 om eftermiddagen", "kl. 16–18", "16:00–18:00"),
        ("3-5 pm on weekdays", "på hverdage kl. 15–17", "on weekdays 15:00–17:00"),
        ("11-1 pm", "kl. 11–13", "11:00–13:00"),
        ("10-12 pm", "kl. 10–12", "10:00–12:00"),
        ("weekday mornings", "på hverdage om morgenen", "on weekdays in the morning"),
        ("Hverdage, om morgenen", "på hverdage om morgenen", "on weekdays in the morning"),
        ("hverdagsmorgener", "på hverdage om morgenen", "on weekdays in the morning"),
        ("ondsag eftermiddag", "onsdag om eftermiddagen", "Wednesday in the afternoon"),
        ("fredag og lørdag nat", "fredag og lørdag om natten", "Friday and Saturday at night"),
        ("myldretiden", "om morgenen og om eftermiddagen", "in the morning and in the afternoon"),
        ("efter skole", "om eftermiddagen", "in the afternoon"),
        ("hver morgen", "om morgenen", "in the morning"),
    ],
)
def test_a_weekly_time_is_read_and_shown_in_both_languages(text: str, danish: str, english: str) -> None:
    when = read_when(text)

    assert when is not None
    assert (show_when(when, "da"), show_when(when, "en"), when.words) == (danish, english, text)


@pytest.mark.parametrize(
    "text",
    [
        "når skolen har fri",
        "ikke i weekenden",
        "hver anden mandag",
        "første mandag i måneden",
        "mandag kl 16",
        "mandag 7-8 og fredag 15-16",
        "fredag aften og lørdag morgen",
        "om aftenen og 7-8 om morgenen",
        "7-8 om natten",
        "man kan høre dem om natten",
        "om fredagen kan man høre dem",
        "fredag ti biler",
        "om sommeren",
        "i morgen",
        "d. 3/12",
        "kl. 99-100",
        "når det er godt vejr",
        "whenever school is out",
        "fri",
    ],
)
def test_words_that_say_more_than_a_pattern_are_kept_as_they_are(text: str) -> None:
    when = read_when(text)

    assert when is not None
    assert (show_when(when, "da"), show_when(when, "en"), when.whole) == (text, text, False)


@pytest.mark.parametrize("text", ["", "  ", "???", "...", "😀"])
def test_a_text_without_words_is_no_time(text: str) -> None:
    assert read_when(text) is None


@given(st.text(max_size=60))
def test_no_text_with_a_word_is_ever_refused_or_changed(text: str) -> None:
    when = read_when(text)

    assert when is None or (when.words == " ".join(text.split()) and bool(show_when(when, "da")))


@given(st.integers(0, 23), st.integers(0, 23))
def test_hours_on_a_24_hour_clock_are_never_moved(start: int, end: int) -> None:
    when = read_when(f"hver dag {start}-{end}")

    assert when is not None
    assert when.spans == (((time(start), time(end)),) if start != end else ())


def test_ticked_days_and_parts_are_shown_without_words() -> None:
    assert show_when(When((0, 2), ("morning",), ()), "da") == "mandag og onsdag om morgenen"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "de kører for stærkt ved Netto hver morgen mellem 7 og 8 på hverdage",
            "hver morgen mellem 7 og 8 på hverdage",
        ),
        ("om aftenen kører de ræs på Hovedgaden 12-40", "om aftenen"),
        ("de larmer i weekenden og hver fredag aften", "i weekenden, hver fredag aften"),
        ("they speed every morning between 7 and 8 on weekdays", "every morning between 7 and 8 on weekdays"),
        ("4622 Havdrup", None),
        ("to biler kører fra 50 til 80", None),
    ],
)
def test_the_time_in_a_longer_text_is_found_as_it_stands(text: str, said: str | None) -> None:
    assert spot_when(text) == said


def test_a_day_is_shown_with_its_weekday_and_another_year() -> None:
    assert show_day(TODAY, "da") == "tirsdag den 24. november"
    assert show_day(TODAY, "en") == "Tuesday 24 November"
    assert show_day(date(2027, 1, 3), "da", today=TODAY) == "søndag den 3. januar 2027"
    assert show_day(date(2027, 1, 3), "de", today=TODAY) == "søndag den 3. januar 2027"
