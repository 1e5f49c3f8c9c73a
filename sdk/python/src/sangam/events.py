"""Server-sent events (WHATWG HTML §9.2) from pieces of any size."""

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any, Iterator

from .errors import Problem, UnexpectedReply
from .replies import is_problem

CHARACTERS_MOST = 4 * 1024 * 1024
LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class ServerEvent:
    type: str
    data: str
    # The id that held when the event came; empty when none was ever given.
    id: str


class EventTooLarge(Exception):
    pass


class EventParser:
    """Takes the bytes of one connection. An event of over `most` characters raises."""

    def __init__(self, most: int = CHARACTERS_MOST) -> None:
        # What the server asked for with `retry:`, in seconds.
        self.retry: float | None = None
        self._most = most
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._parts: list[str] = []
        self._after_return = False
        self._type = ""
        self._id = ""
        self._data: list[str] = []
        self._size = 0

    def push(self, content: bytes) -> Iterator[ServerEvent]:
        """The events that are complete now."""
        text = self._decoder.decode(content)
        # A line ends with CR, LF or both, and a piece may end between the two.
        if self._after_return and text.startswith("\n"):
            text = text[1:]
            self._after_return = False
        if text:
            self._after_return = text.endswith("\r")
        first, *others = LINE_END.split(text)
        self._parts.append(first)
        self._grow(len(first))
        for line in others:
            event = self._line("".join(self._parts))
            self._parts = [line]
            if event:
                yield event
            self._grow(len(line))

    def _grow(self, count: int) -> None:
        self._size += count
        if self._size > self._most:
            raise EventTooLarge

    def _line(self, line: str) -> ServerEvent | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
        elif name == "event":
            self._type = value
        elif name == "id" and "\0" not in value:
            self._id = value
        elif name == "retry" and value.isascii() and value.isdigit() and len(value) <= 9:
            self.retry = int(value) / 1000
        return None

    def _dispatch(self) -> ServerEvent | None:
        event = ServerEvent(self._type or "message", "\n".join(self._data), self._id)
        empty = not self._data
        self._data, self._type, self._size = [], "", 0
        return None if empty else event


def item_of(operation: str, event: ServerEvent) -> Any:
    """What an event says. One of the type `problem` is raised: the stream ended because of it."""
    try:
        document = json.loads(event.data)
    except (ValueError, RecursionError):
        raise UnexpectedReply(operation, "malformed", 200, "an event is not JSON") from None
    if event.type != "problem":
        return document
    if not is_problem(document):
        raise UnexpectedReply(operation, "malformed", 200, "a problem is no problem document")
    raise Problem(operation, document.get("status", 500), document)
