"""What is shown for a few minutes only: the notice that takes it away again."""

from collections.abc import Sequence
from datetime import timedelta

from storage.models import Notice
from storage.work import Work

ERASE = "erase"


def erase_later(work: Work, chat_id: int, message_ids: Sequence[int], minutes: int) -> None:
    """These messages of ours go after so many minutes, whatever happens to this process meanwhile."""
    args = {"messages": list(message_ids)}
    work.post(ERASE, "chat", person_id=chat_id, args=args, after=timedelta(minutes=minutes))


def to_erase(notice: Notice) -> tuple[int, ...]:
    """The messages that a notice takes away; none for every other notice."""
    return tuple(notice.args["messages"]) if notice.what == ERASE else ()
