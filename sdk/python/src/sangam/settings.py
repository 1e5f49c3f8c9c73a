"""How a client behaves."""

import ssl
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Mapping

from .errors import SangamError

if TYPE_CHECKING:
    from .signing import RequestSigner


@dataclass(frozen=True)
class Retry:
    """What was refused or lost and will be tried again after `delay` seconds."""

    operation: str
    failed: int
    delay: float
    error: SangamError


@dataclass(frozen=True)
class Settings:
    """`url` is the server, such as https://api.example.com; times are in seconds.

    `api_key` is a key (sk_…), an access token, or a function that gives one before each try;
    `cookie` a session's, as a browser sends it. `tenant` is the slug or id of the one that is meant,
    for credentials that may act for several. `signer` signs every request, in place of a key.
    """

    url: str
    api_key: str | Callable[[], str] | None = None
    cookie: str | None = None
    tenant: str | None = None
    signer: "RequestSigner | None" = None
    # How long one try may take, its reply included; an upload's sending is not counted.
    timeout: float = 30.0
    # How often a call that failed for a passing reason is tried again.
    retries: int = 3
    # The longest Retry-After that is waited for; a longer one is raised.
    longest_pause: float = 60.0
    # A larger JSON reply is not read; downloads have no limit.
    reply_bytes_most: int = 32 * 1024 * 1024
    # Without a byte for so long, the connection of a stream counts as lost.
    stream_idle: float = 45.0
    # So often in a row a stream may fail to come back; anything that is heard begins anew.
    reconnects: int = 10
    # For every request.
    headers: Mapping[str, str] = field(default_factory=dict)
    # Authorities and own certificate for https; the system's authorities unless said.
    tls: ssl.SSLContext | None = None
    on_retry: Callable[[Retry], None] | None = None

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{self.url!r} is no http or https address")

    @property
    def prefix(self) -> str:
        """What every path begins with."""
        base = urllib.parse.urlsplit(self.url).path.rstrip("/")
        tenant = f"/tenants/{urllib.parse.quote(self.tenant, safe='')}" if self.tenant else ""
        return f"{base}/api/v1{tenant}"

    @property
    def origin(self) -> str:
        parts = urllib.parse.urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"

    def credentials(self, method: str) -> dict[str, str]:
        """Asked for before each try: an access token may have run out meanwhile."""
        key = self.api_key() if callable(self.api_key) else self.api_key
        sent = {} if key is None else {"Authorization": f"Bearer {key}"}
        if self.cookie:
            sent["Cookie"] = self.cookie
            # Writes with a cookie are taken from our own pages only.
            if method != "GET":
                sent["Origin"] = self.origin
        return sent

    def signature(self, method: str, target: str, body: Any) -> dict[str, str]:
        """Made anew for each try: a signature is good once."""
        if self.signer is None:
            return {}
        if body is not None and not isinstance(body, bytes):
            raise ValueError("a signed upload is bytes: its digest goes first")
        return self.signer.headers(method, self.origin + target, body)
