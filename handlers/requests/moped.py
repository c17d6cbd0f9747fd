"""Mopeds that plague a place: a traffic check whose first answer is given by the choice."""

from handlers.conversation.flow import Flow
from handlers.requests import Group, Kind, traffic_check
from handlers.text import N_

KIND = Kind(
    title=N_("Knallertkørsel"),
    pitch=N_("Er der knallerter og scootere, der er til fare eller gene, så fortæl hvor og hvornår."),
    order=Flow("moped", 1, traffic_check.ORDER.steps),
    report=Flow("moped", 1, traffic_check.REPORT.steps),
    opening=N_("Skriv om stedet og tiderne. Vi skal ikke bruge navne på dem, der kører."),
    result=traffic_check.RESULT,
    day_is_told=False,
    rank=70,
    group=Group.TRAFFIC,
    given={"problem": ["moped"]},
)
