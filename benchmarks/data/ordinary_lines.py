"""What goes well on a bank day: payments, holds and what becomes of them, chains, repeats."""

from dataclasses import dataclass

from bank_model import SCALES, Account, to_minor

CUSTOMERS_OF = {"inr": 60, "usd": 25, "jpy": 15}  # percent of the customer accounts
ASSET_OF = {"inr": "INR", "usd": "USD", "jpy": "JPY"}
TYPICAL_UNITS = {"INR": 900, "USD": 40, "JPY": 5_000}  # median of a payment, in whole units
OPENING_UNITS = {"INR": 250_000, "USD": 10_000, "JPY": 1_200_000}
MERCHANTS_PER_LEDGER = 8
REFERENCES = ("rent", "invoice 4711", "coffee", "prêt personnel", "वेतन", "給料", "school fees", "a/b:c")
A_DAY = 86_400  # seconds; the shortest hold, so that none expires while the day is imported


@dataclass
class Branch:
    """The accounts of one ledger."""
    settlement: Account
    treasury: Account
    fees: Account
    loans: Account
    closing: Account
    merchants: list
    customers: list


def open_branches(model, customers):
    """Opens all accounts in the model; returns {ledger: Branch}."""
    branches, number = {}, 0

    def opened(ledger, reference, limit="none"):
        model.open_account(reference, ledger, ASSET_OF[ledger], limit)
        return model.accounts[reference]

    for ledger, percent in CUSTOMERS_OF.items():
        count = max(10, customers * percent // 100)
        branches[ledger] = Branch(
            settlement=opened(ledger, f"settlement-{ledger}"),
            treasury=opened(ledger, f"treasury-{ledger}"),
            fees=opened(ledger, f"fees-{ledger}"),
            loans=opened(ledger, f"loans-{ledger}", "credits_must_not_exceed_debits"),
            closing=opened(ledger, f"closing-{ledger}"),
            merchants=[opened(ledger, f"merchant-{ledger}-{i:02}")
                       for i in range(1, MERCHANTS_PER_LEDGER + 1)],
            customers=[opened(ledger, f"acct-{number + i:06}", "debits_must_not_exceed_credits")
                       for i in range(1, count + 1)])
        number += count
    return branches


class OrdinaryLines:
    def __init__(self, writer, branches):
        self.writer = writer
        self.random = writer.random
        self.branches = branches
        self.ledgers = list(branches)
        self.weights = [CUSTOMERS_OF[ledger] for ledger in self.ledgers]

    def branch(self):
        return self.branches[self.random.choices(self.ledgers, self.weights)[0]]

    def amount(self, asset):
        """A payment in minor units: many small, few large."""
        median = TYPICAL_UNITS[asset] * 10 ** SCALES[asset]
        return max(1, int(median * self.random.lognormvariate(0, 1)))

    def funding(self):
        """Opening balances: settlement pays every customer, the loan book and the treasury."""
        for branch in self.branches.values():
            scale = 10 ** SCALES[branch.settlement.asset]
            opening = OPENING_UNITS[branch.settlement.asset] * scale
            for account in branch.customers:
                minor = opening * self.random.randint(50, 150) // 100
                yield self.writer.transfer(branch.settlement, account, minor, code=100)
            for account in (branch.treasury, branch.closing):
                yield self.writer.transfer(branch.settlement, account, opening * 50, code=100)
            # Lending gives the loan account the debits that repayments may not exceed.
            yield self.writer.transfer(branch.loans, branch.settlement, opening * 10, code=101)

    def payer(self, branch, minor):
        """A customer who can pay `minor`, found by trying a few; the treasury when none can."""
        for _ in range(8):
            account = self.random.choice(branch.customers)
            if account.spendable() >= minor:
                return account
        return branch.treasury

    def payee(self, branch, payer):
        if self.random.random() < 0.4:
            return self.random.choice(branch.merchants)
        while (account := self.random.choice(branch.customers)) is payer:
            pass
        return account

    def payment(self):
        branch = self.branch()
        minor = self.amount(branch.settlement.asset)
        payer = self.payer(branch, minor)
        event = self.writer.transfer(payer, self.payee(branch, payer), minor)
        if self.random.random() < 0.3:
            event["reference"] = self.random.choice(REFERENCES)
        return event

    def write_single(self):
        event = self.payment()
        if self.writer.write(event) == "created":
            self.writer.singles.append(event)

    def write_salary(self):
        """Merchants' takings go back to customers, or the day would run dry."""
        branch = self.branch()
        merchant = self.random.choice(branch.merchants)
        minor = self.amount(merchant.asset)
        event = self.writer.transfer(merchant, self.random.choice(branch.customers), minor, code=2)
        self.writer.write(event)

    def write_sweep(self):
        """A balancing transfer: all that the account has, up to an amount."""
        branch = self.branch()
        payer = self.random.choice(branch.customers)
        event = self.writer.transfer(payer, branch.treasury, self.amount(payer.asset),
                                     flags=["balancing_debit"])
        self.writer.write(event)

    def write_repayment(self):
        branch = self.branch()
        minor = self.amount(branch.loans.asset)
        self.writer.write(self.writer.transfer(self.payer(branch, minor), branch.loans, minor))

    def write_hold(self):
        event = self.payment() | {"flags": ["pending"]}
        if self.random.random() < 0.8:
            event["timeout_seconds"] = A_DAY * self.random.randint(1, 7)
        if self.writer.write(event) == "created":
            self.writer.open_holds.append(event)

    def write_resolution(self):
        """Posts an open hold whole, or in part, or voids it."""
        holds = self.writer.open_holds
        if not holds:
            return self.write_hold()
        index = self.random.randrange(len(holds))
        hold = holds[index]
        del holds[index]
        choice = self.random.random()
        void = choice < 0.25
        event = {"id": self.writer.new_id(), "pending_id": hold["id"],
                 "flags": ["void_pending_transfer" if void else "post_pending_transfer"]}
        if self.random.random() < 0.3:
            event |= {name: hold[name] for name in ("debit_account", "credit_account", "code")}
        if 0.25 <= choice < 0.6:
            event |= self._part_of(hold)
        self.writer.write(event)
        self.writer.resolutions.append((hold, event))
        return None

    def _part_of(self, hold):
        held = to_minor(hold["amount"], hold["asset"])
        part = self.writer.model.transfers[hold["id"]].debit
        minor = self.random.randint(1, held)
        return {"amount": self.writer.transfer(part, part, minor)["amount"],
                "asset": hold["asset"]}

    def write_chain(self, most):
        """2 to 8 payments of one ledger, money passed on from hand to hand, or an exchange across
        two ledgers: all or nothing."""
        if self.random.random() < 0.3:
            return self.writer.write_chain(self._exchange())
        length = self.random.randint(2, min(8, most))
        events = [self.payment()]
        branch = self.branches[self.writer.model.accounts[
            events[0]["debit_account"].removeprefix("ref:")].ledger]
        passed_on = self.amount(branch.settlement.asset)
        stations = [branch.treasury, *self.random.sample(branch.customers, length - 2),
                    self.random.choice(branch.merchants)]
        for payer, payee in zip(stations, stations[1:]):
            events.append(self.writer.transfer(payer, payee, passed_on))
        return self.writer.write_chain(events)

    def _exchange(self):
        sold, bought = self.random.sample(self.ledgers, 2)
        source, target = self.branches[sold], self.branches[bought]
        minor = self.amount(source.settlement.asset)
        return [
            self.writer.transfer(self.payer(source, minor), source.settlement, minor, code=20),
            self.writer.transfer(target.settlement, self.random.choice(target.customers),
                                 self.amount(target.settlement.asset), code=20)]

    def write_duplicate(self):
        """A retry: the same identifier with the same content, which must change nothing."""
        candidates = self.writer.singles
        if self.random.random() < 0.3 and self.writer.resolutions:
            event = self.random.choice(self.writer.resolutions)[self.random.randint(0, 1)]
        elif candidates:
            event = self.random.choice(candidates)
        else:
            return self.write_single()
        return self.writer.write(event)
