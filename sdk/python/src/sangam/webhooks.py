"""Verifies webhooks by Standard Webhooks 1.0, which is how Sangam signs them."""

import base64
import binascii
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Any, Iterable, Literal, Mapping

Rejection = Literal["headers", "too_old", "too_new", "signature", "malformed"]

SIGNATURES_MOST = 32


class WebhookRejected(Exception):
    """A webhook that is not to be taken; answer 401."""

    def __init__(self, reason: Rejection, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True)
class WebhookMessage:
    # The same each time the message is sent: remember the ids you have dealt with.
    id: str
    # When this try was made, in seconds since 1970.
    sent_at: int
    type: str
    payload: dict[str, Any]


def verify_webhook(secret: str | Iterable[str], headers: Mapping[str, str], body: bytes | str, *,
                   tolerance: float = 300, now: float | None = None) -> WebhookMessage:
    """What a webhook carries. Raises WebhookRejected.

    `secret` is the endpoint's (whsec_…); while it is being changed, both. `body` is as it came:
    parsed and written again it would not have the same bytes. `tolerance`, in seconds, is how far
    the sender's clock may be away, and how long a message may be on its way.
    """
    given = {name.lower(): value for name, value in headers.items()}
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        if not given.get(name):
            raise WebhookRejected("headers", f"{name} is missing")
    sent_at = _checked_time(given["webhook-timestamp"], tolerance, now)
    content = body.encode() if isinstance(body, str) else bytes(body)
    signed = f"{given['webhook-id']}.{given['webhook-timestamp']}.".encode() + content
    signatures = given["webhook-signature"].split(" ")[:SIGNATURES_MOST]
    secrets = [secret] if isinstance(secret, str) else list(secret)
    if not any([_is_signed(own, signed, signatures) for own in secrets]):
        raise WebhookRejected("signature", "no signature is of this secret")
    return _message(given["webhook-id"], sent_at, content)


def _checked_time(timestamp: str, tolerance: float, now: float | None) -> int:
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
        raise WebhookRejected("headers", "webhook-timestamp is no number of seconds")
    late = (time.time() if now is None else now) - int(timestamp)
    if late > tolerance:
        raise WebhookRejected("too_old", "the message is too old")
    if late < -tolerance:
        raise WebhookRejected("too_new", "the message is from the future")
    return int(timestamp)


def _is_signed(secret: str, signed: bytes, signatures: list[str]) -> bool:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        key = b""
    if not key:
        raise ValueError("the secret is not whsec_ and base64")
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # Each is compared, in constant time.
    return any([hmac.compare_digest(right, given.removeprefix("v1,").encode())
                for given in signatures if given.startswith("v1,")])


def _message(identifier: str, sent_at: int, content: bytes) -> WebhookMessage:
    try:
        payload = json.loads(content.decode())
    except (ValueError, RecursionError):
        raise WebhookRejected("malformed", "the body is signed, and is not JSON") from None
    if not isinstance(payload, dict) or not isinstance(payload.get("type"), str):
        raise WebhookRejected("malformed", "the body is signed, and has no type")
    return WebhookMessage(identifier, sent_at, payload["type"], payload)
