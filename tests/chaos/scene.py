"""A scene: a server that something is done to, a tenant of its own with traffic, a sink for its
webhooks, and the verdict in the end.

What was recorded stays when the verdict is bad, and is named; SANGAM_TEST_SEED repeats a run's
requests and moments.
"""

import json
import os
import random
import shutil
import sys
import tempfile

import history
from check_history import violations
from final_state import keep, read_state, settle
from traffic import Client
from victim import Victim, place_for_data
from workload import CLIENTS, Bench, Traffic, Worker

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))
from bank import Tenant, sign_in  # noqa: E402
from sink import Sink  # noqa: E402

LONG = bool(os.environ.get("SANGAM_TEST_LONG"))
OPTIONS = ("--bench", "--webhooks-anywhere", "--threads", "1", "--lanes", "1")


class RecordingSink(Sink):
    """Notes arrivals in the history, in their order."""

    def __init__(self, recorder):
        super().__init__()
        self.recorder = recorder

    def _take(self, request):
        with self._arrived:  # reentrant: no other arrival comes between
            status = super()._take(request)
            body = json.loads(request["body"])
            self.recorder.write("arrived", message=request["headers"]["webhook-id"],
                                sent=int(request["headers"]["webhook-timestamp"]),
                                type=body["type"], data=body["data"])
        return status

    def messages(self):
        with self._arrived:
            return {request["headers"]["webhook-id"] for request in self.requests}


def seeded():
    seed = int(os.environ.get("SANGAM_TEST_SEED") or random.SystemRandom().randrange(1 << 32))
    print(f"SANGAM_TEST_SEED={seed}")
    return seed


class Scene:
    """`with Scene() as scene:`; what is done to `scene.victim` is the test's own affair.

    `make_victim(folder, options)` starts the server.
    """

    def __init__(self, make_victim=Victim):
        self.seed = seeded()
        self.random = random.Random(self.seed)
        # Not pytest's own folders: as root the server gives its database to another user, who must
        # be able to enter.
        self.folder = tempfile.mkdtemp(prefix="sangam-scene-", dir=place_for_data())
        os.chmod(self.folder, 0o711)
        try:
            self.victim = make_victim(self.folder, OPTIONS)
        except BaseException:  # a skip, or a server that does not start and has said why
            shutil.rmtree(self.folder, ignore_errors=True)
            raise
        self.recorder = history.Recorder(os.path.join(self.folder, "history.jsonl"))
        self.sink = RecordingSink(self.recorder)
        self.tenant = self.bench = self.client = self.traffic = self.hand = None

    def __enter__(self):
        return self

    def __exit__(self, kind, problem, _):
        self.victim.stop()
        self.sink.close()
        self.recorder.close()
        if kind:
            print(f"kept: {self.folder}")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def begin(self):
        """A tenant that nobody else has, its webhook, and traffic that has begun."""
        self.tenant = tenant = Tenant(self.sign_in(), sandbox=False)
        tenant.api.webhooks_endpoints_create(url=self.sink.url,
                                             event_types=["bench.note.written"])
        self.bench = Bench(self.victim, tenant.key["secret"], self.recorder)
        self.client = Client(self.victim, self.bench.key)
        self.traffic = Traffic(self.bench, self.seed)
        # One more, whose calls the test itself makes.
        self.hand = Worker(self.bench, CLIENTS, self.seed)
        self.traffic.start()
        self.traffic.wait_for_answers(20)

    def sign_in(self):
        """A client of the platform's operator."""
        credentials = self.victim.demo["operator"]
        return sign_in(self.victim.url, credentials["email"], credentials["password"])

    def fault(self, what):
        self.recorder.write("fault", what=what)

    def end(self):
        """Lets everything come to rest and compares what was told with what is there."""
        answers = self.traffic.stop()
        settle(self.client, self.sink.messages)
        state = read_state(self.victim, self.client, self.bench.ledger)
        path = os.path.join(self.folder, "state.json")
        keep(path, state)
        self.recorder.flush()
        records = history.read(self.recorder.path)
        found = violations(records, state)
        repeated = sum(call.attempts > 1 for call in history.calls_of(records))
        print(f"{answers} calls, {repeated} of them repeated, {len(state['transfers'])} transfers,"
              f" {len(state['sagas'])} sagas, {len(state['jobs'])} jobs,"
              f" {len(history.arrivals_of(records))} webhooks: {len(found)} violations")
        assert not found, "\n".join(f"{rule}: {sentence}" for rule, sentence in found[:20])
        return state
