"""Seconds from the command to readiness, and memory of an idle server without PostgreSQL."""

import time

from harness.bench import Bench
from harness.figures import median_of, print_figure
from harness.process import resident_megabytes
from harness.sangam import Sangam

SETTLE_SECONDS = 3  # after readiness, for background work of the start to end

bench = Bench("start", __doc__)


def start_once(data):
    with Sangam(data) as server:
        time.sleep(SETTLE_SECONDS)
        megabytes = resident_megabytes(server.process.pid)
        return {"seconds": server.start_seconds, "megabytes": megabytes}


@bench.figure("start_to_ready")
def start_to_ready(directory, options):
    """First with a new data directory each (initdb, schema, demo tenant), then with the old one."""
    first = median_of([start_once(directory / f"data-{i}") for i in range(options.rounds)])
    again = median_of([start_once(directory / "data-0") for _ in range(options.rounds)])
    print_figure("start", "start_to_ready_first", first["seconds"], "s")
    print_figure("start", "start_to_ready", again["seconds"], "s")
    print_figure("start", "idle_memory", again["megabytes"], "MB")


bench.run()
