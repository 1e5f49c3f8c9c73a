"""Clients of one tenant that do a little of everything and record it: transfers, notes (each an
event and a webhook), jobs, payouts. What got no answer is repeated until it has one."""

import json
import random
import threading
import time

from traffic import Client, Unanswered

PATIENCE_SECONDS = 90
CLIENTS = 3
WEIGHTS = {"transfer": 6, "overdraft": 1, "note": 5, "job": 2, "payout": 1}


class Bench:
    """What the clients share: the tenant's key, its ledger, who pays, who is always empty."""

    def __init__(self, victim, key, recorder):
        self.victim, self.key, self.recorder = victim, key, recorder
        self.client = Client(victim, key)
        self.ledger = self.make("/ledger/ledgers", {"name": "Main", "asset": "INR"})
        self.accounts = [self.open("none") for _ in range(4)]
        self.empty = self.open("debits_must_not_exceed_credits")

    def make(self, path, body):
        status, document, _ = self.client.definite("POST", path, body)
        assert status in (200, 201), document
        return document["id"]

    def open(self, limit):
        return self.make("/ledger/accounts", {"ledger": self.ledger, "name": "Account",
                                              "limit": limit})


class Worker(threading.Thread):
    def __init__(self, bench, number, seed):
        super().__init__(daemon=True)
        self.bench = bench
        self.number = number
        self.random = random.Random(f"{seed} {number}")
        self.client = Client(bench.victim, bench.key)
        self.calls = 0
        self.answers = 0
        self.refusals = []  # documents of 507
        self.stopping = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.stopping.is_set():
                kind = self.random.choices(list(WEIGHTS), WEIGHTS.values())[0]
                self.calls += 1
                getattr(self, kind)(f"c{self.number}-{self.calls}")
                self.answers += 1
        except Exception as problem:  # pylint: disable=broad-except
            self.failure = problem

    def transfer(self, name, debit=None):
        first, second = self.random.sample(self.bench.accounts, 2)
        self.ask(name, "overdraft" if debit else "transfer", "/ledger/transfers", {
            "debit_account": debit or first, "credit_account": second, "reference": name,
            "amount": {"amount": f"{self.random.randrange(1, 100000) / 100:.2f}", "asset": "INR"}})

    def overdraft(self, name):
        self.transfer(name, self.bench.empty)

    def note(self, name):
        self.ask(name, "note", "/bench/notes", {"text": name})

    def job(self, name):
        payload = {"text": name, "delay_ms": self.random.choice((0, 0, 60, 200))}
        self.ask(name, "job", "/jobs", {"kind": "bench.note", "payload": json.dumps(payload)})

    def payout(self, name):
        first, second = self.random.sample(self.bench.accounts, 2)
        self.ask(name, "payout", "/ledger/payouts", {
            "debit_account": first, "credit_account": second, "reference": name,
            "amount": {"amount": "7.50", "asset": "INR"}})

    def ask(self, name, operation, path, body):
        """Under one key until there is an answer that says what happened."""
        record = self.bench.recorder.write
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            record("invoked", call=name, client=self.number, operation=operation, request=body)
            try:
                status, reply = self.client.request("POST", path, body, {"Idempotency-Key": name})
            except Unanswered as problem:
                record("unknown", call=name, why=str(problem))
                self.refusals += [problem.document] if problem.status == 507 else []
            else:
                if status != 409 or reply["code"] != "idempotency_conflict":
                    record("answered", call=name, status=status, reply=reply)
                    return reply
                record("unknown", call=name, why=reply["code"])
            assert time.monotonic() < deadline, f"{name} got no definite answer"
            time.sleep(0.03)


class Traffic:
    """Workers between start() and stop()."""

    def __init__(self, bench, seed):
        self.workers = [Worker(bench, number, seed) for number in range(CLIENTS)]

    def start(self):
        for worker in self.workers:
            worker.start()

    def answers(self):
        for worker in self.workers:
            if worker.failure:
                raise worker.failure
        return sum(worker.answers for worker in self.workers)

    def refusals(self):
        return [document for worker in self.workers for document in worker.refusals]

    def wait_for_answers(self, more, seconds=40):
        wanted, deadline = self.answers() + more, time.monotonic() + seconds
        while self.answers() < wanted:
            assert time.monotonic() < deadline, "nothing is served any more"
            time.sleep(0.01)

    def stop(self):
        for worker in self.workers:
            worker.stopping.set()
        for worker in self.workers:
            worker.join(PATIENCE_SECONDS + 30)
            assert not worker.is_alive(), "a request never got a definite answer"
        return self.answers()
