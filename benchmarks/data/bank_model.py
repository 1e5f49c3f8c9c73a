"""An independent model of the ledger: what a bank day must come to.

Written from the published rules of the ledger (statuses, their precedence, chains, poisoned
identifiers), not from the server's code, so that both can be compared. Amounts are integers in
minor units. Time stands still: no hold of a bank day expires.
"""

from dataclasses import dataclass, field

SCALES = {"INR": 2, "USD": 2, "JPY": 0}

# Failures that a retry could turn into success: the identifier stays unusable, so that it cannot.
POISONING = frozenset({
    "debit_account_not_found", "credit_account_not_found", "pending_transfer_not_found",
    "exceeds_credits", "exceeds_debits",
    "debit_account_already_closed", "credit_account_already_closed"})

RESOLVING = frozenset({"post_pending_transfer", "void_pending_transfer"})
CLOSING = frozenset({"closing_debit", "closing_credit"})
ALL_OF_IT = None  # the amount of a post or void that names none


def to_minor(text, asset):
    """The integer amount of a decimal text that has at most the asset's decimals."""
    whole, _, decimals = text.partition(".")
    return int(whole + decimals.ljust(SCALES[asset], "0"))


def to_text(minor, asset):
    scale = SCALES[asset]
    if scale == 0:
        return str(minor)
    sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(scale + 1, "0")
    return f"{sign}{digits[:-scale]}.{digits[-scale:]}"


@dataclass(slots=True)
class Account:
    reference: str
    ledger: str
    asset: str
    limit: str = "none"
    debits_pending: int = 0
    debits_posted: int = 0
    credits_pending: int = 0
    credits_posted: int = 0
    closed: bool = False

    def spendable(self):
        return self.credits_posted - self.debits_posted - self.debits_pending

    def state(self):
        return (self.debits_pending, self.debits_posted, self.credits_pending,
                self.credits_posted, self.closed)

    def restore(self, state):
        (self.debits_pending, self.debits_posted, self.credits_pending,
         self.credits_posted, self.closed) = state


@dataclass(slots=True)
class Recorded:
    event: dict
    flags: frozenset
    debit: Account
    credit: Account
    amount: int  # what was moved or held, which balancing and partial posts make less than asked
    resolution: str = ""  # "", "posted" or "voided", of a hold


