"""Replies: what they say, and how they came."""

import json
from dataclasses import dataclass
from typing import Any, Mapping

from .errors import HeldForApproval, Problem, UnexpectedReply
from .headers import Headers
from .retry import retry_after_seconds

PROBLEM_BYTES_MOST = 1024 * 1024


@dataclass(frozen=True)
class ResponseInfo:
    """How a reply came."""

    status: int
    headers: Headers

    @property
    def request_id(self) -> str | None:
        """The server's id of the request."""
        return self.headers.get("X-Request-Id")

    @property
    def etag(self) -> str | None:
        """The version of the resource, for `if_match`."""
        return self.headers.get("ETag")

    @property
    def replayed(self) -> bool:
        """Whether this is the stored reply of an earlier request with the same key."""
        return self.headers.get("Idempotent-Replayed") == "true"


class Reply(dict[str, Any]):
    """A JSON object that knows how it came. Methods are typed with the object's own fields."""

    def __init__(self, document: Mapping[str, Any], response: ResponseInfo) -> None:
        super().__init__(document)
        self.response = response


def response_of(reply: object) -> ResponseInfo:
    """How what a method returned came. Raises TypeError for anything else."""
    response = getattr(reply, "response", None)
    if not isinstance(response, ResponseInfo):
        raise TypeError("not the reply of a call")
    return response


def media_type(response: ResponseInfo) -> str:
    return response.headers.get("Content-Type", "").split(";")[0].strip().lower()


def parsed(content: bytes) -> Any:
    """The JSON value, or None for what is none: null is none of ours."""
    try:
        return json.loads(content.decode())
    except (ValueError, RecursionError):
        return None


def refuse_oddities(operation: str, response: ResponseInfo) -> None:
    """The API has no redirects: following one would carry the credential to whoever asks for it.
    Nor does it compress what was asked for as it is."""
    if 300 <= response.status < 400:
        target = response.headers.get("Location", "")[:200]
        raise UnexpectedReply(operation, "redirect", response.status, f"a redirect to {target!r}")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnexpectedReply(operation, "media_type", response.status, "the reply is compressed")


def is_problem(document: Any) -> bool:
    return (isinstance(document, dict) and isinstance(document.get("errors", []), list)
            and all(isinstance(document.get(name), str) for name in ("code", "title", "detail")))


def problem_from(operation: str, response: ResponseInfo,
                 content: bytes) -> Problem | UnexpectedReply:
    """What a reply with a status from 400 on says."""
    expected = media_type(response) == "application/problem+json"
    document = parsed(content) if expected else None
    if not is_problem(document):
        start = content[:200].decode(errors="replace")
        return UnexpectedReply(operation, "no_problem_document", response.status,
                               f"{response.status} without a problem document: {start}")
    retry_after = retry_after_seconds(response.headers.get("Retry-After"))
    return Problem(operation, response.status, document, response.headers, retry_after)


def reply_from(operation: str, response: ResponseInfo, content: bytes) -> Reply:
    """The object of a successful reply; an empty one for a reply without content."""
    if not content and (response.status == 204 or "Content-Type" not in response.headers):
        return Reply({}, response)
    if media_type(response) != "application/json":
        raise UnexpectedReply(operation, "media_type", response.status,
                              f"the reply is not JSON but {media_type(response) or 'of no type'}")
    document = parsed(content)
    if not isinstance(document, dict):
        raise UnexpectedReply(operation, "malformed", response.status,
                              "the reply is no JSON object")
    if response.status == 202 and list(document) == ["approval"]:
        raise HeldForApproval(operation, document["approval"])
    return Reply(document, response)


def too_large(operation: str, status: int, most: int) -> UnexpectedReply:
    return UnexpectedReply(operation, "too_large", status, f"the reply has over {most} bytes")
