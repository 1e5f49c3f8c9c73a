"""What callers of both kinds decide alike."""

from .call import Call, Message, message_of
from .errors import SangamError
from .retry import RetryBudget, may_repeat, pause_after
from .settings import Retry, Settings


class Policy:
    """The settings of a client, and the budget that it shares with its copies."""

    def __init__(self, settings: Settings, budget: RetryBudget | None = None) -> None:
        self.settings = settings
        self.budget = budget or RetryBudget()

    def message(self, call: Call) -> Message:
        return message_of(call, self.settings.prefix, self.settings.headers)

    def pause(self, call: Call, error: SangamError, failed: int) -> float:
        """Seconds after which the call is tried again; raises the error when that is no use."""
        sent_once = call.content is not None and not isinstance(call.content, bytes)
        if failed > self.settings.retries or sent_once or not may_repeat(error, call.repeatable):
            raise error
        delay = pause_after(error, failed)
        if delay > self.settings.longest_pause or not self.budget.take():
            raise error
        if self.settings.on_retry:
            self.settings.on_retry(Retry(call.operation, failed, delay, error))
        return delay
