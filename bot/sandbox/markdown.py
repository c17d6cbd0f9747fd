"""Telegram's MarkdownV2 and its older Markdown, read into text and entities."""

import re
from dataclasses import dataclass

from .entities import utf16
from .errors import bad_request
from .wire import Json

NEW_MARKS = {"||": "spoiler", "__": "underline", "*": "bold", "_": "italic", "~": "strikethrough"}
OLD_MARKS = {"*": "bold", "_": "italic"}
RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")


@dataclass
class _Open:
    mark: str
    at: int
    begin: int


def parse_markdown(source: str, *, old: bool = False) -> tuple[str, list[Json]]:
    """Text and entities, or the refusal Telegram gives for what it cannot read."""
    return _Reader(source, old=old).read()


class _Reader:
    """Walks through the source once, keeping the marks that are open."""

    def __init__(self, source: str, *, old: bool) -> None:
        self.source = source
        self.old = old
        self.marks = OLD_MARKS if old else NEW_MARKS
        self.at = 0
        self.length = 0
        self.text: list[str] = []
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        if self.open:
            last = self.open[-1]
            raise self._unreadable(
                f"can't find end of the entity starting at byte offset {self._bytes(last.at)}"
            )
        ordered = sorted(self.entities, key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.text), ordered

    def _step(self) -> None:
        sign = self.source[self.at]
        following = self.source[self.at + 1 : self.at + 2]
        if sign == "\\" and following and (following in RESERVED or following == "\\"):
            self._say(following, 2)
        elif sign == "`":
            self._code()
        elif mark := self._mark():
            self._toggle(mark)
        elif sign == "[":
            self._push("[", 1)
        elif sign == "]" and self.open and self.open[-1].mark == "[":
            self._link()
        elif sign == ">" and not self.old and self._at_line_start():
            self._quote()
        elif sign in RESERVED and not self.old:
            why = f"character '{sign}' is reserved and must be escaped with the preceding '\\'"
            raise self._unreadable(why)
        else:
            self._say(sign, 1)

    def _mark(self) -> str | None:
        return next((mark for mark in self.marks if self.source.startswith(mark, self.at)), None)

    def _toggle(self, mark: str) -> None:
        if self.open and self.open[-1].mark == mark:
            self._add(self.marks[mark], self.open.pop().begin)
            self.at += len(mark)
        else:
            self._push(mark, len(mark))

    def _push(self, mark: str, width: int) -> None:
        self.open.append(_Open(mark, self.at, self.length))
        self.at += width

    def _say(self, words: str, width: int) -> None:
        self.text.append(words)
        self.length += utf16(words)
        self.at += width

    def _add(self, kind: str, begin: int, **more: str) -> None:
        if self.length > begin:
            self.entities.append({"type": kind, "offset": begin, "length": self.length - begin, **more})

    def _code(self) -> None:
        fence = "```" if self.source.startswith("```", self.at) else "`"
        end = self.source.find(fence, self.at + len(fence))
        if end < 0:
            kind = "PreCode" if fence == "```" else "Code"
            raise self._unreadable(f"can't find end of {kind} entity at byte offset {self._bytes(self.at)}")
        inside = re.sub(r"\\([`\\])", r"\1", self.source[self.at + len(fence) : end])
        begin = self.length
        language = re.match(r"([\w+-]+)\n", inside) if fence == "```" else None
        if language:
            inside = inside[language.end() :]
        self._say(inside, 0)
        more = {"language": language[1]} if language else {}
        self._add("pre" if fence == "```" else "code", begin, **more)
        self.at = end + len(fence)

    def _link(self) -> None:
        begin = self.open.pop().begin
        match = LINK.match(self.source, self.at)
        if match is None:
            self.at += 1
            return
        self._add("text_link", begin, url=re.sub(r"\\(.)", r"\1", match[1]))
        self.at = match.end()

    def _quote(self) -> None:
        """Reads the quoted lines by themselves and puts them in as one block."""
        match = re.compile(r"(?:>.*(?:\n|$))+").match(self.source, self.at)
        lines = match[0] if match else ">"
        inside = "\n".join(line[1:] for line in lines.rstrip("\n").split("\n"))
        kind = "blockquote"
        if inside.endswith("||") and inside.count("||") % 2:
            inside, kind = inside[:-2], "expandable_blockquote"
        text, entities = parse_markdown(inside)
        begin = self.length
        self.entities += [{**entity, "offset": entity["offset"] + begin} for entity in entities]
        self._say(text, len(lines.rstrip("\n")))
        self._add(kind, begin)

    def _at_line_start(self) -> bool:
        return self.at == 0 or self.source[self.at - 1] == "\n"

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _unreadable(self, why: str) -> Exception:
        return bad_request(f"can't parse entities: {why[0].upper()}{why[1:]}")
