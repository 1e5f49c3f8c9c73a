"""WebSockets: how many there may be, what each costs, how fast everybody hears; beside npm ws."""

import json
import resource
import subprocess

from harness import peers
from harness.bench import Bench
from harness.bench_notes import NOTES
from harness.figures import interleaved, note, print_figure
from harness.load import BadAnswers
from harness.machine import LOAD_CPU, SERVER_CPU, program
from harness.process import resident_megabytes
from harness.sangam import Sangam

FILES_KEPT = 500  # of the limit of open files, for everything that is no connection
LEAST = 15_000
MOST = 50_000
SUBSCRIBERS = 5_000
FAN_OUT = 1_000
MESSAGES_A_SECOND = 5
ROOM = ("--bench", "--connections", 200_000, "--connections-an-address", 200_000)
SUBSCRIBE = json.dumps({"type": "subscribe", "id": "1", "operation": "events.tail",
                        "input": {"type": ["bench.note.written"]}})

bench = Bench("websocket", __doc__)


def command(mode, server, connections, *more):
    words = ["taskset", "-c", LOAD_CPU, program("bench_websocket"), mode, "--port", server.port,
             "--connections", connections, *more]
    for header in getattr(server, "headers", []):
        words += ["--header", header]
    return list(map(str, words))


def run(mode, server, connections, *more):
    done = subprocess.run(command(mode, server, connections, *more), text=True,
                          capture_output=True)
    if done.returncode != 0:
        raise BadAnswers(f"{mode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def allowed_connections():
    """As many as the machine's limit of open files lets a process have."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    count = min(hard - FILES_KEPT if hard != resource.RLIM_INFINITY else MOST, MOST)
    note(f"{count} connections: the limit of open files is {hard}")
    if count < LEAST:
        note(f"fewer than {LEAST}: raise the limit to measure what was asked for")
    return count


def kilobytes_a_connection(server, connections, *more):
    """What the server's memory grows by, a connection, while they are held."""
    pid = server.process.pid
    before = resident_megabytes(pid)
    holding = subprocess.Popen(command("hold", server, connections, *more), text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    line = holding.stdout.readline()
    try:
        if not line:
            raise BadAnswers(f"hold: {holding.stderr.read().strip()}")
        opened = json.loads(line)["open"]
        return (resident_megabytes(pid) - before) * 1024 / opened, opened
    finally:
        holding.stdin.close()
        holding.wait()


@bench.figure("connections")
def connections(directory, _options):
    count = allowed_connections()
    with Sangam(directory / "sangam", *ROOM, cpu=SERVER_CPU) as ours:
        mine, opened = kilobytes_a_connection(ours, count)
    with peers.ws(directory) as theirs:
        other, _ = kilobytes_a_connection(theirs, count)
    print_figure("websocket", "connections", opened, "connections")
    print_figure("websocket", "memory_a_connection_vs_ws", mine, "KB", "ws", other,
                 smaller_is_better=True)


@bench.figure("memory_a_subscriber")
def memory_a_subscriber(directory, _options):
    with Sangam(directory / "sangam", *ROOM, cpu=SERVER_CPU) as ours:
        mine, _ = kilobytes_a_connection(ours, SUBSCRIBERS, "--subscribe", SUBSCRIBE)
    print_figure("websocket", "memory_a_subscriber", mine, "KB")


@bench.figure("delivery")
def delivery(directory, options):
    seconds = max(options.seconds, 10)
    with Sangam(directory / "sangam", *ROOM, cpu=SERVER_CPU) as ours, \
            peers.ws(directory) as theirs:
        def measure(server):
            return lambda: run(
                "deliver", server, SUBSCRIBERS, "--subscribe", SUBSCRIBE, "--publish", NOTES,
                "--rate", MESSAGES_A_SECOND, "--seconds", seconds)
        medians = interleaved({"ours": measure(ours), "ws": measure(theirs)}, options.rounds)
    for percentile in ("p50_ms", "p99_ms"):
        print_figure("websocket", f"delivery_{SUBSCRIBERS}_{percentile[:3]}",
                     medians["ours"][percentile], "ms", "ws", medians["ws"][percentile],
                     smaller_is_better=True)


def compare(figure, directory, options, mode, count, *more):
    with Sangam(directory / "sangam", *ROOM, cpu=SERVER_CPU) as ours, \
            peers.ws(directory) as theirs:
        def measure(server):
            return lambda: run(mode, server, count, "--seconds", options.seconds, *more)
        medians = interleaved({"ours": measure(ours), "ws": measure(theirs)}, options.rounds)
    print_figure("websocket", figure, medians["ours"]["per_second"], "per_s", "ws",
                 medians["ws"]["per_second"])


@bench.figure("fan_out_vs_ws")
def fan_out_vs_ws(directory, options):
    compare("fan_out_vs_ws", directory, options, "deliver", FAN_OUT, "--subscribe", SUBSCRIBE,
            "--publish", NOTES)


@bench.figure("ping_vs_ws")
def ping_vs_ws(directory, options):
    compare("ping_vs_ws", directory, options, "ping", 64)


bench.run()
