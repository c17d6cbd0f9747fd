"""What a notice is worded from: the notice, its case as it stands now, and the reader's texts."""

from dataclasses import dataclass

from handlers.house import House
from handlers.text import Texts
from storage.models import Case, Notice
from storage.work import Work


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news for one reader."""

    work: Work
    house: House
    notice: Notice
    case: Case
    t: Texts
