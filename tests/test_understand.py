"""What a citizen's first words are taken for, and what is kept of them."""

import timeit

import pytest

from handlers.words.understand import LONGEST_READ, Guess, guess

GUESS_SECONDS = 15e-3  # Ten times the cost on a quiet machine.

TRAFFIC: dict[str, dict[str, object]] = {
    "farlig skolevej i Herlufmagle": {
        "problem": ["school"],
        "where": "skolevej i Herlufmagle",
        "town": "4160 Herlufmagle",
    },
    "der bliver kørt råddent på byvejen": {"problem": ["noise"], "where": "byvejen"},
    "der er mange der snakker i telefon bag rattet": {"problem": ["phone"]},
    "hurtige biler": {"problem": ["speed"]},
    "de kører alt for stærk på skolevej": {"problem": ["speed"], "where": "skolevej"},
    "der køres rigtig hurtig på Byvej": {"problem": ["speed"], "where": "Byvej"},
    "fardkontrol på Åvej": {"problem": ["speed"], "where": "Åvej"},
    "færsdelskontrol": {},
    "kanllerter på stien": {"problem": ["moped"]},
    "de kører over for rød": {"problem": ["redlight"]},
    "der er en der kører vildt hver morgen": {"problem": ["other"], "when": "hver morgen"},
    "80 i en 50 zone": {"problem": ["speed"]},
    "cars drive to fast on Skolevej": {"problem": ["speed"], "where": "Skolevej"},
    "kan man få en laser måling på Sorøvej": {"where": "Sorøvej"},
    "de køre som sindsyge": {"problem": ["other"]},
    "de bremser ikke for fodgængerne i feltet": {"problem": ["redlight"]},
    "de kører alt for stærkt på Skolevej ved Netto": {"problem": ["speed"], "where": "Skolevej ved Netto"},
    "De kører for stærkt på skolevej ved netto i havdrup hver morgen mellem 7 og 8": {
        "problem": ["speed"],
        "where": "skolevej ved netto i havdrup",
        "town": "4622 Havdrup",
        "when": "hver morgen mellem 7 og 8",
    },
    "de kører for sterkt på Hovedgaden 12-40 i Havdrup": {
        "problem": ["speed"],
        "where": "Hovedgaden 12-40 i Havdrup",
        "town": "4622 Havdrup",
    },
    "fartkontol på Køgevej i Roskilde": {
        "problem": ["speed"],
        "where": "Køgevej i Roskilde",
        "town": "4000 Roskilde",
    },
    "Vi vil gerne have en fartkontrol på Holger Danskes Vej": {
        "problem": ["speed"],
        "where": "Holger Danskes Vej",
    },
    "fartkontrol på holger danskes vej": {"problem": ["speed"], "where": "holger danskes vej"},
    "larm fra knallerter på torvet i Køge om aftenen": {
        "problem": ["moped", "noise"],
        "where": "torvet i Køge",
        "town": "4600 Køge",
        "when": "om aftenen",
    },
    "på motorvejen ved Køge kører de med mobil i hånden": {
        "problem": ["phone"],
        "where": "motorvejen ved Køge",
        "town": "4600 Køge",
    },
    "bilerne kører over for rødt i krydset Vestergade og Storegade i Kalundborg": {
        "problem": ["redlight"],
        "where": "Vestergade og Storegade i Kalundborg",
        "town": "4400 Kalundborg",
    },
    "Lastbiler kører gennem vores by 4622 Havdrup hele tiden": {
        "problem": ["heavy"],
        "town": "4622 Havdrup",
        "when": "hele tiden",
    },
    "scootere uden for skolen i weekenden": {"problem": ["moped", "school"], "when": "i weekenden"},
    "kan I lave en hastighedsmåling på Gammel Køge Landevej?": {"where": "Gammel Køge Landevej"},
    "folk ræser på Ringvejen om natten": {"problem": ["speed"], "where": "Ringvejen", "when": "om natten"},
    "4450 Jyderup, Bygaden, biler kører 80 i 50 zone": {
        "problem": ["speed"],
        "where": "Bygaden",
        "town": "4450 Jyderup",
    },
    "ved skolen i Havdrup kører forældrene alt for hurtigt om morgenen": {
        "problem": ["speed", "school"],
        "where": "skolen i Havdrup",
        "town": "4622 Havdrup",
        "when": "om morgenen",
    },
    "H.C. Andersens Boulevard: motorcykler larmer hver aften": {
        "problem": ["moped", "noise"],
        "where": "H.C. Andersens Boulevard",
        "when": "hver aften",
    },
    "vanvidskørsel på Sdr. Ringvej i Holbæk fredag og lørdag nat": {
        "problem": ["noise"],
        "where": "Sdr. Ringvej i Holbæk",
        "town": "4300 Holbæk",
        "when": "fredag og lørdag nat",
    },
    "på Lindevej kører alle alt for stærkt mellem kl. 7 og 8": {
        "problem": ["speed"],
        "where": "Lindevej",
        "when": "mellem kl. 7 og 8",
    },
    "Forældrene kører som vanvittige ved børnehaven på Kirkevej": {
        "problem": ["school", "other"],
        "where": "Kirkevej",
    },
    "folk overholder ikke vigepligten på hjørnet af Nørregade og Østergade": {
        "problem": ["redlight"],
        "where": "Nørregade og Østergade",
    },
    "cyklister uden lys på Jernbanegade om morgenen": {
        "problem": ["other"],
        "where": "Jernbanegade",
        "when": "om morgenen",
    },
    "knalerter på cykelstien langs Strandvejen": {"problem": ["moped", "other"], "where": "Strandvejen"},
    "for høj hastighed gennem Lille Skensved": {"problem": ["speed"], "town": "4623 Lille Skensved"},
    "Hej. Kan I komme og måle farten på Åvej i Tølløse? Hilsen Karla": {
        "problem": ["speed"],
        "where": "Åvej i Tølløse",
        "town": "4340 Tølløse",
    },
    "De kører alt for hurtigt forbi vores hus på Ågade 7, 4000 Roskilde": {
        "problem": ["speed"],
        "where": "Ågade 7",
        "town": "4000 Roskilde",
    },
    "de kører for stærkt, kan vi få et vejbump på Lærkevej?": {"problem": ["speed"], "where": "Lærkevej"},
    "de kører ræs på E20 ved Ringsted": {
        "problem": ["speed", "noise"],
        "where": "E20 ved Ringsted",
        "town": "4100 Ringsted",
    },
    "they drive too fast on Skolevej near Netto every morning": {
        "problem": ["speed"],
        "where": "Skolevej near Netto",
        "when": "every morning",
    },
    "speed check please on Strandvejen in Solrød": {
        "problem": ["speed"],
        "where": "Strandvejen in Solrød",
        "town": "Solrød",
    },
    "mopeds on the path by the school every evening": {
        "problem": ["moped", "school"],
        "when": "every evening",
    },
    "trucks driving through Havdrup at night": {
        "problem": ["heavy"],
        "town": "4622 Havdrup",
        "when": "at night",
    },
    "Der køres stærkt på Bregningevej mellem Kalundborg og Eskebjerg": {
        "problem": ["speed"],
        "where": "Bregningevej mellem Kalundborg og Eskebjerg",
    },
    "Kan politiet lave kontrol på Køgevej ved Shell om eftermiddagen?": {
        "where": "Køgevej ved Shell",
        "when": "om eftermiddagen",
    },
    "Jeg bor på Nørre Allé 4 i Ringsted og der bliver kørt alt for stærkt": {
        "problem": ["speed"],
        "where": "Nørre Allé 4 i Ringsted",
        "town": "4100 Ringsted",
    },
    "bilisterne sidder med telefonen i hånden på Roskildevej ved Trekroner": {
        "problem": ["phone"],
        "where": "Roskildevej ved Trekroner",
    },
    "cars speeding past the kindergarten on Parkalle in Greve": {
        "problem": ["speed", "school"],
        "where": "Parkalle in Greve",
        "town": "2670 Greve",
    },
    "cars running red lights": {"problem": ["redlight"]},
    "people on the phone while driving on Roskildevej": {"problem": ["phone"], "where": "Roskildevej"},
}

