"""The same relations and questions to Sangam and to OpenFGA, each with PostgreSQL behind it."""

import contextlib
import http.client
import json
import os
import pathlib
import statistics
import subprocess
import time

from harness.cluster import Cluster
from harness.figures import note
from harness.machine import ROOT, SERVER_CPU, program, tool
from harness.process import Process, free_port
from harness.sangam import Sangam

OPENFGA = "github.com/openfga/openfga/cmd/openfga@v1.22.1"
BATCH = 100  # tuples a write, the most it takes
CASES = ("positive", "negative", "exclusion")

MODEL = """
type user
type team
  relation member: [user, team#member]
type folder
  relation parent: [folder]
  relation viewer: [user, team#member] or parent->viewer
type document
  relation parent: [folder]
  relation blocked: [user, team#member]
  relation reader: [user] or parent->viewer
  relation viewer: reader but not blocked
"""


def computed(relation):
    return {"computedUserset": {"relation": relation}}


def directly(*subjects):
    """Who may stand in tuples: "user", or "team#member"."""
    kinds = [dict(zip(("type", "relation"), subject.split("#"))) for subject in subjects]
    return {"directly_related_user_types": kinds}


FROM_PARENT = {"tupleToUserset": {"tupleset": {"relation": "parent"},
                                  "computedUserset": {"relation": "viewer"}}}
# MODEL once more, as OpenFGA takes it.
OPENFGA_MODEL = {"schema_version": "1.1", "type_definitions": [
    {"type": "user"},
    {"type": "team", "relations": {"member": {"this": {}}},
     "metadata": {"relations": {"member": directly("user", "team#member")}}},
    {"type": "folder",
     "relations": {"parent": {"this": {}},
                   "viewer": {"union": {"child": [{"this": {}}, FROM_PARENT]}}},
     "metadata": {"relations": {"parent": directly("folder"),
                                "viewer": directly("user", "team#member")}}},
    {"type": "document",
     "relations": {"parent": {"this": {}}, "blocked": {"this": {}},
                   "reader": {"union": {"child": [{"this": {}}, FROM_PARENT]}},
                   "viewer": {"difference": {"base": computed("reader"),
                                             "subtract": computed("blocked")}}},
     "metadata": {"relations": {"parent": directly("folder"),
                                "blocked": directly("user", "team#member"),
                                "reader": directly("user")}}}]}


def openfga_server():
    """Built once from its Go module."""
    folder = ROOT / "build" / "peers"
    if not (folder / "openfga").exists():
        subprocess.run([tool("go", "golang-go"), "install", OPENFGA], check=True, cwd="/",
                       env=os.environ | {"GOBIN": str(folder)})
    return folder / "openfga"


class Client:
    """One connection that is kept."""

    def __init__(self, port, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Content-Type": "application/json"} | (headers or {})

    def send(self, method, path, body):
        self.connection.request(method, path, json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:500]}")
        return json.loads(text) if text else {}


class OurSide:
    def __init__(self, server):
        self.client = Client(server.port, {"Authorization": f"Bearer {server.api_key}"})
        self.client.send("PUT", "/api/v1/access/model", {"text": MODEL})

    def load(self, tuples):
        for first in range(0, len(tuples), BATCH):
            touch = [dict(zip(("object", "relation", "subject"), one))
                     for one in tuples[first:first + BATCH]]
            self.client.send("POST", "/api/v1/access/relations", {"touch": touch})
        # The first questions read them into memory, and may run out of time on the way.
        for _ in range(20):
            with contextlib.suppress(RuntimeError):
                return self.check("document:0", "viewer", "user:0")
        raise RuntimeError("the relations were not read")

    def check(self, thing, relation, subject):
        return self.client.send("POST", "/api/v1/access/check",
                                {"object": thing, "relation": relation,
                                 "subject": subject})["allowed"]


