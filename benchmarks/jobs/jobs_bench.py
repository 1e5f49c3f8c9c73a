"""Jobs that do nothing, enqueued in batches of 1,000 and done; and the same under a held snapshot."""

import json
import os
import pathlib
import subprocess

from harness.bench import Bench
from harness.cluster import Cluster
from harness.figures import note, print_figure
from harness.machine import node, peer_programs, program

JOBS = 50_000

bench = Bench("jobs", __doc__)


def last_line(command, **options):
    output = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, **options).stdout
    return json.loads(output.strip().splitlines()[-1])


def run_ours(directory, rounds):
    """{enqueued_per_second, done_per_second, held_per_second} in a cluster of our own."""
    return last_line([program("bench_jobs"), "--data", str(directory / "sangam"),
                      "--jobs", str(JOBS), "--rounds", str(rounds)])


def run_graphile(directory, configuration, rounds):
    """{done_per_second} of graphile-worker in a cluster with the same settings."""
    with Cluster(directory / "peer", configuration) as cluster:
        cluster.psql("-c", "CREATE DATABASE jobs")
        script = peer_programs() / "graphile_jobs.mjs"
        return last_line([node(), script, str(JOBS), str(rounds)],
                         env=os.environ | {"NODE_ENV": "production",
                                           "GRAPHILE_URL": f"postgres:///jobs?host={cluster.socket}"
                                                           "&user=peer"})


@bench.figure("batched_vs_graphile")
def batched_vs_graphile(directory, options):
    ours = run_ours(directory, options.rounds)
    configuration = pathlib.Path(directory) / "sangam" / "postgres" / "data" / "postgresql.conf"
    theirs = run_graphile(directory, configuration, options.rounds)
    note(f"enqueued, while others are done: {ours['enqueued_per_second']:.0f} a second")
    print_figure("jobs", "batched_vs_graphile", ours["done_per_second"], "per_s",
                 "graphile_worker", theirs["done_per_second"])


@bench.figure("held_xmin")
def held_xmin(directory, options):
    ours = run_ours(directory, options.rounds)
    print_figure("jobs", "held_xmin", ours["held_per_second"], "per_s", "no_snapshot_held",
                 ours["done_per_second"])


if __name__ == "__main__":
    bench.run()
