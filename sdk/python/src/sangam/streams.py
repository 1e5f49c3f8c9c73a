"""What happens, as it happens: streams that go on behind the last event they gave.

A connection that breaks, goes quiet or is ended by the server is made again, behind the last event
that arrived: none is lost, none comes twice.
"""

import asyncio
import time
from typing import TYPE_CHECKING, Any, AsyncIterator, Generic, Iterator, TypeVar

from .call import Call, Message
from .errors import ConnectionFailed, SangamError, UnexpectedReply
from .events import EventParser, EventTooLarge, ServerEvent, item_of
from .policy import Policy
from .replies import ResponseInfo, media_type
from .retry import may_repeat, pause_after
from .settings import Retry

if TYPE_CHECKING:
    from .async_caller import AsyncCaller
    from .caller import Caller

T = TypeVar("T")


class _Position:
    """Where a stream is, and when it comes back."""

    def __init__(self, call: Call, policy: Policy, last_event_id: str | None) -> None:
        self.call = call
        self.policy = policy
        self.last_event_id = last_event_id
        self.losses = 0
        self.heard = False
        self.arrived = False
        self.parser = EventParser()

    def message(self) -> Message:
        self.parser = EventParser()
        self.heard = self.arrived = False
        message = self.policy.message(self.call)
        if self.last_event_id is not None:
            message.headers["Last-Event-ID"] = self.last_event_id
        return message

    def check(self, response: ResponseInfo) -> None:
        if media_type(response) != "text/event-stream":
            raise UnexpectedReply(self.call.operation, "media_type", response.status,
                                  "no stream of events")

    def push(self, piece: bytes) -> Iterator[ServerEvent]:
        self.heard = True
        try:
            yield from self.parser.push(piece)
        except EventTooLarge:
            raise UnexpectedReply(self.call.operation, "event_too_large", 200,
                                  "an event is too large") from None

    def item(self, event: ServerEvent) -> Any:
        item = item_of(self.call.operation, event)
        self.arrived = True
        if event.id:
            self.last_event_id = event.id
        return item

    def ended(self) -> float:
        """Seconds after which to come back to a server that ended the stream. Servers do so now and
        then; one that always does it at once is in trouble."""
        delay = self.lost(ConnectionFailed(self.call.operation, "the stream ended"))
        return delay if self.parser.retry is None else self.parser.retry

    def lost(self, error: SangamError) -> float:
        """The same after an error; raises it when coming back is no use."""
        self.losses = 1 if self.heard else self.losses + 1
        delay = pause_after(error, self.losses)
        settings = self.policy.settings
        hopeless = self.losses > settings.reconnects or delay > settings.longest_pause
        if hopeless or not may_repeat(error, "always"):
            raise error
        # Without an id there is no place to go on from; from the beginning all would come again.
        if self.arrived and self.last_event_id is None:
            raise ConnectionFailed(self.call.operation, "the stream ended and cannot be resumed")
        if settings.on_retry:
            settings.on_retry(Retry(self.call.operation, self.losses, delay, error))
        return delay


class EventStream(Generic[T]):
    """Iterate once. Leaving the loop and close() end the connection.

    `last_event_id` is where to go on behind the last event that was given out.
    """

    def __init__(self, caller: "Caller", call: Call, last_event_id: str | None) -> None:
        self._caller = caller
        self._position = _Position(call, caller.policy, last_event_id)
        self._events = self._run()

    @property
    def last_event_id(self) -> str | None:
        return self._position.last_event_id

    def __iter__(self) -> Iterator[T]:
        return self._events

    def close(self) -> None:
        self._events.close()

    def __enter__(self) -> "EventStream[T]":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> Any:
        position = self._position
        while True:
            try:
                for event in self._connection():
                    yield position.item(event)
            except SangamError as error:
                delay = position.lost(error)
            else:
                delay = position.ended()
            time.sleep(delay)

    def _connection(self) -> Iterator[ServerEvent]:
        position = self._position
        opened = self._caller.open(position.call, position.message())
        try:
            position.check(opened.info)
            for piece in opened.pieces(each=self._caller.settings.stream_idle):
                yield from position.push(piece)
        finally:
            opened.close()


class AsyncEventStream(Generic[T]):
    """As EventStream, with `async for`."""

    def __init__(self, caller: "AsyncCaller", call: Call, last_event_id: str | None) -> None:
        self._caller = caller
        self._position = _Position(call, caller.policy, last_event_id)
        self._events = self._run()

    @property
    def last_event_id(self) -> str | None:
        return self._position.last_event_id

    def __aiter__(self) -> AsyncIterator[T]:
        return self._events

    async def close(self) -> None:
        await self._events.aclose()

    async def __aenter__(self) -> "AsyncEventStream[T]":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _run(self) -> Any:
        position = self._position
        while True:
            try:
                connection = self._connection()
                try:
                    async for event in connection:
                        yield position.item(event)
                finally:
                    await connection.aclose()
            except SangamError as error:
                delay = position.lost(error)
            else:
                delay = position.ended()
            await asyncio.sleep(delay)

    async def _connection(self) -> Any:
        position = self._position
        opened = await self._caller.open(position.call, position.message())
        try:
            position.check(opened.info)
            async for piece in opened.pieces(each=self._caller.settings.stream_idle):
                for event in position.push(piece):
                    yield event
        finally:
            await opened.close()