@dataclass
class LedgerModel:
    accounts: dict = field(default_factory=dict)
    transfers: dict = field(default_factory=dict)
    poisoned: set = field(default_factory=set)
    journal: list | None = None

    def open_account(self, reference, ledger, asset, limit):
        self.accounts[reference] = Account(reference, ledger, asset, limit)

    def apply(self, event):
        """The status of one transfer outside a chain."""
        status = self._apply_to_balances(event)
        if status in POISONING:
            self.poisoned.add(event["id"])
        return status

    def apply_chain(self, events):
        """The statuses of a chain: all created, or nothing but the guilty one's poisoned id."""
        statuses, self.journal = [], []
        for event in events:
            status = self._apply_to_balances(event)
            statuses.append(status)
            if status != "created":
                break
        failed = statuses[-1] != "created"
        if failed:
            self._roll_back()
            guilty = len(statuses) - 1
            if statuses[guilty] in POISONING:
                self.poisoned.add(events[guilty]["id"])
            statuses = [statuses[guilty] if i == guilty else "linked_event_failed"
                        for i in range(len(events))]
        self.journal = None
        return statuses

    def _roll_back(self):
        for undo, *arguments in reversed(self.journal):
            undo(*arguments)

    def _remember(self, account):
        if self.journal is not None:
            self.journal.append((account.restore, account.state()))

    def _apply_to_balances(self, event):
        identifier = event["id"]
        flags = frozenset(event.get("flags", ()))
        existing = self.transfers.get(identifier)
        if existing is not None:
            return self._compare(existing, event, flags)
        if identifier in self.poisoned:
            return "id_already_failed"
        if flags & RESOLVING:
            return self._resolve(event, flags)
        return self._transfer(event, flags)

    def _account(self, name):
        return self.accounts.get(name.removeprefix("ref:")) if name else None

    def _compare(self, existing, event, flags):
        asked = existing.event
        if flags != existing.flags:
            return "exists_with_different_flags"
        for key, name in (("pending_id", "pending_id"), ("timeout_seconds", "timeout"),
                          ("debit_account", "debit_account_id"),
                          ("credit_account", "credit_account_id"),
                          ("amount", "amount"), ("code", "code")):
            if event.get(key) != asked.get(key):
                return "exists_with_different_" + name
        return "exists"

    def _transfer(self, event, flags):
        status = self._refuse_shape(event, flags)
        if status:
            return status
        debit = self._account(event["debit_account"])
        credit = self._account(event["credit_account"])
        if debit is None:
            return "debit_account_not_found"
        if credit is None:
            return "credit_account_not_found"
        if debit.ledger != credit.ledger:
            return "accounts_must_have_the_same_ledger"
        if debit.closed:
            return "debit_account_already_closed"
        if credit.closed:
            return "credit_account_already_closed"
        amount = self._balanced(to_minor(event["amount"], debit.asset), debit, credit, flags)
        debits = debit.debits_pending + debit.debits_posted + amount
        if debit.limit == "debits_must_not_exceed_credits" and debits > debit.credits_posted:
            return "exceeds_credits"
        credits = credit.credits_pending + credit.credits_posted + amount
        if credit.limit == "credits_must_not_exceed_debits" and credits > credit.debits_posted:
            return "exceeds_debits"
        self._record(event, flags, debit, credit, amount)
        return "created"

    @staticmethod
    def _refuse_shape(event, flags):
        if event["debit_account"] == event["credit_account"]:
            return "accounts_must_be_different"
        if event.get("pending_id"):
            return "pending_id_must_be_zero"
        if event.get("timeout_seconds") and "pending" not in flags:
            return "timeout_reserved_for_pending_transfer"
        if flags & CLOSING and "pending" not in flags:
            return "closing_transfer_must_be_pending"
        return None

    @staticmethod
    def _balanced(amount, debit, credit, flags):
        if "balancing_debit" in flags:
            amount = min(amount, max(0, debit.spendable()))
        if "balancing_credit" in flags:
            owed = credit.debits_posted - credit.credits_posted - credit.credits_pending
            amount = min(amount, max(0, owed))
        return amount

    def _record(self, event, flags, debit, credit, amount):
        self._remember(debit)
        self._remember(credit)
        if "pending" in flags:
            debit.debits_pending += amount
            credit.credits_pending += amount
        else:
            debit.debits_posted += amount
            credit.credits_posted += amount
        debit.closed |= "closing_debit" in flags
        credit.closed |= "closing_credit" in flags
        self._keep(Recorded(event, flags, debit, credit, amount))

    def _keep(self, recorded):
        identifier = recorded.event["id"]
        self.transfers[identifier] = recorded
        if self.journal is not None:
            self.journal.append((self.transfers.pop, identifier))

    def _resolve(self, event, flags):
        voids = "void_pending_transfer" in flags
        status = self._refuse_resolution(event, flags)
        if status:
            return status
        hold = self.transfers.get(event["pending_id"])
        status = self._refuse_hold(hold, event)
        if status:
            return status
        asked = event.get("amount", ALL_OF_IT)
        amount = hold.amount if asked is ALL_OF_IT else to_minor(asked, hold.debit.asset)
        if amount > hold.amount:
            return "exceeds_pending_transfer_amount"
        if voids and amount < hold.amount:
            return "pending_transfer_has_different_amount"
        if hold.resolution:
            return "pending_transfer_already_" + hold.resolution
        for side, name in ((hold.debit, "debit"), (hold.credit, "credit")):
            if side.closed and not voids:
                return name + "_account_already_closed"
        self._release(hold, amount, voids)
        self._keep(Recorded(event, flags, hold.debit, hold.credit, amount))
        return "created"

    @staticmethod
    def _refuse_resolution(event, flags):
        if len(flags & RESOLVING) > 1 or "pending" in flags:
            return "flags_are_mutually_exclusive"
        if not event.get("pending_id"):
            return "pending_id_must_not_be_zero"
        if event["pending_id"] == event["id"]:
            return "pending_id_must_be_different"
        if event.get("timeout_seconds"):
            return "timeout_reserved_for_pending_transfer"
        return None

    def _refuse_hold(self, hold, event):
        if hold is None:
            return "pending_transfer_not_found"
        if "pending" not in hold.flags:
            return "pending_transfer_not_pending"
        for side in ("debit", "credit"):
            name = event.get(side + "_account")
            if name and self._account(name) is not getattr(hold, side):
                return f"pending_transfer_has_different_{side}_account_id"
        if event.get("code") not in (None, hold.event.get("code")):
            return "pending_transfer_has_different_code"
        return None

    def _release(self, hold, amount, voids):
        self._remember(hold.debit)
        self._remember(hold.credit)
        hold.debit.debits_pending -= hold.amount
        hold.credit.credits_pending -= hold.amount
        if voids:
            hold.debit.closed &= "closing_debit" not in hold.flags
            hold.credit.closed &= "closing_credit" not in hold.flags
        else:
            hold.debit.debits_posted += amount
            hold.credit.credits_posted += amount
        if self.journal is not None:
            self.journal.append((setattr, hold, "resolution", hold.resolution))
        hold.resolution = "voided" if voids else "posted"
