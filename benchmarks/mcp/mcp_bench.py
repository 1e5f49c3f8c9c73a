"""Tool calls a second of one server thread. An agent's call is on record, which over REST only a
write is: so a read by a tool costs a durable row, and a posting costs the same at both doors."""

import json
from functools import partial

from harness.bench import Bench
from harness.bench_notes import PING
from harness.figures import interleaved, print_figure
from harness.load import run_load
from harness.machine import SERVER_CPU
from harness.sangam import Sangam

bench = Bench("mcp", __doc__)
META = "io.modelcontextprotocol/"
VERSION = "2026-07-28"


def message(method, **params):
    params["_meta"] = {META + "protocolVersion": VERSION, META + "clientCapabilities": {},
                       META + "clientInfo": {"name": "bench", "version": "1"}}
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})


def fields(method, *names):
    return ["Content-Type: application/json", f"MCP-Protocol-Version: {VERSION}",
            f"Mcp-Method: {method}", *(f"Mcp-Name: {name}" for name in names)]


def measure(figure, directory, options, body, headers, path):
    with Sangam(directory / "sangam", "--bench", "--mcp-confirm", "never", cpu=SERVER_CPU) as ours:
        run = partial(run_load, seconds=options.seconds)
        medians = interleaved({
            "tools": lambda: run(ours.url + "/mcp", method="POST", body=body,
                                 headers=ours.headers + headers),
            "REST": lambda: run(ours.url + path, headers=ours.headers)}, options.rounds)
    print_figure("mcp", figure, medians["tools"]["per_second"], "per_s", "REST",
                 medians["REST"]["per_second"])


@bench.figure("calls_on_record")
def calls_on_record(directory, options):
    measure("calls_on_record", directory, options,
            message("tools/call", name="bench.ping", arguments={}),
            fields("tools/call", "bench.ping"), PING)


@bench.figure("discoveries")
def discoveries(directory, options):
    measure("discoveries", directory, options, message("server/discover"),
            fields("server/discover"), PING)


bench.run()
