"""Sends calls for programs with an event loop, by httpx (the extra `async`)."""

import asyncio
from dataclasses import replace
from typing import Any, AsyncIterator, Awaitable, Callable, Coroutine, Iterator, TypeVar

try:
    import httpx
except ImportError as error:  # pragma: no cover
    raise ImportError("AsyncSangam needs httpx: pip install 'sangam-sdk[async]'") from error

from .call import Call, Content, Message
from .connection import pieces as pieces_of
from .downloads import AsyncDownload
from .errors import ConnectionFailed, SangamError, TimedOut
from .headers import Headers
from .pages import AsyncPages
from .policy import Policy
from .replies import (PROBLEM_BYTES_MOST, Reply, ResponseInfo, problem_from, refuse_oddities,
                      reply_from, too_large)
from .settings import Settings
from .streams import AsyncEventStream

T = TypeVar("T")


class AsyncExchange:
    """A reply whose head has come; close() it."""

    def __init__(self, operation: str, response: httpx.Response) -> None:
        self.info = ResponseInfo(response.status_code, Headers(response.headers.multi_items()))
        self._operation = operation
        self._response = response

    async def pieces(self, each: float | None = None) -> AsyncIterator[bytes]:
        """The body; with `each`, that many seconds are allowed for each piece."""
        source = self._response.aiter_raw()
        while True:
            try:
                piece = await asyncio.wait_for(_next(source), each)
            except (httpx.HTTPError, TimeoutError) as error:
                raise translated(self._operation, error) from error
            if not piece:
                return
            yield piece

    async def close(self) -> None:
        await self._response.aclose()


def translated(operation: str, error: Exception) -> SangamError:
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return TimedOut(operation, "no whole reply within the time allowed")
    return ConnectionFailed(operation, str(error) or repr(error))


class AsyncCaller:
    """For one event loop."""

    def __init__(self, settings: Settings, other: "AsyncCaller | None" = None) -> None:
        self.policy: Policy = Policy(settings, other.policy.budget if other else None)
        same = other and (other.settings.url, other.settings.tls) == (settings.url, settings.tls)
        self.http: httpx.AsyncClient = other.http if other and same else httpx.AsyncClient(
            verify=settings.tls or True, follow_redirects=False, timeout=None)

    @property
    def settings(self) -> Settings:
        return self.policy.settings

    async def json(self, call: Call) -> Any:
        message = self.policy.message(call)
        return await self._repeated(call, lambda: self._json_once(call, message))

    def page(self, call: Call) -> AsyncPages[Any]:
        return AsyncPages(call, self.json)

    async def download(self, call: Call) -> AsyncDownload:
        call = replace(call, accept="*/*")
        message = self.policy.message(call)
        opened: AsyncExchange = await self._repeated(call, lambda: self.open(call, message))
        return AsyncDownload(opened, self.settings.timeout)

    def stream(self, call: Call, last_event_id: str | None = None) -> AsyncEventStream[Any]:
        return AsyncEventStream(self, replace(call, accept="text/event-stream"), last_event_id)

    async def _repeated(self, call: Call, once: Callable[[], Awaitable[Any]]) -> Any:
        failed = 0
        while True:
            try:
                result = await once()
                self.policy.budget.succeeded()
                return result
            except SangamError as error:
                failed += 1
                delay = self.policy.pause(call, error, failed)
            await asyncio.sleep(delay)

    async def _json_once(self, call: Call, message: Message) -> Reply:
        return await in_time(call, self._seconds(call), self._json_whenever(call, message))

    async def _json_whenever(self, call: Call, message: Message) -> Reply:
        opened = await self._opened(call, message)
        try:
            content = await bounded(call, opened, self.settings.reply_bytes_most)
            return reply_from(call.operation, opened.info, content)
        finally:
            await opened.close()

    async def open(self, call: Call, message: Message) -> AsyncExchange:
        """One try. A reply whose body is still to come, or raises what the server says."""
        return await in_time(call, self.settings.timeout, self._opened(call, message))

    def _seconds(self, call: Call) -> float | None:
        """An upload takes as long as it takes; its connection may not go quiet, see below."""
        return None if call.content is not None else self.settings.timeout

    async def _opened(self, call: Call, message: Message) -> AsyncExchange:
        quiet_most = self.settings.timeout if call.content is not None else None
        request = self.http.build_request(
            call.method, self.settings.origin + message.target, content=body_of(message.body),
            headers=message.headers | self.settings.credentials(call.method)
            | self.settings.signature(call.method, message.target, message.body),
            timeout=httpx.Timeout(quiet_most))
        try:
            response = await self.http.send(request, stream=True)
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise translated(call.operation, error) from error
        return await checked(call, AsyncExchange(call.operation, response))


# Not asyncio.timeout(): anyio before 4 cancels tasks behind its back, and
# then what it should turn into a TimeoutError ends the whole task.
async def in_time(call: Call, seconds: float | None, work: Coroutine[Any, Any, T]) -> T:
    try:
        return await asyncio.wait_for(work, seconds)
    except TimeoutError as error:
        raise translated(call.operation, error) from error


async def _next(source: AsyncIterator[bytes]) -> bytes:
    return await anext(source, b"")


async def checked(call: Call, opened: AsyncExchange) -> AsyncExchange:
    """The same, when the server does as it is asked; raises what it says otherwise."""
    try:
        refuse_oddities(call.operation, opened.info)
        if opened.info.status < 400:
            return opened
        content = await bounded(call, opened, PROBLEM_BYTES_MOST)
        raise problem_from(call.operation, opened.info, content)
    except BaseException:
        await opened.close()
        raise


def body_of(content: Content | None) -> bytes | AsyncIterator[bytes] | None:
    body = pieces_of(content)
    return body if body is None or isinstance(body, bytes) else each_of(body)


async def each_of(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece


async def bounded(call: Call, opened: AsyncExchange, most: int) -> bytes:
    """The body, unless it is longer than `most`."""
    declared = opened.info.headers.get("Content-Length", "0")
    if declared.isdigit() and int(declared[:18]) > most:
        raise too_large(call.operation, opened.info.status, most)
    content = bytearray()
    async for piece in opened.pieces():
        content += piece
        if len(content) > most:
            raise too_large(call.operation, opened.info.status, most)
    return bytes(content)