class TheirSide:
    def __init__(self, port, cluster, directory):
        self.client = Client(port)
        self.cluster = cluster
        self.file = directory / "tuple.copy"
        self.store = self.client.send("POST", "/stores", {"name": "bench"})["id"]
        self.model = self.client.send("POST", f"/stores/{self.store}/authorization-models",
                                      OPENFGA_MODEL)["authorization_model_id"]

    def load(self, tuples):
        """Straight into the table: its own writes take twenty minutes for a million."""
        with open(self.file, "w", encoding="ascii") as out:
            for number, (thing, relation, subject) in enumerate(tuples):
                kind = "userset" if "#" in subject else "user"
                print(self.store, *thing.split(":"), relation, subject, kind, f"{number:026}",
                      "2026-01-01", sep="\t", file=out)
        self.cluster.psql("-c", "\\copy tuple (store, object_type, object_id, relation, _user,"
                          f" user_type, ulid, inserted_at) from '{self.file}'", database="openfga")
        self.cluster.psql("-c", "vacuum analyze", database="openfga")

    def check(self, thing, relation, subject):
        return self.client.send("POST", f"/stores/{self.store}/check",
                                {"tuple_key": {"object": thing, "relation": relation,
                                               "user": subject},
                                 "authorization_model_id": self.model})["allowed"]


@contextlib.contextmanager
def openfga(directory, configuration):
    """With its store in PostgreSQL, as its documentation advises for production."""
    server, port = openfga_server(), free_port()
    with Cluster(directory / "peer", configuration) as cluster:
        cluster.psql("-c", "CREATE DATABASE openfga")
        store = ["--datastore-engine", "postgres", "--datastore-uri",
                 f"postgres:///openfga?host={cluster.socket}&user=peer"]
        subprocess.run([server, "migrate", *store], check=True, stdout=subprocess.DEVNULL)
        command = [server, "run", *store, "--http-addr", f"127.0.0.1:{port}", "--grpc-addr",
                   f"127.0.0.1:{free_port()}", "--playground-enabled=false",
                   "--metrics-enabled=false", "--log-level", "none",
                   "--check-query-cache-enabled", "--check-iterator-cache-enabled",
                   # Some of the chains are deeper than the 25 steps it allows unless told.
                   "--resolve-node-limit", "1000"]
        with Process(command, directory / "openfga.log", cpu=SERVER_CPU) as process:
            process.wait_for_port(port)
            yield TheirSide(port, cluster, directory)


def read(path):
    return [line.split() for line in pathlib.Path(path).read_text().splitlines()]


def load(name, side, tuples):
    began = time.monotonic()
    side.load(tuples)
    note(f"{name}: {len(tuples)} tuples there after {time.monotonic() - began:.0f} s")


def measure(side, questions, seconds):
    """Latencies in milliseconds, and the answers."""
    latencies, answers = [], []
    until = time.monotonic() + seconds
    for question in questions:
        began = time.perf_counter()
        answers.append(side.check(*question))
        latencies.append((time.perf_counter() - began) * 1000)
        if time.monotonic() > until:
            break
    cuts = statistics.quantiles(latencies, n=100, method="inclusive")
    return {"p50": cuts[49], "p99": cuts[98]}, answers


def compare(directory, count, rounds, seconds):
    """{side: {case: {p50, p99}}}, medians of rounds; raises where the two disagree."""
    data = directory / "questions"
    data.mkdir()
    subprocess.run([program("bench_authorization"), "--tuples", str(count), "--checks", "20000",
                    "--write", data], check=True, stdout=subprocess.DEVNULL)
    tuples = sorted(set(map(tuple, read(data / "tuples"))))
    with Sangam(directory / "data", cpu=SERVER_CPU) as server, \
            openfga(directory, server.postgres_configuration) as theirs:
        sides = {"sangam": OurSide(server), "openfga": theirs}
        for name, side in sides.items():
            load(name, side, tuples)
        results = {name: {case: [] for case in CASES} for name in sides}
        for case in CASES:
            questions = read(data / case)
            for turn in range(rounds):
                part = questions[turn * len(questions) // rounds:]
                answers = {}
                for name, side in sides.items():
                    figures, answers[name] = measure(side, part, seconds)
                    results[name][case].append(figures)
                for one, ours, other in zip(part, answers["sangam"], answers["openfga"]):
                    if ours != other:
                        raise RuntimeError(f"{one}: Sangam {ours}, OpenFGA {other}")
    return {name: {case: {part: statistics.median(one[part] for one in figures)
                          for part in ("p50", "p99")} for case, figures in cases.items()}
            for name, cases in results.items()}
