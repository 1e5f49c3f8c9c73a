"""What a server tells of itself: metrics, traces, logs, health; and that it tells no secrets."""

import concurrent.futures
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid

import pytest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "api"))
from bank import PASSWORD, Bank, sign_in  # noqa: E402
from client import Client, Problem  # noqa: E402
from collector import Collector  # noqa: E402
from server import ROOT  # noqa: E402

# One for each way in. None may be found in anything that the server tells of itself.
CANARIES = {name: f"canary{name}7c1e9a" for name in
            ("key", "password", "cookie", "idempotency", "body", "query", "path", "header", "upload",
             "name", "agent")}


@pytest.fixture(scope="module")
def collector():
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture(scope="module")
def server(shared_installation, collector):
    return shared_installation.serve(options=["--otlp-endpoint", collector.url, "--threads", "1",
                                              "--lanes", "1", "--log-level", "debug"])


@pytest.fixture(scope="module")
def operator(server):
    credentials = server.demo["operator"]
    return sign_in(server.url, credentials["email"], credentials["password"])


class Parent:
    """What a caller says of the trace it is in: `header`, of a trace of its own."""

    def __init__(self):
        self.trace = uuid.uuid4().hex
        self.span = "b7ad6b7169203331"
        self.header = f"00-{self.trace}-{self.span}-01"


@pytest.fixture
def parent():
    return Parent()


def attempt(client, *arguments, **named):
    try:
        return client.request(*arguments, **named)
    except Problem as problem:
        return problem


def promtool(*arguments, given=""):
    return subprocess.run(["promtool", *arguments], input=given, capture_output=True, text=True,
                          timeout=60, check=False)


def test_metrics_are_clean_and_count_operations(server, operator):
    bank = Bank(operator)
    before = counted(Client(server.url).raw("GET", "/metrics").text, "ledger.transfers.create")
    bank.fund(bank.cash, "1.00")
    text = Client(server.url).raw("GET", "/metrics").text
    checked = promtool("check", "metrics", given=text)
    assert checked.returncode == 0 and not checked.stdout + checked.stderr
    for name in ("sangam_operation_duration_seconds_bucket", "sangam_loop_lag_seconds_count",
                 "sangam_store_pool_sessions", "sangam_lane_waiting", "sangam_events_relay_lag",
                 "process_resident_memory_bytes", "process_open_fds", "sangam_lane_wait_seconds_sum"):
        assert f"\n{name}" in text, name
    assert counted(text, "ledger.transfers.create") == before + 1


def counted(text, operation):
    """How many requests of an operation were answered with 2xx."""
    head = f'sangam_operation_requests_total{{operation="{operation}",'
    return sum(int(line.rsplit(" ", 1)[1]) for line in text.splitlines()
               if line.startswith(head) and 'status="2xx"' in line)


def test_health_knows_every_part(server):
    client = Client(server.url)
    deadline = time.monotonic() + 15
    parts = {}
    while not parts and time.monotonic() < deadline:
        parts = {part["part"]: part for part in client.raw("GET", "/health")["parts"]}
        time.sleep(0.1)
    assert set(parts) == {"database", "disk", "lanes", "relay", "consumers", "jobs", "webhooks",
                          "sealer", "limits"}
    assert all(part["state"] == "well" for name, part in parts.items() if name != "disk"), parts


def test_rules_of_service_levels(installation, tmp_path):
    rules = tmp_path / "rules.yml"
    rules.write_text(installation.run("slo", "rules"))
    checked = promtool("check", "rules", str(rules))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    cases = os.path.join(os.path.dirname(__file__), "slo_cases.yml")
    (tmp_path / "cases.yml").write_text(open(cases, encoding="utf-8").read())
    tested = promtool("test", "rules", str(tmp_path / "cases.yml"))
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_a_trace_goes_through_the_server(operator, collector, parent):
    bank = Bank(operator)
    reply = bank.api.request("POST", "/ledger/transfers", headers={"traceparent": parent.header},
                             body={"debit_account": bank.source, "credit_account": bank.cash,
                                   "amount": {"amount": "5.00", "asset": "INR"}})
    assert reply.headers["traceparent"].split("-")[1] == parent.trace
    root = collector.wait_for(lambda span: (span["traceId"], span["name"]) ==
                              (parent.trace, "ledger.transfers.create"))
    assert root["parentSpanId"] == parent.span
    assert root["kind"] == 2 and root["spanId"] == reply.headers["traceparent"].split("-")[2]
    below = {span["name"] for span in collector.spans() if span.get("parentSpanId") == root["spanId"]}
    assert {"lane.wait", "lane.batch"} <= below

    detail = operator.platform_traces_get(id=parent.trace)
    assert [request["operation"] for request in detail["requests"]] == ["ledger.transfers.create"]
    assert {span["name"] for span in detail["spans"]} >= below
    listed = operator.platform_traces_list(operation="ledger.transfers.create")["items"]
    assert parent.trace in [trace["id"] for trace in listed]


