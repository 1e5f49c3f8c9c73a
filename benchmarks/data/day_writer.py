"""The lines of a bank day as they are made, with what the model says of each."""

import json
import random
from collections import Counter, deque

from bank_model import LedgerModel, to_text

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
OPENING_MS = 1_795_000_000_000  # a morning in November 2026; only the order of identifiers matters
REMEMBERED = 4_000  # how many recent transfers a duplicate, post or refusal may refer to


def encode_identifier(bits):
    """128 bits as 26 characters of Crockford base32."""
    return "".join(CROCKFORD[bits >> shift & 31] for shift in range(125, -1, -5))


def to_line(event):
    return json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()


class DayWriter:
    """Collects lines, feeds the model and keeps what later lines can refer to."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.model = LedgerModel()
        self.lines = []
        self.rejected = []
        self.counts = Counter()
        self.created_by_kind = Counter()
        self.singles = deque(maxlen=REMEMBERED)
        self.resolutions = deque(maxlen=REMEMBERED)
        self.open_holds = deque(maxlen=REMEMBERED)
        self.failed = deque(maxlen=REMEMBERED)  # events whose identifier is poisoned

    def new_id(self, prefix="trf"):
        """A UUID version 7 whose time advances one millisecond a line."""
        time = OPENING_MS + len(self.lines)
        bits = time << 80 | 7 << 76 | self.random.getrandbits(12) << 64
        return f"{prefix}_{encode_identifier(bits | 2 << 62 | self.random.getrandbits(62))}"

    def transfer(self, debit, credit, minor, **more):
        """A transfer object between two accounts of one ledger; not yet written."""
        return {"id": self.new_id(), "debit_account": f"ref:{debit.reference}",
                "credit_account": f"ref:{credit.reference}",
                "amount": to_text(minor, debit.asset), "asset": debit.asset, "code": 1} | more

    def write(self, event):
        """Writes one transfer outside a chain and returns its status by the model."""
        self.lines.append(to_line(event))
        status = self.model.apply(event)
        self._count(len(self.lines), event, status)
        return status

    def write_chain(self, events):
        """Writes a linked chain; every event but the last gets the flag here."""
        for event in events[:-1]:
            event["flags"] = ["linked", *event.get("flags", ())]
        first = len(self.lines) + 1
        self.lines.extend(to_line(event) for event in events)
        statuses = self.model.apply_chain(events)
        for offset, (event, status) in enumerate(zip(events, statuses)):
            self._count(first + offset, event, status)
        return statuses

    def write_open_chain(self, events):
        """The end of the file inside a chain: nothing of it may happen."""
        for event in events:
            event["flags"] = ["linked"]
        for event in events:
            self.lines.append(to_line(event))
            last = event is events[-1]
            status = "linked_event_chain_open" if last else "linked_event_failed"
            self._count(len(self.lines), event, status)

    def write_malformed(self, raw, kind, *other_statuses):
        """A line that is refused before the ledger sees it. `other_statuses` are statuses with
        which a server that leaves this check to the ledger may refuse it just as well."""
        self.lines.append(raw)
        self._reject(["malformed", *other_statuses], kind)

    def write_refused(self, event, expected, *other_statuses):
        """A well-formed line that the ledger must refuse with the status `expected`."""
        status = self.write(event)
        assert status == expected, (status, expected, event)
        self.rejected[-1]["statuses"].extend(other_statuses)
        if expected in ("exceeds_credits", "exceeds_debits"):
            self.failed.append(event)

    def bad_lines(self):
        return len(self.rejected)

    def _count(self, line, event, status):
        flags = event.get("flags", ())
        if status == "created":
            self.counts["created"] += 1
            kind = ("hold" if "pending" in flags else
                    "post" if "post_pending_transfer" in flags else
                    "void" if "void_pending_transfer" in flags else "transfer")
            self.created_by_kind[kind] += 1
        elif status == "exists":
            self.counts["exists"] += 1
        else:
            self._reject([status], status, line)

    def _reject(self, statuses, kind, line=None):
        self.counts["refused"] += 1
        self.rejected.append({"line": line or len(self.lines), "kind": kind, "statuses": statuses})
