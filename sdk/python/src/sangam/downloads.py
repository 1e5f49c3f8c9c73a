"""Files as they arrive. Each piece has the time that one try has; the whole may take longer."""

import re
from typing import TYPE_CHECKING, AsyncIterator, Iterator

from .replies import ResponseInfo

if TYPE_CHECKING:
    from .async_caller import AsyncExchange
    from .connection import Exchange


class _File:
    def __init__(self, response: ResponseInfo) -> None:
        self.response = response
        self.media_type = response.headers.get("Content-Type", "application/octet-stream")
        disposition = response.headers.get("Content-Disposition", "")
        named = re.search(r'filename="([^"\\/]+)"', disposition)
        # The name that the server gives to the file.
        self.file_name = named[1] if named else None


class Download(_File):
    """Read it once: iterate, or read(), or save(). In a `with` it is closed when it is left."""

    def __init__(self, opened: "Exchange", timeout: float) -> None:
        super().__init__(opened.info)
        self._opened = opened
        self._timeout = timeout

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._opened.pieces(each=self._timeout)
        finally:
            self.close()

    def read(self) -> bytes:
        return b"".join(self)

    def save(self, path: str) -> None:
        with open(path, "wb") as file:
            for piece in self:
                file.write(piece)

    def close(self) -> None:
        self._opened.close()

    def __enter__(self) -> "Download":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncDownload(_File):
    """Read it once: `async for`, or read(), or save(). In an `async with` it is closed."""

    def __init__(self, opened: "AsyncExchange", timeout: float) -> None:
        super().__init__(opened.info)
        self._opened = opened
        self._timeout = timeout

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for piece in self._opened.pieces(each=self._timeout):
                yield piece
        finally:
            await self.close()

    async def read(self) -> bytes:
        return b"".join([piece async for piece in self])

    async def save(self, path: str) -> None:
        with open(path, "wb") as file:
            async for piece in self:
                file.write(piece)

    async def close(self) -> None:
        await self._opened.close()

    async def __aenter__(self) -> "AsyncDownload":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
