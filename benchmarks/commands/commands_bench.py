"""Durable commands and reads under row-level security, over HTTP, at 64 connections."""

from functools import partial

from harness import peers
from harness.bench import Bench
from harness.bench_notes import NEW_NOTE, NOTE_HEADERS, NOTES, READ_NOTES, make_notes
from harness.cluster import Cluster
from harness.figures import interleaved, note, print_figure
from harness.load import run_load
from harness.machine import SERVER_CPU
from harness.sangam import Sangam

POOLS = (4, 8, 16, 32)  # connections of the peer; the best is kept
AUTHORISATION = "Bearer sk_bench"
PEER_HEADERS = [f"Authorization: {AUTHORISATION}"]

bench = Bench("commands", __doc__)


def write_notes(url, headers, seconds):
    return run_load(url + NOTES, seconds, headers=headers + NOTE_HEADERS, **NEW_NOTE)


def best_pool(directory, cluster, mode):
    """The pool size with which the peer writes most, by a short run of each."""
    speeds = {}
    for size in POOLS:
        with peers.fastify_pg(directory, cluster, size, mode) as peer:
            speeds[size] = write_notes(peer.url, PEER_HEADERS, 2)["per_second"]
    best = max(speeds, key=speeds.get)
    note(f"fastify_pg {mode}: " + ", ".join(f"pool {size}: {speed:.0f}/s"
                                            for size, speed in speeds.items()))
    return best


def print_medians(figure, medians, peer_name):
    ours, theirs = medians["ours"], medians[peer_name]
    print_figure("commands", figure, ours["per_second"], "per_s", peer_name, theirs["per_second"])
    for percentile in ("p50", "p99"):
        measure = percentile + "_ms"
        print_figure("commands", f"{figure}_{percentile}", ours[measure], "ms", peer_name,
                     theirs[measure], smaller_is_better=True)


def durable(figure, directory, options, mode):
    peer_name = "fastify_pg" if mode == "awaited" else "fastify_pg_pipelined"
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as ours, \
            Cluster(directory / "peer", ours.postgres_configuration) as cluster:
        peers.make_durable_database(cluster)
        pool = best_pool(directory, cluster, mode)
        with peers.fastify_pg(directory, cluster, pool, mode) as theirs:
            medians = interleaved({
                "ours": partial(write_notes, ours.url, ours.headers, options.seconds),
                peer_name: partial(write_notes, theirs.url, PEER_HEADERS, options.seconds)},
                options.rounds)
    print_medians(figure, medians, peer_name)


@bench.figure("durable_vs_fastify_pg")
def durable_vs_fastify_pg(directory, options):
    """The peer as node-postgres documents transactions: each query awaited."""
    durable("durable_vs_fastify_pg", directory, options, "awaited")


@bench.figure("durable_vs_fastify_pg_pipelined")
def durable_vs_fastify_pg_pipelined(directory, options):
    """The peer in node-postgres' newer pipeline mode: a transaction is one round trip."""
    durable("durable_vs_fastify_pg_pipelined", directory, options, "pipelined")


@bench.figure("query_by_key")
def query_by_key(directory, options):
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as ours, \
            Cluster(directory / "peer", ours.postgres_configuration) as cluster:
        peers.make_durable_database(cluster)
        with peers.fastify_pg(directory, cluster, 8, "pipelined") as theirs:
            contenders = {}
            for name, server, headers in (("ours", ours, ours.headers),
                                          ("fastify_pg_pipelined", theirs, PEER_HEADERS)):
                ids = directory / f"{name}.ids"
                make_notes(server.port, headers[0].partition(": ")[2], READ_NOTES, ids)
                contenders[name] = partial(run_load, f"{server.url}{NOTES}/{{{{pick {ids}}}}}",
                                           options.seconds, headers=headers)
            medians = interleaved(contenders, options.rounds)
    print_medians("query_by_key", medians, "fastify_pg_pipelined")


bench.run()
