"""Requests a second of one server thread, ours and theirs, with the same load."""

from functools import partial

from harness import peers
from harness.bench import Bench
from harness.bench_notes import ECHO, ECHO_BODY, JSON_HEADERS, PING
from harness.figures import interleaved, print_figure
from harness.load import run_load
from harness.machine import SERVER_CPU
from harness.sangam import Sangam

bench = Bench("http", __doc__)


def compare(figure, directory, options, make_peer, peer_name, path, **request):
    headers = request.pop("headers", [])
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as ours, \
            make_peer(directory) as theirs:
        run = partial(run_load, seconds=options.seconds, **request)
        medians = interleaved({
            "ours": lambda: run(ours.url + path, headers=ours.headers + headers),
            peer_name: lambda: run(theirs.url + path, headers=headers)}, options.rounds)
    for name, unit, smaller_is_better in (("per_second", "per_s", False), ("p99_ms", "ms", True)):
        print_figure("http", figure + ("_p99" if unit == "ms" else ""), medians["ours"][name], unit,
                     peer_name, medians[peer_name][name], smaller_is_better)


@bench.figure("trivial_vs_nginx")
def trivial_vs_nginx(directory, options):
    compare("trivial_vs_nginx", directory, options, peers.nginx, "nginx", PING)


@bench.figure("trivial_vs_fastify")
def trivial_vs_fastify(directory, options):
    compare("trivial_vs_fastify", directory, options, peers.fastify, "fastify", PING)


@bench.figure("trivial_vs_express")
def trivial_vs_express(directory, options):
    compare("trivial_vs_express", directory, options, peers.express, "express", PING)


@bench.figure("json_vs_fastify")
def json_vs_fastify(directory, options):
    compare("json_vs_fastify", directory, options, peers.fastify, "fastify", ECHO, method="POST",
            headers=JSON_HEADERS, body=ECHO_BODY)


bench.run()