def test_a_trace_goes_on_with_what_is_done_later(operator, collector, parent):
    bank = Bank(operator)
    reply = bank.api.request("POST", "/jobs", headers={"traceparent": parent.header},
                             body={"kind": "platform.echo", "payload": json.dumps({"text": "hello"})})
    server_span = reply.headers["traceparent"].split("-")[2]
    job = collector.wait_for(lambda span: span["name"] == "platform.echo"
                             and span["traceId"] == parent.trace)
    assert job["kind"] == 5 and job["parentSpanId"] == server_span
    shown = bank.api.jobs_get(id=reply["id"])
    assert shown["job"]["trace_id"] == parent.trace
    requests = operator.platform_traces_get(id=parent.trace)["requests"]
    assert [(request["operation"], request["status"]) for request in requests] == [
        ("jobs.start", 201), ("platform.echo", 0)]


def test_exchanges_with_the_database_are_spans(operator, parent):
    bank = Bank(operator)
    reply = bank.api.request("GET", f"/ledger/accounts/{bank.cash}",
                             headers={"traceparent": parent.header, "X-Request-Id": "mine"})
    assert reply.headers["X-Request-Id"] == "mine"
    spans = operator.platform_traces_get(id=parent.trace)["spans"]
    assert any(span["kind"] == "client" and span["name"].startswith("ledger.") for span in spans)


def test_a_collector_that_is_away_costs_nothing(operator, collector, parent):
    collector.status = 503
    bank = Bank(operator)
    started = time.monotonic()
    for _ in range(50):
        bank.api.request("GET", "/tenant", headers={"traceparent": parent.header})
    assert time.monotonic() - started < 5
    collector.status = 200
    collector.wait_for(lambda span: (span["traceId"], span["name"]) == (parent.trace, "tenant.get"))


def raw_exchange(server, text):
    host, port = server.url.split("//")[1].split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(text)
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received.decode()


def test_refusals_of_the_connection_name_the_request(server, parent):
    head = "POST /api/v1/ledger/transfers HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n"
    refused = raw_exchange(server, (head + f"traceparent: {parent.header}\r\nX-Request-Id: mine\r\n"
                                    "Content-Length: 99999999\r\n\r\n{").encode())
    for text in (refused, raw_exchange(server, b"GET / HTTP/1.1\r\nBroken\r\n\r\n")):
        head, _, body = text.partition("\r\n\r\n")
        document = json.loads(body)
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
        assert document["request_id"] == fields["X-Request-Id"]
        assert document["trace_id"] == fields["traceparent"].split("-")[1]
    assert json.loads(refused.partition("\r\n\r\n")[2])["status"] in (401, 413)


def test_series_table_tail_and_levels(operator):
    Bank(operator)
    series = {one["name"]: one for one in operator.platform_metrics_series()["series"]}
    assert {"requests", "errors", "duration_p99", "memory", "relay_lag"} <= series.keys()
    deadline = time.monotonic() + 25
    while not operator.platform_metrics_series(names=["memory"])["series"][0]["points"]:
        assert time.monotonic() < deadline
        time.sleep(0.5)
    rows = {row["operation"]: row for row in operator.platform_metrics_operations()["operations"]}
    assert rows["platform.tenants.create"]["requests"] >= 1
    assert rows["platform.tenants.create"]["p99"] > 0
    assert any(line["message"] == "serving" for line in operator.platform_logs_tail()["items"])
    operator.platform_logs_set_level(module="kernel/lane", level="debug")
    assert {"module": "kernel/lane", "level": "debug"} in operator.platform_logs_levels()["items"]
    with pytest.raises(Problem) as unknown:
        operator.platform_metrics_series(names=["nothing"])
    assert unknown.value.status == 400


GUIDE = os.path.join(ROOT, "docs", "guides", "observability.md")


def shell_blocks():
    with open(GUIDE, encoding="utf-8") as file:
        return [part.split("```")[0] for part in file.read().split("```sh\n")[1:]]


def test_the_guides_example_runs(server):
    example, sequel = shell_blocks()[:2]
    assert len(example.splitlines()) < 40
    credentials = server.demo["operator"]
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", example + sequel],
                          capture_output=True, text=True, timeout=60, check=False,
                          env=os.environ | {"SANGAM_URL": server.url,
                                            "SANGAM_EMAIL": credentials["email"],
                                            "SANGAM_PASSWORD": credentials["password"]})
    assert done.returncode == 0, done.stdout + done.stderr
    assert '{"module":"kernel/lane","level":"debug"}' in done.stdout


def test_tenants_see_nothing_of_it(operator, parent):
    bank = Bank(operator)
    bank.api.request("GET", "/tenant", headers={"traceparent": parent.header})
    for path in ("/platform/metrics/series", "/platform/metrics/operations", "/platform/traces",
                 f"/platform/traces/{parent.trace}", "/platform/logs", "/platform/health"):
        for client in (bank.api, bank.owner, Client(operator.url)):
            assert attempt(client, "GET", path).status in (401, 403), path


