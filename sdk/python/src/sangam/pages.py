"""Lists, page by page."""

from dataclasses import replace
from typing import Any, AsyncIterator, Awaitable, Callable, Generator, Generic, Iterator, TypeVar

from .call import Call
from .errors import UnexpectedReply
from .replies import Reply

T = TypeVar("T")


class _PageData(Generic[T]):
    def __init__(self, reply: Reply, call: Call) -> None:
        items, following = reply.get("items"), reply.get("next")
        if not isinstance(items, list) or not isinstance(following, (str, type(None))):
            raise UnexpectedReply(call.operation, "malformed", reply.response.status,
                                  "the reply is no page of a list")
        self.items: list[T] = items
        # The cursor of the next page; None on the last.
        self.next: str | None = following
        self.response = reply.response
        self._call = call

    def _following(self, seen: set[str]) -> Call | None:
        """The call of the next page. A cursor that comes again would be followed for ever."""
        if self.next is None:
            return None
        if self.next in seen:
            raise UnexpectedReply(self._call.operation, "endless_list", 200,
                                  "a page's cursor came twice")
        seen.add(self.next)
        return replace(self._call, query={**(self._call.query or {}), "cursor": self.next})


class Page(_PageData[T]):
    """One page: `items`, `next`. Iterated, every item of it and of all pages behind it, each asked
    for when the one before is used up."""

    def __init__(self, reply: Reply, call: Call, ask: Callable[[Call], "Page[T]"]) -> None:
        super().__init__(reply, call)
        self._ask = ask

    def pages(self) -> Iterator["Page[T]"]:
        """This page and each behind it."""
        seen: set[str] = set()
        page = self
        yield page
        while following := page._following(seen):
            page = self._ask(following)
            yield page

    def __iter__(self) -> Iterator[T]:
        for page in self.pages():
            yield from page.items


class AsyncPage(_PageData[T]):
    """One page: `items`, `next`."""


class AsyncPages(Generic[T]):
    """A list that is asked for. Awaited it is one page; iterated with `async for`, every item of
    all pages."""

    def __init__(self, call: Call, ask: Callable[[Call], Awaitable[Any]]) -> None:
        self._call = call
        self._ask = ask

    async def _page(self, call: Call) -> AsyncPage[T]:
        return AsyncPage(await self._ask(call), call)

    def __await__(self) -> Generator[Any, None, AsyncPage[T]]:
        return self._page(self._call).__await__()

    async def pages(self) -> AsyncIterator[AsyncPage[T]]:
        """Each page in turn."""
        seen: set[str] = set()
        page = await self
        yield page
        while following := page._following(seen):
            page = await self._page(following)
            yield page

    async def __aiter__(self) -> AsyncIterator[T]:
        async for page in self.pages():
            for item in page.items:
                yield item
