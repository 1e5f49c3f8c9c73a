"""Durable transfers a second: through the lane in process, over HTTP, and row by row."""

import pathlib
import re
import subprocess
import time

from harness.bench import Bench
from harness.bench_notes import JSON_HEADERS
from harness.cluster import Cluster, binaries
from harness.figures import interleaved, median_of, print_figure
from harness.load import run_load
from harness.machine import program
from harness.sangam import Sangam
from ledger_data import LedgerData
from ledger_import import ImportMeanwhile
from ledger_lane import run_lane

TRANSFERS = "/api/v1/ledger/transfers"
BATCH = 1_000
BATCH_CONNECTIONS = 8
PGBENCH_CLIENTS = (1, 8)  # the better of both is the peer's figure

bench = Bench("ledger", __doc__)
bench.parser.add_argument("--rows", type=int, default=10_000_000, help="transfers preloaded")
bench.parser.add_argument("--keep", type=pathlib.Path, metavar="DIRECTORY",
                          help="keeps the preloaded ledger there for the next run")


def loaded(directory, options):
    """The preloaded ledger; one for all figures of a run, in the folder above theirs."""
    parent = (options.keep or directory.parent).resolve()
    parent.mkdir(parents=True, exist_ok=True)
    ledger = LedgerData(parent / "loaded")
    ledger.make(options.rows)
    return ledger


def lane_figure(figure, directory, options, case, batch):
    data = loaded(directory, options)
    result = median_of([run_lane(data, case, batch, options.seconds)
                        for _ in range(options.rounds)])
    print_figure("ledger", figure, result["per_second"], "per_s")
    for percentile in ("p50", "p99"):
        print_figure("ledger", f"{figure}_{percentile}", result[f"{percentile}_ms"], "ms")


@bench.figure("batch_8190_uniform")
def batch_8190_uniform(directory, options):
    lane_figure("batch_8190_uniform", directory, options, "uniform", 8_190)


@bench.figure("batch_1000_uniform")
def batch_1000_uniform(directory, options):
    lane_figure("batch_1000_uniform", directory, options, "uniform", 1_000)


def post(server, path, body, connections, options):
    return run_load(server.url + path, options.seconds, connections, "POST",
                    server.headers + JSON_HEADERS, body)


@bench.figure("http_batch_1000")
def http_batch_1000(directory, options):
    data = loaded(directory, options)
    with Sangam(data.data) as server:
        results = [post(server, TRANSFERS + "/batch", data.batch_template(BATCH),
                        BATCH_CONNECTIONS, options) for _ in range(options.rounds)]
        require_created(server, data)
    result = median_of(results)
    print_figure("ledger", "http_batch_1000", result["per_second"] * BATCH, "per_s")
    print_figure("ledger", "http_batch_1000_p99", result["p99_ms"], "ms")


def require_created(server, data):
    """A batch is answered 200 even if its transfers are refused; one is looked into."""
    first, second = data.accounts_file.read_text().split()[:2]
    answer = server.must("POST", TRANSFERS + "/batch", {"transfers": [
        {"debit_account": first, "credit_account": second,
         "amount": {"amount": "1", "asset": "INR"}}] * 2})
    if answer["created"] != 2:
        raise RuntimeError(f"transfers like the measured ones are refused: {answer}")


@bench.figure("http_single_256")
def http_single_256(directory, options):
    data = loaded(directory, options)
    with Sangam(data.data) as server:
        result = median_of([post(server, TRANSFERS, data.transfer_template(), 256, options)
                            for _ in range(options.rounds)])
        print_figure("ledger", "http_single_256", result["per_second"], "per_s")
        for percentile in ("p50", "p99", "p99.9"):
            print_figure("ledger", f"http_single_256_{percentile}", result[f"{percentile}_ms"],
                         "ms")


@bench.figure("http_single_256_during_import")
def http_single_256_during_import(directory, options):
    data = loaded(directory, options)
    with Sangam(data.data) as server, ImportMeanwhile(server, data, directory):
        result = post(server, TRANSFERS, data.transfer_template(), 256, options)
    print_figure("ledger", "http_single_256_during_import", result["per_second"], "per_s")
    print_figure("ledger", "http_single_256_during_import_p99", result["p99_ms"], "ms")


def run_pgbench(cluster, clients, seconds):
    script = pathlib.Path(__file__).with_name("row_by_row.pgbench")
    output = subprocess.run(
        [binaries() / "pgbench", "-n", "-M", "prepared", "-h", cluster.socket, "-U", "peer", "-f",
         script, "-c", str(clients), "-T", str(max(1, round(seconds))), "postgres"],
        check=True, text=True, capture_output=True).stdout
    return {"per_second": float(re.search(r"tps = ([0-9.]+)", output)[1])}


@bench.figure("hot_vs_row_by_row")
def hot_vs_row_by_row(directory, options):
    """Every transfer leaves one account; ours in batches of 8,190, theirs one call a transfer."""
    data = loaded(directory, options)
    configuration = data.data / "postgres" / "data" / "postgresql.conf"
    with Cluster(directory / "peer", configuration) as cluster:
        cluster.psql("-f", pathlib.Path(__file__).with_name("row_by_row.sql"))
        contenders = {"ours": lambda: run_lane(data, "hot", 8_190, options.seconds)}
        for clients in PGBENCH_CLIENTS:
            contenders[f"plpgsql_{clients}"] = (
                lambda clients=clients: run_pgbench(cluster, clients, options.seconds))
        medians = interleaved(contenders, options.rounds)
    theirs = max(medians[f"plpgsql_{clients}"]["per_second"] for clients in PGBENCH_CLIENTS)
    print_figure("ledger", "hot_vs_row_by_row", medians["ours"]["per_second"], "per_s", "plpgsql",
                 theirs)


@bench.figure("rebuild_1m_accounts")
def rebuild_1m_accounts(directory, options):
    """From the start of the server until it has posted a transfer in a ledger of a million."""
    data = LedgerData(directory / "million")
    data.make(rows=0)
    data.add_accounts(1_000_000)
    first, second = data.accounts_file.read_text().split()[:2]
    seconds = []
    for _ in range(options.rounds):
        started = time.monotonic()
        with Sangam(data.data) as server:
            server.must("POST", TRANSFERS, {"debit_account": first, "credit_account": second,
                                            "amount": {"amount": "1", "asset": "INR"}})
            seconds.append({"seconds": time.monotonic() - started})
    print_figure("ledger", "rebuild_1m_accounts", median_of(seconds)["seconds"], "s")


@bench.figure("disk_sync")
def disk_sync(directory, _options):
    """On the disk of the measured data; prints lines of its own bench."""
    subprocess.run([program("bench_disk_sync"), directory], check=True)


bench.run()
