"""The client for programs with an event loop. Needs httpx: the extra `async`."""

import ssl
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Mapping

from .async_caller import AsyncCaller
from .generated.async_operations import AsyncOperations
from .resumable import CHUNK_BYTES, ResumableUpload, Uploaded, run_async
from .settings import Retry, Settings

if TYPE_CHECKING:
    from .signing import RequestSigner


class AsyncSangam(AsyncOperations):
    """As Sangam, for one event loop.

        async with AsyncSangam("https://api.example.com", api_key=key) as client:
            async for account in client.ledger.accounts.list():
                …
    """

    def __init__(self, url: str, *, api_key: str | Callable[[], str] | None = None,
                 cookie: str | None = None, tenant: str | None = None,
                 signer: "RequestSigner | None" = None, timeout: float = 30.0,
                 retries: int = 3, headers: Mapping[str, str] | None = None,
                 tls: ssl.SSLContext | None = None,
                 on_retry: Callable[[Retry], None] | None = None) -> None:
        settings = Settings(url=url, api_key=api_key, cookie=cookie, tenant=tenant, signer=signer,
                            timeout=timeout, retries=retries, headers=headers or {}, tls=tls,
                            on_retry=on_retry)
        self._use(AsyncCaller(settings))

    def _use(self, caller: AsyncCaller) -> None:
        self.caller = caller
        super().__init__(caller)

    @property
    def settings(self) -> Settings:
        return self.caller.settings

    def with_options(self, **changes: Any) -> "AsyncSangam":
        """The same client with other settings. Both share their connections."""
        client = AsyncSangam.__new__(AsyncSangam)
        client._use(AsyncCaller(replace(self.settings, **changes), self.caller))
        return client

    async def upload_resumably(self, content: BinaryIO | bytes, operation: str,
                               parameters: Mapping[str, Any] | None = None, *,
                               chunk_bytes: int = CHUNK_BYTES, resume: str | None = None,
                               on_progress: Callable[[int, int], None] | None = None,
                               on_begun: Callable[[str], None] | None = None) -> Uploaded:
        """As of Sangam. A file is read a chunk at a time, on the event loop."""
        upload = ResumableUpload(content, operation, parameters, chunk_bytes, on_progress, on_begun)
        return await run_async(upload.steps(resume), self.caller.json)

    async def close(self) -> None:
        await self.caller.http.aclose()

    async def __aenter__(self) -> "AsyncSangam":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
