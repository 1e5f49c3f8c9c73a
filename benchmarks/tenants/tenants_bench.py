"""Making tenants, and what many of them cost lists and the start."""

import http.client
import json
import statistics
import time

from harness.bench import Bench
from harness.figures import note, print_figure
from harness.machine import ROOT, read_json
from harness.plot import save_plot
from harness.sangam import Sangam

SIZES = (10, 100, 1_000, 10_000)
LISTS = 200  # requests a size
PLOT = ROOT / "benchmarks" / "plots" / "tenants.svg"

bench = Bench("tenants", __doc__)
bench.parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))


class Operator:
    """Who runs the platform, signed in on a connection that is kept."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"Content-Type": "application/json", "Origin": server.url}
        person = read_json(server.data / "demo.json")["operator"]
        answer, _ = self.send("POST", "/session", {"email": person["email"],
                                                   "password": person["password"]})
        self.headers["Cookie"] = answer.headers["Set-Cookie"].split(";")[0]

    def send(self, method, path, body=None):
        """The answer, and the milliseconds it took."""
        began = time.perf_counter()
        self.connection.request(method, "/api/v1" + path, json.dumps(body) if body else None,
                                self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        took = (time.perf_counter() - began) * 1000
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return answer, took

    def make(self, number):
        owner = {"email": f"owner-{number}@example.com", "name": "Owner",
                 "password": "a password for benches"}
        return self.send("POST", "/platform/tenants", {"slug": f"bench-{number}", "name": "Bench",
                                                       "owner": owner})[1]

    def list(self):
        return self.send("GET", "/platform/tenants?limit=50")[1]


def quantile(values, percent):
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


def measure(directory, sizes, rounds):
    """{size: {create, create_p99, list, list_p99, start}} in milliseconds, growing one server."""
    points = {}
    made = 0
    for size in sizes:
        with Sangam(directory / "data") as server:
            operator = Operator(server)
            created = [operator.make(number) for number in range(made, size)]
            made = size
            lists = [operator.list() for _ in range(LISTS)]
        starts = []
        for _ in range(rounds):
            with Sangam(directory / "data") as server:
                starts.append(server.start_seconds * 1000)
        points[size] = {"create": statistics.median(created), "create_p99": quantile(created, 99),
                        "list": statistics.median(lists), "list_p99": quantile(lists, 99),
                        "start": statistics.median(starts)}
        note(f"{size} tenants: " + ", ".join(f"{name} {value:.2f} ms"
                                             for name, value in points[size].items()))
    return points


@bench.figure("many")
def many(directory, options):
    """A tenant is made with its owner, whose password is hashed: 6 ms of each are Argon2id."""
    points = measure(directory, options.sizes, options.rounds)
    first, last = points[options.sizes[0]], points[options.sizes[-1]]
    print_figure("tenants", "create_p50", last["create"], "ms")
    print_figure("tenants", "create_p99", last["create_p99"], "ms")
    for name in ("list", "start"):
        print_figure("tenants", f"{name}_at_{options.sizes[-1]}", last[name], "ms",
                     f"at_{options.sizes[0]}", first[name], smaller_is_better=True)
    series = {"make one": "create", "list 50": "list", "start the server": "start"}
    save_plot(PLOT, "Tenants: milliseconds by how many there are",
              {label: [(size, points[size][name]) for size in options.sizes]
               for label, name in series.items()})
    note(f"plot: {PLOT.relative_to(ROOT)}")


if __name__ == "__main__":
    bench.run()
