"""Groups, as a test or a demo arranges them."""

from dataclasses import dataclass
from typing import Protocol

from .inbox import Update
from .model import GroupChat, User
from .world import World


class Member(Protocol):
    """Whoever has a user: a person."""

    @property
    def user(self) -> User: ...


@dataclass(eq=False)
class Group:
    """A group chat; its id changes when it is upgraded. The first member has created it."""

    world: World
    chat: GroupChat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    @property
    def admins(self) -> list[User]:
        return [user for user in self.chat.members.values() if self.chat.is_admin(user)]

    @property
    def creator(self) -> User:
        return next(user for user in self.chat.members.values() if self.chat.status[user.id] == "creator")

    def add(self, member: Member | User, *, admin: bool = False) -> Update | None:
        """Takes somebody in; a bot is told what it is now, and everybody sees the line in the chat."""
        user = _user(member)
        status = "administrator" if admin else "member"
        known = user.id in self.chat.members
        update = self._set(user, status)
        if not known:
            self.world.post(self.chat, self.creator, {"new_chat_members": [user.json]})
        return update

    def promote(self, member: Member | User, *, admin: bool = True) -> Update | None:
        """Makes a member an admin, or an ordinary member again."""
        return self._set(_user(member), "administrator" if admin else "member")

    def remove(self, member: Member | User) -> Update | None:
        """Throws somebody out."""
        user = _user(member)
        self.world.post(self.chat, self.creator, {"left_chat_member": user.json})
        update = self._set(user, "kicked")
        self.chat.members.pop(user.id, None)
        return update

    def upgrade(self) -> int:
        """Makes a supergroup of a basic group and returns its new id; the old one refuses everything."""
        old = self.chat
        new = GroupChat(
            -1_000_000_000_000 - self.world.number(), old.title, True, dict(old.members), dict(old.status)
        )
        self.world.groups[new.id] = new
        self.world.post(old, self.creator, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.chat = new
        self.world.post(new, self.creator, {"migrate_from_chat_id": old.id})
        return new.id

    def _set(self, user: User, status: str) -> Update | None:
        if user.is_bot:
            return self.world.set_status(self.chat, user, status, by=self.creator)
        self.chat.status[user.id] = status
        self.chat.members[user.id] = user
        return None


def _user(member: Member | User) -> User:
    return member if isinstance(member, User) else member.user
