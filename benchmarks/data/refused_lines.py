"""Well-formed lines that the ledger must refuse, one maker a reason."""

from bank_model import to_minor, to_text

ENOUGH_TO_FAIL = 10 ** 9  # whole units; nobody has them


class RefusedLines:
    def __init__(self, writer, ordinary):
        self.writer = writer
        self.ordinary = ordinary
        self.random = writer.random
        self.makers = [getattr(self, name) for name in dir(self) if name.startswith("refuse_")]

    def _changed_single(self, expected, **changes):
        if not self.writer.singles:
            return
        event = self.random.choice(self.writer.singles)
        self.writer.write_refused(event | changes, expected)

    def _another(self, name, other):
        """A customer of the same ledger who is neither of the two named."""
        ledger = self.writer.model.accounts[name.removeprefix("ref:")].ledger
        while True:
            customer = self.random.choice(self.ordinary.branches[ledger].customers)
            if f"ref:{customer.reference}" not in (name, other):
                return f"ref:{customer.reference}"

    def refuse_insufficient_funds(self):
        branch = self.ordinary.branch()
        poor, payee = self.random.sample(branch.customers, 2)
        event = self.writer.transfer(poor, payee, poor.spendable() + 1)
        self.writer.write_refused(event, "exceeds_credits")

    def refuse_insufficient_funds_for_hold(self):
        branch = self.ordinary.branch()
        poor, payee = self.random.sample(branch.customers, 2)
        event = self.writer.transfer(poor, payee, poor.spendable() + 1, flags=["pending"])
        self.writer.write_refused(event, "exceeds_credits")

    def refuse_overpaid_loan(self):
        branch = self.ordinary.branch()
        event = self.writer.transfer(branch.treasury, branch.loans, ENOUGH_TO_FAIL)
        self.writer.write_refused(event, "exceeds_debits")

    def refuse_retry_of_a_failure(self):
        if not self.writer.failed:
            return self.refuse_insufficient_funds()
        event = self.random.choice(self.writer.failed)
        self.writer.write_refused(event | {"amount": to_text(1, event["asset"])},
                                  "id_already_failed")

    def refuse_unknown_debit_reference(self):
        event = self.ordinary.payment() | {"debit_account": "ref:no-such-account"}
        self.writer.write_refused(event, "debit_account_not_found")

    def refuse_unknown_credit_account(self):
        event = self.ordinary.payment() | {"credit_account": self.writer.new_id("acct")}
        self.writer.write_refused(event, "credit_account_not_found")

    def refuse_same_account(self):
        event = self.ordinary.payment()
        event["credit_account"] = event["debit_account"]
        self.writer.write_refused(event, "accounts_must_be_different")

    def refuse_accounts_of_two_ledgers(self):
        one, other = self.random.sample(list(self.ordinary.branches.values()), 2)
        event = self.writer.transfer(one.treasury, other.treasury, 100)
        self.writer.write_refused(event, "accounts_must_have_the_same_ledger", "malformed")

    def refuse_same_id_other_amount(self):
        if not self.writer.singles:
            return
        event = self.random.choice(self.writer.singles)
        more = to_text(to_minor(event["amount"], event["asset"]) + 1, event["asset"])
        self.writer.write_refused(event | {"amount": more}, "exists_with_different_amount")

    def refuse_same_id_other_payer(self):
        if not self.writer.singles:
            return
        event = self.random.choice(self.writer.singles)
        other = self._another(event["debit_account"], event["credit_account"])
        self.writer.write_refused(event | {"debit_account": other},
                                  "exists_with_different_debit_account_id")

    def refuse_same_id_other_payee(self):
        if not self.writer.singles:
            return
        event = self.random.choice(self.writer.singles)
        other = self._another(event["debit_account"], event["credit_account"])
        self.writer.write_refused(event | {"credit_account": other},
                                  "exists_with_different_credit_account_id")

    def refuse_same_id_other_code(self):
        self._changed_single("exists_with_different_code", code=77)

    def refuse_same_id_as_hold(self):
        self._changed_single("exists_with_different_flags", flags=["pending"])

    def refuse_timeout_without_hold(self):
        event = self.ordinary.payment() | {"timeout_seconds": 60}
        self.writer.write_refused(event, "timeout_reserved_for_pending_transfer", "malformed")

    def refuse_pending_id_without_post(self):
        event = self.ordinary.payment() | {"pending_id": self.writer.new_id()}
        self.writer.write_refused(event, "pending_id_must_be_zero", "malformed")

    def _resolve(self, expected, pending_id, verb="post", **more):
        event = {"id": self.writer.new_id(), "pending_id": pending_id,
                 "flags": [verb + "_pending_transfer"]} | more
        self.writer.write_refused(event, expected)

    def refuse_post_of_nothing(self):
        self._resolve("pending_transfer_not_found", self.writer.new_id())

    def refuse_post_of_a_single(self):
        if self.writer.singles:
            self._resolve("pending_transfer_not_pending",
                          self.random.choice(self.writer.singles)["id"])

    def refuse_second_resolution(self):
        if self.writer.resolutions:
            hold, first = self.random.choice(self.writer.resolutions)
            done = "posted" if "post_pending_transfer" in first["flags"] else "voided"
            self._resolve("pending_transfer_already_" + done, hold["id"],
                          self.random.choice(["post", "void"]))

    def _open_hold(self):
        return self.random.choice(self.writer.open_holds) if self.writer.open_holds else None

    def refuse_post_of_too_much(self):
        hold = self._open_hold()
        if hold:
            more = to_text(to_minor(hold["amount"], hold["asset"]) + 1, hold["asset"])
            self._resolve("exceeds_pending_transfer_amount", hold["id"], amount=more,
                          asset=hold["asset"])

    def refuse_void_of_a_part(self):
        hold = self._open_hold()
        if hold and to_minor(hold["amount"], hold["asset"]) > 1:
            self._resolve("pending_transfer_has_different_amount", hold["id"], "void",
                          amount=to_text(1, hold["asset"]), asset=hold["asset"])

    def refuse_post_to_other_payer(self):
        hold = self._open_hold()
        if hold:
            other = self._another(hold["debit_account"], hold["credit_account"])
            self._resolve("pending_transfer_has_different_debit_account_id", hold["id"],
                          debit_account=other)

    def refuse_chain(self):
        """A chain whose second payment cannot be paid; afterwards its first may be sent alone."""
        branch = self.ordinary.branch()
        poor, payee = self.random.sample(branch.customers, 2)
        first = self.writer.transfer(branch.treasury, payee, 1)
        guilty = self.writer.transfer(poor, payee, poor.spendable() + 1)
        last = self.writer.transfer(branch.treasury, poor, 1)
        self.writer.write_chain([first, guilty, last])
        self.writer.write(first | {"flags": []})

    def refuse_closed_account(self):
        """Closes an account by a hold, is refused, and reopens it by voiding the hold."""
        branch = self.ordinary.branch()
        closing = self.writer.transfer(branch.closing, branch.treasury, 1,
                                       flags=["pending", "closing_debit"])
        self.writer.write(closing)
        self.writer.write_refused(self.writer.transfer(branch.closing, branch.treasury, 1),
                                  "debit_account_already_closed")
        self.writer.write_refused(self.writer.transfer(branch.treasury, branch.closing, 1),
                                  "credit_account_already_closed")
        self.writer.write({"id": self.writer.new_id(), "pending_id": closing["id"],
                           "flags": ["void_pending_transfer"]})