def send_canaries(server, bank):
    """Every kind of request, well-formed and not, with a secret at each place."""
    hostile = bank.api.copy(api_key=CANARIES["key"])
    cookie = bank.api.copy(api_key=None, cookie=f"sangam_session={CANARIES['cookie']}")
    headers = {"User-Agent": CANARIES["agent"], "X-Secret": CANARIES["header"],
               "Idempotency-Key": CANARIES["idempotency"]}
    for client in (bank.api, hostile, cookie, Client(server.url)):
        attempt(client, "POST", "/ledger/accounts", headers=headers,
                body={"ledger": bank.ledger, "name": CANARIES["name"], "limit": "none"})
        attempt(client, "POST", "/ledger/accounts", headers=headers, body={"name": CANARIES["body"]})
        attempt(client, "POST", "/ledger/transfers", headers=headers,
                body=('{"' + CANARIES["body"]).encode() + b'": \xff')
        attempt(client, "GET", "/ledger/accounts", query={"cursor": CANARIES["query"]})
        attempt(client, "GET", f"/ledger/accounts/{CANARIES['path']}")
        attempt(client, "POST", "/ledger/imports", headers={"Content-Type": "application/x-ndjson"},
                body=CANARIES["upload"].encode())
        attempt(client, "POST", "/users", headers=headers,
                body={"email": f"{CANARIES['name']}@example.com", "name": CANARIES["name"],
                      "password": CANARIES["password"], "role": "member"})
    for email in (bank.email, f"{CANARIES['name']}@example.com"):
        attempt(Client(server.url), "POST", "/session",
                body={"email": email, "password": CANARIES["password"]})
    raw_exchange(server, f"GET /{CANARIES['path']} HTTP/1.1\r\n{CANARIES['header']}\r\n\r\n".encode())


def postmaster(server):
    for folder, _, files in os.walk(os.path.join(server.data, "postgres")):
        if "postmaster.pid" in files:
            with open(os.path.join(folder, "postmaster.pid"), encoding="utf-8") as file:
                return int(file.readline())
    raise AssertionError("no postmaster")


def told(server, operator, collector):
    """Everything the server says of itself, by where it says it."""
    told = {"log": server.log_text(), "collector": "".join(collector.bodies),
            "metrics": Client(server.url).raw("GET", "/metrics").text,
            "health": Client(server.url).raw("GET", "/health").text}
    if operator:
        told["tail"] = json.dumps(operator.platform_logs_tail(limit=1000))
        traces = operator.platform_traces_list(limit=500)["items"]
        told["traces"] = json.dumps([operator.platform_traces_get(id=trace["id"]) for trace in traces])
        told["series"] = json.dumps(operator.platform_metrics_operations())
    return told


def test_no_secret_leaves_and_an_outage_is_told_in_few_lines(server, operator, collector):
    bank = Bank(operator)
    send_canaries(server, bank)
    secrets = [*CANARIES.values(), PASSWORD, bank.key["secret"], bank.owner.cookie.split("=")[1],
               server.demo["operator"]["password"]]

    before = told(server, operator, collector)
    main = postmaster(server)
    lines = len(server.log_text().splitlines())
    os.kill(main, signal.SIGSTOP)
    backends = [int(pid) for pid in subprocess.run(
        ["pgrep", "-P", str(main)], capture_output=True, text=True, check=True).stdout.split()]
    for pid in backends:
        os.kill(pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        client = Client(server.url)
        while client.raw("GET", "/health").get("state") != "failing":
            assert time.monotonic() - started < 30
            time.sleep(0.2)
        health = client.raw("GET", "/health")
        database = next(part for part in health["parts"] if part["part"] == "database")
        assert health.status == 503 and database["state"] == "failing" and database["reason"]
        assert client.raw("GET", "/health/ready").status == 503
        assert client.raw("GET", "/health/live").status == 200
        # Each waits as long as a request may, so they wait together.
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for _ in range(3):
                pool.submit(attempt, bank.api.copy(), "GET", f"/ledger/accounts/{CANARIES['path']}")
                pool.submit(attempt, bank.api.copy(api_key=CANARIES["key"]), "GET", "/tenant")
            read = pool.submit(attempt, bank.api.copy(), "GET", f"/ledger/accounts/{bank.cash}")
            late = attempt(
                bank.owner, "POST", "/users", headers={"Idempotency-Key": CANARIES["idempotency"]},
                body={"email": f"{CANARIES['name']}2@example.com", "name": CANARIES["name"],
                      "password": CANARIES["password"], "role": "member"})
        assert read.result().status in (503, 504)
        assert late.status in (503, 504)
        during = len(server.log_text().splitlines()) - lines
        assert during <= 2 * (time.monotonic() - started) + 20, server.log_text()[-4000:]
    finally:
        for pid in (*backends, main):
            os.kill(pid, signal.SIGCONT)
    while Client(server.url).raw("GET", "/health/ready").status != 200:
        assert time.monotonic() - started < 60
        time.sleep(0.2)
    for where, text in {**{f"before: {name}": text for name, text in before.items()},
                        **told(server, operator, collector)}.items():
        for secret in secrets:
            assert secret not in text, f"{secret} is in {where}"
    # The failures were told, with what is needed to find them.
    assert late.document["request_id"] in server.log_text()
    assert late.document["trace_id"] in told(server, operator, collector)["traces"]
