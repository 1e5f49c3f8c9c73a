"""Sangam's API in Python: typed, for threads and for event loops.

    from sangam import Sangam

    client = Sangam("https://api.example.com", api_key=key)
    for account in client.ledger.accounts.list():
        print(account["name"], account["balance"]["amount"])
"""

from typing import TYPE_CHECKING, Any

from .client import Sangam
from .downloads import AsyncDownload, Download
from .errors import (ConnectionFailed, FieldProblem, HeldForApproval, Problem, SangamError,
                     TimedOut, UnexpectedReply)
from .headers import Headers
from .pages import AsyncPage, AsyncPages, Page
from .replies import Reply, ResponseInfo, response_of
from .resumable import Uploaded
from .settings import Retry, Settings
from .streams import AsyncEventStream, EventStream
from .version import VERSION as __version__
from .webhooks import WebhookMessage, WebhookRejected, verify_webhook

if TYPE_CHECKING:
    from .async_client import AsyncSangam
    from .signing import RequestSigner

__all__ = ["AsyncDownload", "AsyncEventStream", "AsyncPage", "AsyncPages", "AsyncSangam",
           "ConnectionFailed", "Download", "EventStream", "FieldProblem", "Headers",
           "HeldForApproval", "Page", "Problem", "Reply", "RequestSigner", "ResponseInfo", "Retry",
           "Sangam", "SangamError", "Settings", "TimedOut", "UnexpectedReply", "Uploaded",
           "WebhookMessage",
           "WebhookRejected", "__version__", "response_of", "verify_webhook"]


def __getattr__(name: str) -> Any:
    # Only who wants it needs httpx.
    if name == "AsyncSangam":
        from .async_client import AsyncSangam
        return AsyncSangam
    # Nor cryptography.
    if name == "RequestSigner":
        from .signing import RequestSigner
        return RequestSigner
    raise AttributeError(name)
