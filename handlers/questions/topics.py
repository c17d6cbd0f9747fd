"""What a talk is about and for whom: the topics come from the district's profile, each with its audience."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from handlers.conversation.match import matching
from handlers.conversation.said import Picked, Problem, Read, Said, Typed, Value
from handlers.conversation.steps import ANSWER_HERE, MERE_NAMES, Answers, Option, Step, tidied
from handlers.profile import Topic
from handlers.text import N_, Texts

Json: TypeAlias = dict[str, Any]

AUDIENCES: Mapping[str, Option] = MappingProxyType(
    {
        option.key: option
        for option in (
            Option("meeting", N_("Borgermøde"), ("borgermøde", "public meeting")),
            Option("owners", N_("Grundejerforening"), ("grundejer", "grundejerforening", "homeowners")),
            Option("housing", N_("Boligforening"), ("boligforening", "boligselskab", "andelsforening")),
            Option("village", N_("Borger- eller lokalforening"), ("borgerforening", "lokalforening")),
            Option("school", N_("Skoleklasser"), ("skole", "klasse", "elever", "school", "pupils")),
            Option("youth", N_("Ungdomsuddannelse"), ("gymnasium", "ungdomsuddannelse", "college")),
            Option("kindergarten", N_("Børnehave eller 0. klasse"), ("børnehave", "sfo", "kindergarten")),
            Option("parents", N_("Forældre"), ("forældremøde", "forældre", "parents")),
            Option("staff", N_("Fagpersoner"), ("ssp", "lærere", "pædagoger", "personale", "professionals")),
            Option("elderly", N_("Ældre"), ("ældreklub", "ældre", "pensionister", "seniors", "elderly")),
            Option("sports", N_("Idrætsforening"), ("idræt", "sportsklub", "sports")),
            Option("business", N_("Virksomhed eller butik"), ("virksomhed", "butik", "business", "shop")),
            Option(
                "nightlife", N_("Restauration og natteliv"), ("bar", "restaurant", "værtshus", "nightlife")
            ),
            Option("care", N_("Bosted eller botilbud"), ("bosted", "botilbud", "care home")),
        )
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicOf(Step):
    """One of the district's topics, or the organiser's own words."""

    limit: int = 200
    columns: int = 1

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The district's topics, in the language she reads."""
        language = str(answers.get("language", "da"))
        topics = _topics(answers).items()
        return tuple(Option(key, topic.name(language), (topic.da, topic.en)) for key, topic in topics)

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A dict that tells all of the topic, so that it can be read when the profile has changed."""
        topics = _topics(answers)
        match said:
            case Picked(key) if key in topics:
                return Value(_value(key, topics[key]))
            case Typed(text):
                found = matching(text, self.options(answers))
                if found and len(text.split()) <= MERE_NAMES * 2:
                    return Value(_value(found[0], topics[found[0]]))
                return tidied(text, self.limit, lambda words: {"words": words})
            case _:
                return Problem(ANSWER_HERE)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A topic, or own words."""
        return isinstance(value, dict) and bool({"da", "words"} & value.keys())

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """Its name, and how long it takes."""
        if "words" in value:
            return str(value["words"])
        name = value.get(t.language) or value["da"]
        return t.plain(N_("{topic} (cirka {minutes} minutter)"), topic=name, minutes=value["minutes"])


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceOf(Step):
    """Who will listen: those that the topic is made for are buttons, anybody else is typed."""

    topic: str = "topic"
    limit: int = 200

    def options(self, answers: Answers) -> tuple[Option, ...]:
        """The topic's own audiences, else all of them."""
        chosen = answers.get(self.topic)
        wanted = chosen.get("audience") if isinstance(chosen, dict) else None
        return tuple(AUDIENCES[key] for key in wanted or AUDIENCES if key in AUDIENCES)

    def hears(self, text: str) -> str | list[str]:
        """The one audience that is named."""
        named = matching(text, tuple(AUDIENCES.values()))
        return AUDIENCES[named[0]].label if len(named) == 1 else ""

    def read(self, said: Said, draft_picking: list[str], answers: Answers) -> Read:
        """A key, or a dict with `words`."""
        match said:
            case Picked(key) if key in AUDIENCES:
                return Value(key)
            case Typed(text):
                found = matching(text, tuple(AUDIENCES.values()))
                if found and len(text.split()) <= MERE_NAMES:
                    return Value(found[0])
                return tidied(text, self.limit, lambda words: {"words": words})
            case _:
                return Problem(ANSWER_HERE)

    def keeps(self, value: Any) -> bool:  # noqa: ANN401
        """A key there still is, or own words."""
        return value in AUDIENCES if isinstance(value, str) else isinstance(value, dict) and "words" in value

    def show(self, value: Any, t: Texts) -> str:  # noqa: ANN401
        """The audience's name, or her own words."""
        return str(value["words"]) if isinstance(value, dict) else t.plain(AUDIENCES[value].label)


def _topics(answers: Answers) -> Mapping[str, Topic]:
    district = answers.get("district")
    return district.topics if district is not None else {}


def _value(key: str, topic: Topic) -> Json:
    told = {"da": topic.da, "en": topic.en, "minutes": topic.minutes}
    return {"key": key, **told, "audience": list(topic.audience)}
