"""Figures of limits: what they cost a request, and what a tenant that floods does to another."""

import json
import subprocess
import time

from harness import peers
from harness.bench_notes import JSON_HEADERS, PING
from harness.figures import interleaved, print_figure
from harness.load import finish_load, run_load, run_wrk, start_load
from harness.machine import SERVER_CPU, program, read_json, tool
from harness.sangam import Sangam

# So wide that nobody is refused: what is measured is the counting.
WIDE = {"tenant": {"quota": 90_000_000, "window_seconds": 100},
        "read": {"quota": 90_000_000, "window_seconds": 100},
        "key": {"quota": 60_000_000, "window_seconds": 100}}
TENANT = "/api/v1/tenant"  # a query of one row
LOAD = 0.7


def make_pair(directory):
    """The files of a certificate that signs itself and its key: ECDSA on P-256."""
    certificate, key = directory / "certificate.pem", directory / "key.pem"
    subprocess.run(
        [tool("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt",
         "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key, "-out", certificate],
        check=True, capture_output=True)
    return certificate, key


class People:
    """The operator of a server, and tenants that they make."""

    def __init__(self, server):
        self.server = server
        person = read_json(server.data / "demo.json")["operator"]
        self.cookie = self.sign_in(person["email"], person["password"])

    def send(self, method, path, body=None, cookie=None):
        connection = self.server._connect()
        connection.request(method, "/api/v1" + path, json.dumps(body) if body else None,
                           {"Content-Type": "application/json", "Origin": self.server.url}
                           | ({"Cookie": cookie} if cookie else {}))
        answer = connection.getresponse()
        text = answer.read()
        connection.close()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]}")
        return answer, json.loads(text) if text else None

    def sign_in(self, email, password):
        answer, _ = self.send("POST", "/session", {"email": email, "password": password})
        return answer.headers["Set-Cookie"].split(";")[0]

    def limit_everybody(self, limits):
        self.send("PUT", "/platform/limits/plans/default", {"limits": limits}, self.cookie)
        time.sleep(1.5)  # in force within a second

    def make_tenant(self, name):
        """The header by which a key of a new tenant is shown."""
        email, password = f"owner@{name}.example", "a password for benches"
        self.send("POST", "/platform/tenants",
                  {"slug": name, "name": name,
                   "owner": {"email": email, "name": "Owner", "password": password}}, self.cookie)
        owner = self.sign_in(email, password)
        _, key = self.send("POST", "/api-keys", {"name": "bench", "role": "admin"}, owner)
        return [f"Authorization: Bearer {key['secret']}"]


def compare(figure, directory, options, make_peer, peer_name):
    pair = make_pair(directory)
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU, pair=pair) as ours:
        People(ours).limit_everybody(WIDE)
        with make_peer(directory, pair, ours.api_key) as theirs:
            theirs_url = theirs.url.replace("http:", "https:")
            medians = interleaved({
                "ours": lambda: run_wrk(ours.url + PING, options.seconds, ours.headers),
                peer_name: lambda: run_wrk(theirs_url + PING, options.seconds, ours.headers)},
                options.rounds)
    print_figure("gateway", figure, medians["ours"]["per_second"], "per_s", peer_name,
                 medians[peer_name]["per_second"])


def versus_fastify(directory, options):
    """TLS, an API key, limits of tenant, class and key, all our routes."""
    compare("tls_key_limit_routes_vs_fastify", directory, options, peers.fastify_gateway,
            "fastify")


def versus_nginx(directory, options):
    compare("tls_key_limit_routes_vs_nginx", directory, options, peers.nginx_gateway, "nginx")


def at_load(directory, options):
    """p99 at 70 % of what is served at most, without TLS, which the generator does not speak. nginx
    answers a constant at the same rate: what it takes is the machine's and the generator's share."""
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as server, \
            peers.nginx(directory) as constant:
        People(server).limit_everybody(WIDE)
        most = run_load(server.url + PING, options.seconds, headers=server.headers)["per_second"]
        medians = interleaved({
            name: lambda url=url: run_load(url + PING, options.seconds, headers=server.headers,
                                           rate=most * LOAD)
            for name, url in (("ours", server.url), ("nginx", constant.url))}, options.rounds)
    print_figure("gateway", "key_limit_routes_p99_at_70_per_cent", medians["ours"]["p99_ms"], "ms",
                 "nginx", medians["nginx"]["p99_ms"], smaller_is_better=True)


def limits_cost(directory, options):
    """Requests a second with limits, against the same server before it had any."""
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as server:
        people = People(server)

        def measured(limits):
            people.limit_everybody(limits)
            return run_load(server.url + PING, options.seconds, headers=server.headers)

        medians = interleaved({"limits": lambda: measured(WIDE), "none": lambda: measured({})},
                              options.rounds)
    print_figure("gateway", "with_limits_vs_without", medians["limits"]["per_second"], "per_s",
                 "without", medians["none"]["per_second"])


def beside_a_flood(directory, options):
    """A quiet tenant's p99 while another sends as much as 64 connections can, against the same in
    peace, where above 0.5 it is less than twice as slow; and against a flood of nginx on the same
    processor, with which nothing is shared but the machine."""
    with Sangam(directory / "sangam", "--bench", cpu=SERVER_CPU) as server, \
            peers.nginx(directory) as elsewhere:
        people = People(server)
        loud, quiet = people.make_tenant("loud"), people.make_tenant("quiet")

        def others(seconds):
            return run_load(server.url + TENANT, seconds, connections=8, rate=300, headers=quiet)

        def flooded(url):
            flood = start_load(url + TENANT, options.seconds + 3, connections=64,
                               headers=[*JSON_HEADERS, *loud])
            time.sleep(1.5)
            measured = others(options.seconds)
            finish_load(flood)
            return measured

        medians = interleaved({"peace": lambda: others(options.seconds),
                               "flood": lambda: flooded(server.url),
                               "elsewhere": lambda: flooded(elsewhere.url)}, options.rounds)
    for peer, name in (("without_it", "peace"), ("flood_of_nginx", "elsewhere")):
        print_figure("gateway", "quiet_tenant_p99_beside_a_flood", medians["flood"]["p99_ms"], "ms",
                     peer, medians[name]["p99_ms"], smaller_is_better=True)


def counting(_, options):
    """Three buckets found and a token of each taken, in process; on two threads as one sees it."""
    rounds = [json.loads(subprocess.run([program("bench_limits_check")], check=True, text=True,
                                        stdout=subprocess.PIPE).stdout)
              for _ in range(options.rounds)]
    for name in ("one_thread", "two_threads"):
        values = sorted(one[name] for one in rounds)
        print_figure("gateway", f"limits_check_{name}", values[len(values) // 2], "ns")


def add_to(bench):
    bench.figure("limits_check")(counting)
    bench.figure("tls_key_limit_routes_vs_fastify")(versus_fastify)
    bench.figure("tls_key_limit_routes_vs_nginx")(versus_nginx)
    bench.figure("key_limit_routes_at_load")(at_load)
    bench.figure("with_limits_vs_without")(limits_cost)
    bench.figure("beside_a_flood")(beside_a_flood)
