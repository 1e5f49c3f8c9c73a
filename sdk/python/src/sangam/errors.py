"""What calls raise. Everything but your own mistakes is a SangamError."""

from typing import Any, Literal, Mapping, TypedDict

from .headers import Headers

Oddity = Literal["redirect", "media_type", "malformed", "too_large", "no_problem_document",
                 "endless_list", "event_too_large"]


class FieldProblem(TypedDict):
    """What is wrong with one field: `pointer` is a JSON pointer into the body, `?name` of a
    parameter, or `{name}` of a part of the path; match `code`, show `detail`."""

    pointer: str
    code: str
    detail: str


class SangamError(Exception):
    """`operation` is the one that failed, such as ledger.accounts.open."""

    def __init__(self, operation: str, message: str) -> None:
        super().__init__(f"{operation}: {message}")
        self.operation = operation


class Problem(SangamError):
    """The server refused, and says why in a problem document (RFC 9457).

    Match `code`, the codes of `errors` and `ledger_status`, which never change; `title` and `detail`
    are for people. `trace_id` and `request_id` are in the server's log.
    """

    def __init__(self, operation: str, status: int, document: Mapping[str, Any],
                 headers: Headers | None = None, retry_after: int | None = None) -> None:
        errors: list[FieldProblem] = document.get("errors", [])
        texts = [document["detail"], *(f"{e['pointer']} {e['detail']}" for e in errors)]
        super().__init__(operation, f"{status} {document['code']}: {'; '.join(texts)}")
        self.status = status
        self.headers = headers or Headers()
        self.document = document
        self.code: str = document["code"]
        self.title: str = document["title"]
        self.detail: str = document["detail"]
        self.errors = errors
        self.ledger_status: str | None = document.get("ledger_status", {}).get("name")
        self.trace_id: str | None = document.get("trace_id")
        self.request_id: str | None = document.get("request_id")
        # Seconds, from Retry-After.
        self.retry_after = retry_after

    @property
    def faults(self) -> list[tuple[str, str]]:
        """(pointer, code) of every field at fault."""
        return [(error["pointer"], error["code"]) for error in self.errors]


class HeldForApproval(SangamError):
    """Nothing was done yet: the tenant's policy wants somebody else to approve of it first. What
    waits is read by `client.approvals.get(error.approval["id"])`."""

    def __init__(self, operation: str, approval: Mapping[str, Any]) -> None:
        super().__init__(operation, f"waits for approval {approval.get('id')}")
        self.approval = approval


class ConnectionFailed(SangamError):
    """No reply, or it broke off. A write may have taken effect: repeat it under the same key."""


class TimedOut(SangamError):
    """No whole reply within the time allowed. A write may have taken effect, as above."""


class UnexpectedReply(SangamError):
    """A reply that this API does not give: something in between, or no Sangam, has answered."""

    def __init__(self, operation: str, reason: Oddity, status: int, message: str) -> None:
        super().__init__(operation, message)
        self.reason = reason
        self.status = status
