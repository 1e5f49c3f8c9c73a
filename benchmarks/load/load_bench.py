"""bench_load against wrk, both from one processor against nginx on the other."""

import re
import subprocess

from harness import peers
from harness.bench import Bench
from harness.figures import interleaved, print_figure
from harness.load import run_load
from harness.machine import LOAD_CPU, tool

bench = Bench("load", __doc__)


def run_wrk(url, options):
    output = subprocess.run(
        ["taskset", "-c", str(LOAD_CPU), tool("wrk", "wrk"), "-t1", "-c64",
         f"-d{round(options.seconds)}", url], check=True, text=True, capture_output=True).stdout
    return {"per_second": float(re.search(r"Requests/sec: *([0-9.]+)", output)[1])}


@bench.figure("requests")
def requests(directory, options):
    with peers.nginx(directory) as nginx:
        medians = interleaved({
            "ours": lambda: run_load(nginx.url + "/", options.seconds),
            "wrk": lambda: run_wrk(nginx.url + "/", options)}, options.rounds)
    print_figure("load", "requests", medians["ours"]["per_second"], "per_s", "wrk",
                 medians["wrk"]["per_second"])


bench.run()
