"""Queries on the audit trail beyond a single case."""

from datetime import datetime

from sqlalchemy import func, select

from storage.cases import RECENT
from storage.models import Event
from storage.work import Work


def count_since(work: Work, name: str, moment: datetime) -> int:
    """How often this has happened since, among the 20,000 newest lines."""
    newest = work.session.scalar(select(func.max(Event.id))) or 0
    query = select(func.count()).where(Event.id > newest - RECENT, Event.name == name, Event.at >= moment)
    return work.session.scalar(query) or 0