MUNICIPAL = """
vi vil have et bump
der mangler en fodgængerovergang
fortovet er hullet
en gren over vejen
træet dækker for skiltet
en død kat på vejen
der er hul i vejen på Bygaden
gadelampen virker ikke på Parkvej 7
skiltet er væltet ved Netto
der mangler et skilt ved skolen
kan vi få et vejbump på Elmevej?
kan I sænke hastighedsgrænsen på Ringstedvej?
ulovlig parkering foran skolen
biler parkerer på fortovet på Algade i Roskilde
der er ikke ryddet sne
glat vej ved Ålborgvej
Det er glat på cykelstien
vejen er fuld af huller
lyset i lygtepælen på Møllevej er gået ud
slaghuller på Ringstedvej
asfaltten er i stykker
lygtepælen er slukket
pothole on Main Street
the street light is broken
speed bumps please
cars are parked on the pavement
nobody clears the snow
"""

NOTHING = """
hej
hvad kan du?
jeg elsker min kat
tak
ja
nej
ved ikke
jeg vil gerne bestille en betjent
Vi bor ved skolen
Skolevej 4
hvornår kommer I?
der var indbrud hos os
alle mine naboer er flinke
kontrol
mandag
min telefon er gået i stykker
what can you do
thank you
4622 Havdrup
hvor er min bestilling?
naboen larmer med musik
Jeg har et spørgsmål om min bøde
"""


