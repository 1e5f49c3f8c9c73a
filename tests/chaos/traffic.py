"""Clients that move money in all the ways there are, remember what they were told, and repeat
whatever got no answer until there is one."""

import http.client
import itertools
import json
import random
import threading
import time

BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
ANSWER_SECONDS = 60
_numbers = itertools.count()


class Unanswered(Exception):
    """Nobody can know whether the request was carried out, or it was not and may be later."""

    def __init__(self, text, status=0, document=None):
        super().__init__(text)
        self.status = status  # 0: there was no reply
        self.document = document


class Client:
    def __init__(self, victim, key=None):
        self.victim = victim
        self.key = key or victim.key
        self.connection = None

    def request(self, method, path, body=None, headers=None):
        """(status, document). Raises Unanswered."""
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.victim.port,
                                                             timeout=30)
            self.connection.request(
                method, "/api/v1" + path, json.dumps(body) if body is not None else None,
                {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json",
                 **(headers or {})})
            reply = self.connection.getresponse()
            text = reply.read()
        except (OSError, http.client.HTTPException) as problem:
            if self.connection is not None:
                self.connection.close()
            self.connection = None
            raise Unanswered(repr(problem)) from problem
        document = json.loads(text)
        if reply.status in (503, 504, 507):
            raise Unanswered(text.decode(), reply.status, document)
        assert reply.status < 500, (reply.status, document)
        return reply.status, document

    def definite(self, method, path, body=None, headers=None):
        """Repeats until there is an answer; also says how often it had to."""
        deadline = time.monotonic() + ANSWER_SECONDS
        for attempt in itertools.count():
            try:
                return (*self.request(method, path, body, headers), attempt)
            except Unanswered as problem:
                assert time.monotonic() < deadline, f"no definite answer: {problem}"
                time.sleep(0.03)


class Book:
    """The ledgers and accounts that all clients use."""

    def __init__(self, client):
        self.scales = {"INR": 2, "GOLD": 3}
        self.ledgers = {}
        self.accounts = {}
        for asset, scale in self.scales.items():
            body = {"name": f"{asset} book", "asset": asset}
            if asset == "GOLD":
                body.update(scale=scale, kind="commodity")
            self.ledgers[asset] = client.definite("POST", "/ledger/ledgers", body)[1]["id"]
            self.accounts[asset] = []
            for number in range(10):
                limit = "none" if number < 6 else "debits_must_not_exceed_credits"
                status, account, _ = client.definite("POST", "/ledger/accounts", {
                    "ledger": self.ledgers[asset], "name": f"Account {number}", "limit": limit})
                assert status == 201, account
                self.accounts[asset].append(account["id"])

    def money(self, asset, units):
        scale = self.scales[asset]
        digits = str(units).rjust(scale + 1, "0")
        return {"amount": f"{digits[:-scale]}.{digits[-scale:]}", "asset": asset}


