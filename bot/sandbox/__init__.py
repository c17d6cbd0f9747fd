"""A small Telegram: a Bot API server with its people, groups and rules, for tests, demo and benchmark."""

from .clock import Clock
from .control import Phone
from .errors import SandboxError, TapError
from .groups import Group
from .inbox import Outcome, Update
from .model import Message, User
from .people import Person
from .sandbox import Sandbox
from .world import ApiCall, Toast

__all__ = [
    "ApiCall",
    "Clock",
    "Group",
    "Message",
    "Outcome",
    "Person",
    "Phone",
    "Sandbox",
    "SandboxError",
    "TapError",
    "Toast",
    "Update",
    "User",
]