@pytest.mark.parametrize(("text", "answers"), TRAFFIC.items())
def test_a_traffic_complaint_keeps_what_was_told(text: str, answers: dict[str, object]) -> None:
    assert guess(text) == Guess("traffic_check", answers)


@pytest.mark.parametrize("text", MUNICIPAL.strip().splitlines())
def test_what_is_the_kommunes_is_known(text: str) -> None:
    found = guess(text)

    assert found is not None
    assert found.kind == "municipal"


@pytest.mark.parametrize("text", [*NOTHING.strip().splitlines(), "", "😀", "?"])
def test_nothing_is_guessed_from_words_that_say_nothing(text: str) -> None:
    assert guess(text) is None


def test_a_road_named_after_a_town_does_not_name_the_town() -> None:
    found = guess("de kører for stærkt på Køgevej")

    assert found == Guess("traffic_check", {"problem": ["speed"], "where": "Køgevej"})


def test_a_name_that_two_towns_bear_is_left_to_be_asked() -> None:
    found = guess("de kører for stærkt i Nykøbing")

    assert found == Guess("traffic_check", {"problem": ["speed"]})


def test_only_the_beginning_of_a_flood_is_read() -> None:
    assert guess("a " * LONGEST_READ + "fartkontrol") is None


def test_a_guess_takes_a_moment() -> None:
    text = max(TRAFFIC, key=len)
    guess(text)

    assert min(timeit.repeat(lambda: guess(text), number=2, repeat=5)) / 2 < GUESS_SECONDS


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("foredrag om fart", "talk"),
        ("kan I komme og holde et oplæg for vores 7. klasser", "talk"),
        ("could you give a talk at our club", "talk"),
        ("kan I sende en betjent til vores sommerfest", "presence"),
        ("kan den mobile politistation komme til markedet i Høng", "presence"),
        ("unge der hænger ud ved stationen hver aften", "unsafe_area"),
        ("der er hærværk i parken", "unsafe_area"),
        ("jeg vil gerne tale med en betjent", "follow_up"),
        ("vi har haft indbrud og er utrygge", "follow_up"),
        ("vi er i skolebestyrelsen og vil have set på vejen", "school_road"),
        ("hvordan kan jeg sikre min bolig, jeg vil gerne have sikringsråd", "home_advice"),
        ("vi vil gerne i gang med nabohjælp på vejen", "neighbours"),
        ("hvordan bliver man tryghedsambassadør", "neighbours"),
        ("kan vi få narkohund på skolen", "narcotics_dog"),
    ],
)
def test_every_kind_is_understood_from_first_words(text: str, kind: str) -> None:
    found = guess(text)

    assert found
    assert found.kind == kind


def test_a_kind_that_is_not_offered_is_not_guessed() -> None:
    assert guess("kan I holde et foredrag", {"traffic_check"}) is None
    assert guess("de kører for stærkt", {"traffic_check"})


def test_what_her_words_already_answer_is_not_asked_again() -> None:
    found = guess("unge der hænger ud og laver hærværk i Havdrup fredag aften")

    assert found
    assert found.answers["what"] == ["damage"]
    assert found.answers["town"] == "4622 Havdrup"


@pytest.mark.parametrize(
    ("text", "wishes", "number"),
    [
        (
            "Kan I holde et foredrag om indbrud torsdag den 14/1 kl. 19 i Havdrup? Vi er nok 40",
            "torsdag den 14/1 kl. 19",
            "40",
        ),
        (
            "Vi vil gerne have et oplæg en aften i uge 50 eller 51 for 25 elever",
            "en aften i uge 50 eller 51",
            "25",
        ),
        ("Foredrag om svindel for ældre", "", ""),
        ("et foredrag om fart, vi bor på Skolevej 40", "", ""),
    ],
)
def test_a_talk_s_time_and_number_are_heard_in_the_first_words(text: str, wishes: str, number: str) -> None:
    found = guess(text)

    assert found is not None
    assert found.kind == "talk"
    assert (found.answers.get("wishes", ""), found.answers.get("number", "")) == (wishes, number)
