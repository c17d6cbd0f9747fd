"""Questions that many kinds of request ask in the same words."""

from handlers.conversation.steps import Choice, Option, Words
from handlers.questions.calendar import Day
from handlers.questions.contact import Contact
from handlers.text import N_

NO_NAMES = N_("Skriv ikke navne på andre her.")

SINCE = (
    Option("new", N_("Det er nyt"), ("nyt", "new")),
    Option("months", N_("Nogle måneder"), ("måneder", "months")),
    Option("years", N_("Mere end et år"), ("år", "years", "altid", "always")),
    Option("daily", N_("Hver dag"), ("dagligt", "every day", "daily")),
    Option("weekly", N_("Hver uge"), ("ugentligt", "weekly")),
    Option("rarely", N_("En gang imellem"), ("sjældent", "sometimes")),
)
YES_NO = (Option("yes", N_("Ja"), ("ja", "yes")), Option("no", N_("Nej"), ("nej", "no")))


def organiser(*, optional: bool = False) -> Words:
    """Who stands behind it; a partner has told it once and for all."""
    return Words(
        key="organiser",
        label=N_("Arrangør"),
        question=N_("Hvem står bag?"),
        help=N_("Skriv foreningens, skolens eller virksomhedens navn."),
        limit=120,
        optional=optional,
        reuse="organisation",
    )


def contact_person(*, optional: bool = False) -> Contact:
    """Somebody of an organisation whom we can ring or write to."""
    return Contact(
        key="contact",
        label=N_("Kontakt"),
        question=N_("Hvem kan vi tale med?"),
        help=N_("Skriv navn og telefon eller e-mail, for eksempel »Mette, 20 12 34 56«."),
        optional=optional,
        chat=False,
        mail=True,
        reuse="contact",
    )


def may_we_ring() -> Contact:
    """A citizen's own number, which is voluntary."""
    return Contact(
        key="contact",
        label=N_("Kontakt"),
        question=N_("Må vi ringe til dig?"),
        help=N_("Skriv dit nummer, hvis vi må. Ellers svarer vi her i chatten."),
        optional=True,
    )


def more(help: str = NO_NAMES) -> Words:
    """Whatever no question asked for."""
    return Words(
        key="more", label=N_("Mere"), question=N_("Er der mere, vi skal vide?"), help=help, optional=True
    )


def how_long() -> Choice:
    """Since when, or how often."""
    return Choice(
        key="since",
        label=N_("Hvor længe"),
        question=N_("Hvor længe eller hvor tit er det sket?"),
        choices=SINCE,
        own_words=True,
        optional=True,
    )


def done_on(question: str = N_("Hvilken dag var det?")) -> Day:
    """The first question of every report."""
    return Day(key="date", label=N_("Dato"), question=question, columns=3)


def told(question: str = N_("Er der mere, borgeren skal vide?")) -> Words:
    """The officer's own words, which the citizen reads."""
    return Words(
        key="told",
        label=N_("Til borgeren"),
        question=question,
        help=N_("Borgeren læser det, som du skriver det. Skriv intet om andre personer."),
        limit=600,
        optional=True,
    )
