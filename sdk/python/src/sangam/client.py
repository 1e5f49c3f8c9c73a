"""The clients: every operation of the server is a method by its name."""

import ssl
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Mapping

from .caller import Caller
from .generated.operations import Operations
from .resumable import CHUNK_BYTES, ResumableUpload, Uploaded, run
from .settings import Retry, Settings

if TYPE_CHECKING:
    from .signing import RequestSigner


class Sangam(Operations):
    """A client of one server, for any number of threads. `ledger.accounts.list` of the server is
    `client.ledger.accounts.list(…)`; fields have the names that they have on the wire, and those that
    Python keeps for itself end with an underscore.

        client = Sangam("https://api.example.com", api_key=key)
        account = client.ledger.accounts.open(ledger=ledger, name="Till")

    The settings are explained at Settings.
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
        self._use(Caller(settings))

    def _use(self, caller: Caller) -> None:
        self.caller = caller
        super().__init__(caller)

    @property
    def settings(self) -> Settings:
        return self.caller.settings

    def with_options(self, **changes: Any) -> "Sangam":
        """The same client with other settings: `client.with_options(timeout=5).tenant.get()`. Both
        share their connections."""
        client = Sangam.__new__(Sangam)
        client._use(Caller(replace(self.settings, **changes), self.caller))
        return client

    def upload_resumably(self, content: BinaryIO | bytes, operation: str,
                         parameters: Mapping[str, Any] | None = None, *,
                         chunk_bytes: int = CHUNK_BYTES, resume: str | None = None,
                         on_progress: Callable[[int, int], None] | None = None,
                         on_begun: Callable[[str], None] | None = None) -> Uploaded:
        """Sends a file to a declared upload in pieces, going on where it broke off, and returns what
        the operation answered; what it refuses is a Problem. `on_begun` is told the upload's id:
        given as `resume`, another process goes on with the same content."""
        upload = ResumableUpload(content, operation, parameters, chunk_bytes, on_progress, on_begun)
        return run(upload.steps(resume), self.caller.json)

    def close(self) -> None:
        """Ends the connections that nobody uses."""
        self.caller.pool.close()

    def __enter__(self) -> "Sangam":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
