"""What signing in and asking for permission costs."""

import base64
import json
import subprocess
import sys
import time
from functools import partial

from authorization_check import compare
from harness import peers
from harness.bench import Bench
from harness.figures import interleaved, note, print_figure
from harness.load import run_load, start_load
from harness.machine import LOAD_CPU, ROOT, SERVER_CPU, program, read_json
from harness.sangam import Sangam

bench = Bench("identity", __doc__)
bench.parser.add_argument("--tuples", type=int, default=1_000_000, help="of authorization_check")

CASES = ("positive", "negative", "exclusion")
GRANT = {"method": "POST", "body": "grant_type=client_credentials"}
FORM = "Content-Type: application/x-www-form-urlencoded"
# As benchmarks/peers/oidc_provider.mjs knows it.
THEIR_CLIENT = ("bench", "secret-of-the-bench")


@bench.figure("authorization_check")
def authorization_check(directory, options):
    """In memory, in process: 50,000 checks of each case."""
    rounds = []
    for _ in range(options.rounds):
        output = subprocess.run(["taskset", "-c", str(LOAD_CPU), program("bench_authorization"),
                                 "--tuples", str(options.tuples)], check=True, text=True,
                                stdout=subprocess.PIPE).stdout
        rounds.append({one["case"]: one for one in map(json.loads, output.splitlines())})
    load = rounds[0]["load"]
    note(f"{load['tuples']} tuples read in {load['seconds']:.2f} s")
    for case in CASES:
        note(f"{case}: {rounds[0][case]['allowed']} of {rounds[0][case]['checks']} allowed")
        for part in ("p50", "p99"):
            ours = sorted(one[case][f"{part}_us"] for one in rounds)[len(rounds) // 2]
            print_figure("identity", f"authorization_check_{case}_{part}", ours, "us")


@bench.figure("authorization_check_http")
def authorization_check_http(directory, options):
    """Over HTTP, one connection, the same questions to both in turns; the answers must agree."""
    measured = compare(directory, options.tuples, options.rounds, options.seconds)
    for case in CASES:
        for part in ("p50", "p99"):
            print_figure("identity", f"authorization_check_http_{case}_{part}",
                         measured["sangam"][case][part], "ms", "openfga",
                         measured["openfga"][case][part], smaller_is_better=True)


def basic(client, secret):
    pair = base64.b64encode(f"{client}:{secret}".encode()).decode()
    return [FORM, f"Authorization: Basic {pair}"]


def make_client(server):
    made = server.must("POST", "/api/v1/oauth/clients", {
        "name": "Bench", "authentication": "client_secret",
        "grant_types": ["client_credentials"], "scopes": ["ledger.accounts:read"]})
    return made["client"]["id"], made["secret"]


@bench.figure("client_credentials_per_core")
def client_credentials_per_core(directory, options):
    with Sangam(directory / "sangam", cpu=SERVER_CPU) as ours, \
            peers.oidc_provider(directory) as theirs:
        ask = partial(run_load, seconds=options.seconds, **GRANT)
        our_client = basic(*make_client(ours))
        medians = interleaved({
            "ours": lambda: ask(ours.url + "/oauth/token", headers=our_client),
            "oidc-provider": lambda: ask(theirs.url + "/token", headers=basic(*THEIR_CLIENT))},
            options.rounds)
    for figure, name, unit, smaller_is_better in (
            ("client_credentials_per_core", "per_second", "per_s", False),
            ("client_credentials_p99", "p99_ms", "ms", True)):
        print_figure("identity", figure, medians["ours"][name], unit, "oidc-provider",
                     medians["oidc-provider"][name], smaller_is_better)


def bare_argon2id(seconds):
    """Verifications a second of libsodium on the server's core."""
    script = ROOT / "benchmarks" / "peers" / "argon2id.py"
    output = subprocess.run(["taskset", "-c", str(SERVER_CPU), sys.executable, script, str(seconds)],
                            check=True, text=True, stdout=subprocess.PIPE).stdout
    return {"per_second": float(output)}


@bench.figure("signins_per_core")
def signins_per_core(directory, options):
    """POST /api/v1/session: the password verified, a session, a device and an audit entry durable.
    PostgreSQL has the other core."""
    with Sangam(directory / "sangam", cpu=SERVER_CPU) as server:
        body = sign_in_body(server)
        medians = interleaved({
            "ours": lambda: run_load(server.url + "/api/v1/session", options.seconds,
                                     connections=16, method="POST", body=body,
                                     headers=["Content-Type: application/json"]),
            "argon2id": lambda: bare_argon2id(options.seconds)}, options.rounds)
    print_figure("identity", "signins_per_core", medians["ours"]["per_second"], "per_s",
                 "bare_argon2id", medians["argon2id"]["per_second"])
    print_figure("identity", "signin_p99", medians["ours"]["p99_ms"], "ms")


def start_flood(server, seconds):
    """With the right password, which costs most; most are turned away because the pool is full."""
    return start_load(server.url + "/api/v1/session", seconds, connections=256, method="POST",
                      body=sign_in_body(server), headers=["Content-Type: application/json"])


def sign_in_body(server):
    person = read_json(server.data / "demo.json")
    return json.dumps({"email": person["email"], "password": person["password"]})


@bench.figure("beside_a_flood")
def beside_a_flood(directory, options):
    """Others' p99 while 256 connections try to sign in, against the same in peace."""
    with Sangam(directory / "sangam") as server:
        def others(seconds):
            return run_load(server.url + "/api/v1/tenant", seconds, connections=8, rate=400,
                            headers=server.headers)

        def flooded():
            flood = start_flood(server, options.seconds + 3)
            time.sleep(1)
            measured = others(options.seconds)
            flood.communicate()
            return measured

        medians = interleaved({"peace": lambda: others(options.seconds), "flood": flooded},
                              options.rounds)
    print_figure("identity", "others_p99_beside_a_flood", medians["flood"]["p99_ms"], "ms",
                 "without_it", medians["peace"]["p99_ms"], smaller_is_better=True)


@bench.figure("session_check")
def session_check(_, options):
    """Of a credential seen in the last seconds, in a full cache."""
    rounds = sorted(json.loads(subprocess.run(
        ["taskset", "-c", str(SERVER_CPU), program("bench_session_check")], check=True, text=True,
        stdout=subprocess.PIPE).stdout)["nanoseconds"] for _ in range(options.rounds))
    print_figure("identity", "session_check", rounds[len(rounds) // 2] / 1000, "us")


if __name__ == "__main__":
    bench.run()
