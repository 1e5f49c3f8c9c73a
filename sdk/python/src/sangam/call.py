"""One operation and its arguments, as generated methods make it, and what is sent of it."""

import json
import secrets
import urllib.parse
from dataclasses import dataclass
from typing import Any, BinaryIO, Iterable, Literal, Mapping

from .version import VERSION

# Sent as the body of an upload. Only bytes are sent again when a try fails.
Content = bytes | BinaryIO | Iterable[bytes]

# Whether sending it twice does what sending it once does: "always" (it changes nothing), "by_key"
# (the server knows the key), "never" (only what was surely not begun is sent again).
Repeatable = Literal["always", "by_key", "never"]


@dataclass(frozen=True)
class Call:
    operation: str
    method: str
    path: str  # below /api/v1, with its arguments
    repeatable: Repeatable
    query: Mapping[str, Any] | None = None
    body: Mapping[str, Any] | None = None
    content: Content | None = None
    media_type: str | None = None
    idempotency_key: str | None = None
    if_match: str | None = None
    accept: str = "application/json"
    headers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Message:
    """What goes over the wire, the same for each try."""

    target: str
    headers: dict[str, str]
    body: Content | None


def message_of(call: Call, prefix: str, headers: Mapping[str, str]) -> Message:
    sent = {"Accept": call.accept, "Accept-Encoding": "identity",
            "User-Agent": f"sangam-python/{VERSION}", **headers, **(call.headers or {})}
    body: Content | None = call.content
    if call.body is not None:
        body = json.dumps(given(call.body)).encode()
        sent["Content-Type"] = "application/json"
    if call.media_type is not None:
        sent["Content-Type"] = call.media_type
    if call.if_match is not None:
        sent["If-Match"] = call.if_match
    key = call.idempotency_key
    if key is None and call.repeatable == "by_key":
        key = secrets.token_hex(16)
    if key is not None:
        sent["Idempotency-Key"] = key
    return Message(prefix + call.path + query_text(call.query), sent, body)


def segment(value: object) -> str:
    """A value as one segment of a path."""
    text = str(value)
    # Addresses leave these out, however they are written, and another operation would be called.
    if text in ("", ".", ".."):
        raise ValueError(f"{text!r} cannot be part of a path")
    return urllib.parse.quote(text, safe="")


def query_text(query: Mapping[str, Any] | None) -> str:
    pairs = []
    for name, value in (query or {}).items():
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item is not None:
                pairs.append((name, str(item).lower() if isinstance(item, bool) else item))
    return "?" + urllib.parse.urlencode(pairs) if pairs else ""


def given(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are not None: what is absent takes its default on the server."""
    return {name: value for name, value in fields.items() if value is not None}
