"""Requests a second of one server thread, ours and theirs, with the same load."""

import subprocess
from functools import partial

from harness import peers
from harness.bench import Bench
from harness.bench_notes import ECHO, ECHO_BODY, JSON_HEADERS, PING
from harness.figures import interleaved, print_figure
from harness.load import run_load, run_wrk
from harness.machine import SERVER_CPU, tool
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


def make_pair(directory):
    """The files of a certificate that signs itself and its key: ECDSA on P-256."""
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        [tool("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return certificate, key


def compare_tls(figure, directory, options, **request):
    pair = make_pair(directory)
    headers = request.pop("headers", [])
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU, pair=pair) as ours, \
            peers.nginx(directory, pair) as theirs:
        theirs_url = theirs.url.replace("http:", "https:")
        medians = interleaved({
            "ours": lambda: run_wrk(ours.url + PING, options.seconds, ours.headers + headers),
            "nginx": lambda: run_wrk(theirs_url + PING, options.seconds, headers)},
            options.rounds)
    print_figure("http", figure, medians["ours"]["per_second"], "per_s", "nginx",
                 medians["nginx"]["per_second"])


@bench.figure("tls_vs_nginx")
def tls_vs_nginx(directory, options):
    compare_tls("tls_vs_nginx", directory, options)


@bench.figure("tls_handshakes_vs_nginx")
def tls_handshakes_vs_nginx(directory, options):
    compare_tls("tls_handshakes_vs_nginx", directory, options, headers=["Connection: close"])


bench.run()
