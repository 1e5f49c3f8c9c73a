"""When a call is tried again, and after how long."""

import email.utils
import random
import threading
import time

from .call import Repeatable
from .errors import ConnectionFailed, Problem, SangamError, TimedOut, UnexpectedReply

FIRST_PAUSE = 0.25
LONGEST_BACKOFF = 8.0
PASSING = (408, 429, 502, 503, 504)


class RetryBudget:
    """So many retries may be made at once, and a tenth of one more for each call that succeeds: a
    server in trouble is not asked three times as often as usual."""

    MOST = 20.0

    def __init__(self) -> None:
        self._left = self.MOST
        self._lock = threading.Lock()

    def take(self) -> bool:
        with self._lock:
            if self._left < 1:
                return False
            self._left -= 1
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._left = min(self.MOST, self._left + 0.1)


def not_begun(error: SangamError) -> bool:
    """Refused before anything was begun, says the server itself: whatever the operation is."""
    return isinstance(error, Problem) and error.code in ("unavailable", "too_many_requests")


def passing(error: SangamError) -> bool:
    """It may have been done, or not, and the next try may fare better."""
    if isinstance(error, Problem):
        return error.status in PASSING or error.code == "idempotency_conflict"
    if isinstance(error, UnexpectedReply):
        return error.reason == "no_problem_document" and error.status in PASSING
    return isinstance(error, (ConnectionFailed, TimedOut))


def may_repeat(error: SangamError, repeatable: Repeatable) -> bool:
    return not_begun(error) or (repeatable != "never" and passing(error))


def backoff(failed: int) -> float:
    """Full jitter: anything up to a bound that doubles, so that callers do not return together."""
    return random.random() * min(LONGEST_BACKOFF, FIRST_PAUSE * 2.0**failed)


def pause_after(error: SangamError, failed: int) -> float:
    """Seconds to wait after so many failures. What the server asks for is the least."""
    asked = error.retry_after if isinstance(error, Problem) else None
    return backoff(failed) if asked is None else asked + random.random() * FIRST_PAUSE


def retry_after_seconds(header: str | None, now: float | None = None) -> int | None:
    """A Retry-After header, which is a number of seconds or a date (RFC 9110 §10.2.3)."""
    if header is None:
        return None
    if header.isascii() and header.isdigit() and len(header) <= 9:
        return int(header)
    if not header.endswith(" GMT"):
        return None
    try:
        date = email.utils.parsedate_to_datetime(header).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0, round(date - (time.time() if now is None else now)))
