"""Weekly times and single dates, read as people write them and shown as they read them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.words.times import Problem, Reason, When, read_day, read_when, show_day, show_when, spot_when

TODAY = date(2026, 11, 24)  # A Tuesday.
MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
DAYS = st.dates(date(2020, 1, 1), date(2045, 12, 31))


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


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i dag", "2026-11-24"),
        ("IDAG!", "2026-11-24"),
        ("I morgen", "2026-11-25"),
        ("tomorow", "2026-11-25"),
        ("overmorgen", "2026-11-26"),
        ("the day after tomorrow", "2026-11-26"),
        ("i går", "2026-11-23"),
        ("i forgårs", "2026-11-22"),
        ("på fredag", "2026-11-27"),
        ("nu på fredag", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("fredag i næste uge", "2026-12-04"),
        ("friday next week", "2026-12-04"),
        ("fredag i uge 49", "2026-12-04"),
        ("sidste fredag", "2026-11-20"),
        ("i fredags", "2026-11-20"),
        ("i tirsdags", "2026-11-17"),
        ("om 3 dage", "2026-11-27"),
        ("om en uge", "2026-12-01"),
        ("in two weeks", "2026-12-08"),
        ("for 2 dage siden", "2026-11-22"),
        ("d. 3/12", "2026-12-03"),
        ("3. december", "2026-12-03"),
        ("den 3. decmber", "2026-12-03"),
        ("december 3", "2026-12-03"),
        ("3rd of december", "2026-12-03"),
        ("24.11", "2026-11-24"),
        ("24-11-2026", "2026-11-24"),
        ("24.11.26", "2026-11-24"),
        ("2026-11-27", "2026-11-27"),
        ("fredag d. 27/11", "2026-11-27"),
        ("1/2", "2027-02-01"),
        ("d. 1. januar", "2027-01-01"),
        ("den 26.", "2026-11-26"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: str) -> None:
    assert read_day(text, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text", ["", "hej", "kl 14", "next week", "mandag eller tirsdag", "snarest", "99999", "24/11 kl 14"]
)
def test_what_is_no_single_day_is_not_guessed_at(text: str) -> None:
    assert read_day(text, TODAY) == Problem(Reason.UNCLEAR)


@pytest.mark.parametrize("text", ["31/4", "0/0", "29/2", "2027-02-29", "fredag uge 54"])
def test_a_day_that_does_not_exist_is_said_to(text: str) -> None:
    assert read_day(text, TODAY) == Problem(Reason.IMPOSSIBLE)


def test_next_friday_is_asked_about() -> None:
    choices = (date(2026, 11, 27), date(2026, 12, 4))

    assert read_day("næste fredag", TODAY) == Problem(Reason.AMBIGUOUS, choices)
    assert read_day("next friday", TODAY, past=False) == Problem(Reason.AMBIGUOUS, choices)


def test_a_bare_weekday_looks_the_way_that_is_asked_for() -> None:
    assert read_day("fredag", TODAY, past=False) == date(2026, 11, 27)
    assert read_day("fredag", TODAY, future=False) == date(2026, 11, 20)
    assert read_day("fredag", TODAY) == Problem(Reason.AMBIGUOUS, (date(2026, 11, 20), date(2026, 11, 27)))


def test_todays_own_weekday_is_asked_about() -> None:
    assert read_day("tirsdag", TODAY, past=False) == Problem(Reason.AMBIGUOUS, (TODAY, date(2026, 12, 1)))


def test_a_weekday_that_is_not_that_dates_is_pointed_out() -> None:
    assert read_day("fredag d. 28/11", TODAY) == Problem(Reason.CONTRADICTION, (date(2026, 11, 28),))


def test_a_day_on_the_wrong_side_is_handed_back() -> None:
    assert read_day("i går", TODAY, past=False) == Problem(Reason.PAST, (date(2026, 11, 23),))
    assert read_day("i morgen", TODAY, future=False) == Problem(Reason.FUTURE, (date(2026, 11, 25),))


def test_a_slip_of_some_days_is_not_taken_for_another_year() -> None:
    assert read_day("20/11", TODAY, past=False) == Problem(Reason.PAST, (date(2026, 11, 20),))
    assert read_day("1/2", TODAY, future=False) == date(2026, 2, 1)


@given(DAYS, DAYS)
def test_a_whole_date_is_read_back_in_every_spelling(day: date, today: date) -> None:
    spellings = [
        day.isoformat(),
        f"{day:%d/%m-%Y}",
        f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
        f"{day:%d.%m.%Y}",
    ]

    assert [read_day(text, today) for text in spellings] == [day] * len(spellings)


@given(DAYS, st.integers(-150, 150))
def test_without_its_year_the_nearest_date_is_meant(today: date, distance: int) -> None:
    day = today + timedelta(distance)

    assert read_day(f"{day.day}/{day.month}", today) == day


@given(DAYS, st.integers(0, 300))
def test_a_plan_rolls_over_the_new_year(today: date, ahead: int) -> None:
    day = today + timedelta(ahead)

    assert read_day(f"{day.day}/{day.month}", today, past=False) == day


@given(DAYS, st.text(max_size=30), st.booleans())
def test_any_text_gives_a_fitting_day_or_a_problem(today: date, text: str, past: bool) -> None:
    answer = read_day(text, today, past=past, future=not past)

    assert isinstance(answer, Problem) or (answer <= today if past else answer >= today)


@given(DAYS, DAYS)
def test_a_shown_day_is_read_again(day: date, today: date) -> None:
    shown = [show_day(day, language, today=today + timedelta(400)) for language in ("da", "en")]
    years = "" if str(day.year) in shown[0] else f" {day.year}"

    assert [read_day(f"{text}{years}", today) for text in shown] == [day, day]


def test_a_day_is_shown_with_its_weekday_and_another_year() -> None:
    assert show_day(TODAY, "da") == "tirsdag den 24. november"
    assert show_day(TODAY, "en") == "Tuesday 24 November"
    assert show_day(date(2027, 1, 3), "da", today=TODAY) == "søndag den 3. januar 2027"
    assert show_day(date(2027, 1, 3), "de", today=TODAY) == "søndag den 3. januar 2027"
