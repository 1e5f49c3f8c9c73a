"""bench_load against wrk, both from one processor against nginx on the other."""

from harness import peers
from harness.bench import Bench
from harness.figures import interleaved, print_figure
from harness.load import run_load, run_wrk

bench = Bench("load", __doc__)


@bench.figure("requests")
def requests(directory, options):
    with peers.nginx(directory) as nginx:
        medians = interleaved({
            "ours": lambda: run_load(nginx.url + "/", options.seconds),
            "wrk": lambda: run_wrk(nginx.url + "/", options.seconds)}, options.rounds)
    print_figure("load", "requests", medians["ours"]["per_second"], "per_s", "wrk",
                 medians["wrk"]["per_second"])


bench.run()
