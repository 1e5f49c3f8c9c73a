"""GraphQL: a list of 50 with two links, beside Fastify with Mercurius on the same database."""

import http.client
import json
from functools import partial

from harness import peers
from harness.bench import Bench
from harness.bench_notes import JSON_HEADERS
from harness.figures import interleaved, note, print_figure
from harness.load import run_load
from harness.machine import SERVER_CPU
from harness.sangam import Sangam

POOLS = (4, 8, 16)  # connections of the peer; the best is kept
ROWS = 1_000
# For every tenant there may be: the demo's is among them.
CATALOGUE = f"""
insert into bench.shelves select t, md5('shelf' || n)::uuid, 'Shelf ' || n
  from generate_series(1, 5) t, generate_series(0, 39) n;
insert into bench.readers select t, md5('reader' || n)::uuid, 'Reader ' || n
  from generate_series(1, 5) t, generate_series(0, 199) n;
insert into bench.books select t, md5('book' || n)::uuid, 'Book ' || lpad(n::text, 5, '0'),
    md5('shelf' || n % 40)::uuid, md5('reader' || n % 200)::uuid
  from generate_series(1, 5) t, generate_series(1, {ROWS}) n;
analyze bench.books; analyze bench.shelves; analyze bench.readers;
"""
OURS = {"query": "{ benchBooksList(first: 50) { nodes { id title shelf { id name } reader { id name } } } }"}
THEIRS = {"query": "{ books(first: 50) { id title shelf { id name } reader { id name } } }"}

bench = Bench("graphql", __doc__)


def ask(url, headers, body, seconds):
    return run_load(url + "/graphql", seconds, method="POST", headers=headers + JSON_HEADERS,
                    body=json.dumps(body))


def books_of(port, headers, body):
    """What a server answers, as (title, shelf, reader): both have to say the same."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/graphql", json.dumps(body),
                       dict(line.split(": ", 1) for line in headers + JSON_HEADERS))
    answer = json.loads(connection.getresponse().read())
    connection.close()
    if "errors" in answer:
        raise RuntimeError(f"port {port}: {answer['errors'][0]}")
    (found,) = answer["data"].values()
    rows = found if isinstance(found, list) else found["nodes"]
    return [(row["title"], row["shelf"]["name"], row["reader"]["name"]) for row in rows]


@bench.figure("list50_two_links_vs_mercurius")
def list50_two_links_vs_mercurius(directory, options):
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as ours:
        ours.psql("-c", CATALOGUE)
        socket = ours.data / "postgres" / "socket"
        speeds = {}
        for size in POOLS:
            with peers.mercurius(directory, socket, size) as peer:
                speeds[size] = ask(peer.url, [], THEIRS, 2)["per_second"]
        pool = max(speeds, key=speeds.get)
        note("mercurius: " + ", ".join(f"pool {size}: {speed:.0f}/s"
                                       for size, speed in speeds.items()))
        with peers.mercurius(directory, socket, pool) as theirs:
            mine = books_of(ours.port, ours.headers, OURS)
            if len(mine) != 50 or mine != books_of(theirs.port, [], THEIRS):
                raise RuntimeError("the two do not answer the same")
            medians = interleaved({
                "ours": partial(ask, ours.url, ours.headers, OURS, options.seconds),
                "mercurius": partial(ask, theirs.url, [], THEIRS, options.seconds)},
                options.rounds)
    figure = "list50_two_links_vs_mercurius"
    print_figure("graphql", figure, medians["ours"]["per_second"], "per_s", "mercurius",
                 medians["mercurius"]["per_second"])
    for percentile in ("p50", "p99"):
        measure = percentile + "_ms"
        print_figure("graphql", f"{figure}_{percentile}", medians["ours"][measure], "ms",
                     "mercurius", medians["mercurius"][measure], smaller_is_better=True)


bench.run()
