"""Sends calls over connections of its own, again where that is safe."""

import time
from dataclasses import replace
from typing import Any

from .call import Call, Message
from .connection import Exchange, Pool, exchange
from .downloads import Download
from .errors import SangamError
from .pages import Page
from .policy import Policy
from .replies import (PROBLEM_BYTES_MOST, Reply, problem_from, refuse_oddities, reply_from,
                      too_large)
from .settings import Settings
from .streams import EventStream


class Caller:
    """Any thread may use it."""

    def __init__(self, settings: Settings, other: "Caller | None" = None) -> None:
        self.policy: Policy = Policy(settings, other.policy.budget if other else None)
        same = other and (other.settings.url, other.settings.tls) == (settings.url, settings.tls)
        self.pool: Pool = other.pool if other and same else Pool(settings)

    @property
    def settings(self) -> Settings:
        return self.policy.settings

    def json(self, call: Call) -> Any:
        """The object that the server answers with."""
        message = self.policy.message(call)
        return self._repeated(call, lambda: self._json_once(call, message))

    def page(self, call: Call) -> Page[Any]:
        return Page(self.json(call), call, self.page)

    def download(self, call: Call) -> Download:
        call = replace(call, accept="*/*")
        message = self.policy.message(call)
        opened: Exchange = self._repeated(call, lambda: self.open(call, message))
        return Download(opened, self.settings.timeout)

    def stream(self, call: Call, last_event_id: str | None = None) -> EventStream[Any]:
        return EventStream(self, replace(call, accept="text/event-stream"), last_event_id)

    def _repeated(self, call: Call, once: Any) -> Any:
        failed = 0
        while True:
            try:
                result = once()
                self.policy.budget.succeeded()
                return result
            except SangamError as error:
                failed += 1
                delay = self.policy.pause(call, error, failed)
            time.sleep(delay)

    def _json_once(self, call: Call, message: Message) -> Reply:
        opened = self.open(call, message)
        try:
            content = bounded(call, opened, self.settings.reply_bytes_most)
            return reply_from(call.operation, opened.info, content)
        finally:
            opened.close()

    def open(self, call: Call, message: Message) -> Exchange:
        """One try. A reply whose body is still to come, or raises what the server says."""
        headers = message.headers | self.settings.credentials(call.method)
        opened = exchange(call.operation, self.pool, call.method, message, headers,
                          self.settings.timeout)
        try:
            refuse_oddities(call.operation, opened.info)
            if opened.info.status >= 400:
                content = bounded(call, opened, PROBLEM_BYTES_MOST)
                raise problem_from(call.operation, opened.info, content)
        except BaseException:
            opened.close()
            raise
        return opened


def bounded(call: Call, opened: Exchange, most: int) -> bytes:
    """The body, unless it is longer than `most`."""
    declared = opened.info.headers.get("Content-Length", "0")
    if declared.isdigit() and int(declared[:18]) > most:
        raise too_large(call.operation, opened.info.status, most)
    content = bytearray()
    for piece in opened.pieces():
        content += piece
        if len(content) > most:
            raise too_large(call.operation, opened.info.status, most)
    return bytes(content)