class Worker(threading.Thread):
    """One client; what it does depends on its seed and on what it is told."""

    def __init__(self, victim, book, seed):
        super().__init__(daemon=True)
        self.client = Client(victim)
        self.book = book
        self.random = random.Random(seed)
        self.holds = []
        self.done = []
        self.present = {}  # id -> the transfer as told, None where a batch told only that it exists
        self.absent = {}  # id -> why
        self.chains = []  # lists of ids that are all there or none
        self.opened = []
        self.acknowledged = 0
        self.repeated = 0
        self.stopping = threading.Event()
        self.failure = None

    def run(self):
        try:
            while not self.stopping.is_set():
                self.random.choice((self.single, self.single, self.single, self.batch, self.hold,
                                    self.hold, self.resolve, self.resolve, self.again, self.open))()
        except Exception as problem:  # pylint: disable=broad-except
            self.failure = problem

    def new_id(self):
        """A version 7 id of now, as well-behaved callers make them."""
        number = (int(time.time() * 1000) << 80) | self.random.getrandbits(80)
        number = number & ~(0xF << 76) | 7 << 76
        number = number & ~(3 << 62) | 2 << 62
        return "trf_" + "".join(BASE32[number >> 5 * place & 31] for place in reversed(range(26)))

    def transfer(self):
        asset = self.random.choice(("INR", "INR", "GOLD"))
        debit, credit = self.random.sample(self.book.accounts[asset], 2)
        return {"id": self.new_id(), "debit_account": debit, "credit_account": credit,
                "amount": self.book.money(asset, self.random.randrange(1, 100_000)),
                "reference": f"payment {next(_numbers)}"}

    def send(self, path, body, headers=None):
        status, document, repeats = self.client.definite("POST", path, body, headers)
        self.acknowledged += 1
        self.repeated += repeats > 0
        return status, document

    def note(self, status, document, wanted=None):
        """What a reply about one transfer says of it."""
        assert status in (200, 201, 404, 409, 422), (status, document)
        if status in (200, 201):
            assert wanted in (None, document["id"]), document
            self.present[document["id"]] = document
        elif wanted:
            name = document.get("ledger_status", {}).get("name", document["code"])
            assert not name.startswith("exists_with"), document
            self.absent[wanted] = name
        return status in (200, 201)

    def single(self):
        body = self.transfer()
        if self.random.random() < 0.15:
            key = body.pop("id")
            status, document = self.send("/ledger/transfers", body, {"Idempotency-Key": key})
        else:
            status, document = self.send("/ledger/transfers", body)
        if self.note(status, document, body.get("id")):
            self.done.append(document)

    def hold(self):
        body = self.transfer()
        if self.random.random() < 0.4:
            body["timeout_seconds"] = self.random.choice((1, 2, 3600))
        if self.note(*self.send("/ledger/holds", body), body["id"]):
            self.holds.append((body["id"], body["amount"]))

    def resolve(self):
        if not self.holds:
            return
        place = self.random.randrange(len(self.holds))
        hold, amount = self.holds[place]
        if self.random.random() < 0.8:  # sometimes it is left for another attempt, which must fail
            self.holds.pop(place)
        body = {"id": self.new_id()}
        way = self.random.choice(("post", "post", "void"))
        if way == "post" and self.random.random() < 0.5:
            units = int(amount["amount"].replace(".", ""))
            body["amount"] = self.book.money(amount["asset"], self.random.randrange(1, units + 1))
        self.note(*self.send(f"/ledger/holds/{hold}/{way}", body), body["id"])

    def batch(self):
        length = self.random.choice((2, 10, 10, 10, 50, 50, 50, 200, 200, 1500))
        items, chain, chains = [], [], []
        for number in range(length):
            item = self.transfer()
            chain.append(item["id"])
            if number + 1 < length and self.random.random() < 0.4:
                item["flags"] = ["linked"]
            else:
                chains.append(chain)
                chain = []
            items.append(item)
        status, reply = self.send("/ledger/transfers/batch", {"transfers": items})
        assert status == 200, reply
        results = {result["id"]: result["status"] for result in reply["results"]}
        assert list(results) == [item["id"] for item in items]
        self.note_chains(chains, results)

    def note_chains(self, chains, results):
        for chain in chains:
            self.chains.append(chain)
            # A chain sent again stops at its first transfer, which exists: then all of it does.
            if any(results[member] in ("created", "exists") for member in chain):
                for member in chain:
                    self.present.setdefault(member, None)
            else:
                self.absent.update((member, results[member]) for member in chain)

    def again(self):
        """What was done is not done twice, whenever it is asked for again."""
        if not self.done:
            return
        old = self.random.choice(self.done)
        fields = ("id", "debit_account", "credit_account", "amount", "reference")
        status, document = self.send("/ledger/transfers", {name: old[name] for name in fields})
        assert status == 200 and document["timestamp"] == old["timestamp"], (old, document)

    def open(self):
        if self.random.random() > 0.1:
            return
        asset = self.random.choice(("INR", "GOLD"))
        body = {"id": "acct" + self.new_id()[3:], "ledger": self.book.ledgers[asset],
                "name": "Opened under load"}
        status, document = self.send("/ledger/accounts", body)
        assert status in (200, 201), document
        self.opened.append(document["id"])
