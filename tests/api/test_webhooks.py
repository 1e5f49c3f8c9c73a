"""Webhooks over HTTP: what we sign is verified by published libraries, what others sign by us."""

import base64
import hashlib
import hmac
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time

import pytest
from bank import Tenant, sign_in
from client import Client, Problem
from patience import wait_for
from server import ROOT, Server
from sink import Sink


@pytest.fixture(scope="module")
def folder():
    with tempfile.TemporaryDirectory(prefix="sangam-webhooks-") as name:
        os.chmod(name, 0o711)
        yield name


@pytest.fixture(scope="module")
def hook_server(folder):
    server = Server(folder, options=("--webhooks-anywhere", "--bench"))
    yield server
    assert server.stop() == 0, server.log_text()[-4000:]


@pytest.fixture
def api(hook_server):
    credentials = hook_server.demo["operator"]
    operator = sign_in(hook_server.url, credentials["email"], credentials["password"])
    return Tenant(operator).api


@pytest.fixture
def sink():
    sink = Sink()
    yield sink
    sink.close()


def write_note(api, text):
    api.request("POST", "/bench/notes", body={"text": text})


def verify(secret, request):
    """What standardwebhooks and svix say of a request."""
    return subprocess.run(["tools/node_script.sh", "tests/api", "verify_webhook.mjs"], cwd=ROOT,
                          text=True, capture_output=True, input=json.dumps({"secret": secret, **request}))


def test_published_libraries_verify_what_we_sign(api, sink):
    made = api.webhooks_endpoints_create(url=sink.url, event_types=["bench.note.written"])
    write_note(api, "hello")
    [request] = sink.wait(1)
    verdict = verify(made["secret"], request)
    assert verdict.returncode == 0, verdict.stderr
    for payload in json.loads(verdict.stdout):
        assert payload["type"] == "bench.note.written"
        assert payload["data"]["text"] == "hello"
    request["body"] += " "
    assert verify(made["secret"], request).returncode != 0

    rotated = api.webhooks_endpoints_rotate_secret(id=made["endpoint"]["id"])
    write_note(api, "again")
    request = sink.wait(2)[1]
    for secret in (made["secret"], rotated["secret"]):
        assert verify(secret, request).returncode == 0


def one_with(member, reply):
    return reply if member in reply else None


def test_an_endpoint_by_self_service(api, sink):
    endpoint = api.webhooks_endpoints_create(url=sink.url, description="Mine")["endpoint"]
    assert [e["id"] for e in api.webhooks_endpoints_list()["items"]] == [endpoint["id"]]
    message = api.webhooks_endpoints_test(id=endpoint["id"])["message"]
    [request] = sink.wait(1)
    assert request["headers"]["webhook-id"] == message
    attempt = wait_for(lambda: api.webhooks_attempts_list(message_id=message)["items"])[0]
    assert (attempt["outcome"], attempt["status"], attempt["number"]) == ("delivered", 200, 1)
    assert json.loads(api.webhooks_messages_get(id=message)["body"])["type"] == "webhooks.test"
    read = wait_for(lambda: one_with("last_outcome", api.webhooks_endpoints_get(id=endpoint["id"])))
    assert (read["last_outcome"], read["last_status"], read["failed_in_a_row"]) == ("delivered", 200, 0)
    assert read["last_at"] == attempt["at"]
    tag = read.headers["ETag"]
    api.webhooks_endpoints_test(id=endpoint["id"])
    sink.wait(2)
    changed = api.webhooks_endpoints_change(id=endpoint["id"], url=sink.url + "2", description="",
                                            if_match=tag)
    assert changed["url"][-1] == "2" and changed["description"] == ""
    assert api.webhooks_endpoints_disable(id=endpoint["id"])["disabled_reason"] == "switched_off"
    with pytest.raises(Problem) as refused:
        api.webhooks_endpoints_test(id=endpoint["id"])
    assert refused.value.status == 409
    api.webhooks_endpoints_enable(id=endpoint["id"])
    api.webhooks_endpoints_delete(id=endpoint["id"])
    assert api.webhooks_endpoints_list()["items"] == []


def test_a_range_is_replayed(api, sink):
    endpoint = api.webhooks_endpoints_create(url=sink.url)["endpoint"]
    for number in range(3):
        write_note(api, f"note {number}")
    first = sink.wait(3)
    wait_for(lambda: len(api.webhooks_attempts_list()["items"]) == 3)
    replayed = api.webhooks_endpoints_replay(id=endpoint["id"], from_="2020-01-01T00:00:00Z")
    assert replayed["queued"] == 3
    again = sink.wait(6)[3:]
    assert [r["headers"]["webhook-id"] for r in again] == \
        [r["headers"]["webhook-id"] for r in first]


def test_only_public_addresses_unless_the_operator_says_so(operator):
    api = Tenant(operator).api  # of the server without --webhooks-anywhere
    for url in ("http://example.com/", "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/",
                "https://169.254.169.254/latest", "https://[::ffff:127.0.0.1]/",
                "https://2130706433/", "https://user@example.com/", "ftp://example.com/"):
        with pytest.raises(Problem) as refused:
            api.webhooks_endpoints_create(url=url)
        assert refused.value.status == 400, url
    endpoint = api.webhooks_endpoints_create(url="https://localhost/")["endpoint"]
    api.webhooks_endpoints_test(id=endpoint["id"])
    attempt = wait_for(lambda: api.webhooks_attempts_list()["items"])[0]
    assert attempt["failure"] == "address_refused"


def test_a_killed_server_goes_on(folder, hook_server, api, sink):
    sink.answers = [503, 200]
    endpoint = api.webhooks_endpoints_create(url=sink.url)["endpoint"]
    for number in range(5):
        write_note(api, f"kept {number}")
    sink.wait(1)
    hook_server.process.send_signal(signal.SIGKILL)
    hook_server.process.wait()
    again = Server(folder, demo=False, options=("--webhooks-anywhere", "--bench"))
    hook_server.process, hook_server.url = again.process, again.url
    api = Client(again.url, api_key=api.api_key)
    # The head has waited out its pause, or its failure was not recorded: it is sent in any case.
    requests = sink.wait(6, seconds=30)
    texts = [json.loads(r["body"])["data"]["text"] for r in requests]
    assert list(dict.fromkeys(texts)) == [f"kept {number}" for number in range(5)]
    wait_for(lambda: api.webhooks_deliveries_list()["items"] == [])
    api.webhooks_endpoints_delete(id=endpoint["id"])


def post_hook(api, source, body, headers):
    return api.raw("POST", source["path"], body=body.encode(),
                   headers={"Content-Type": "application/json", **headers})


def hexadecimal(secret, text):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def standard_headers(secret, identifier, timestamp, body):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{identifier}.{timestamp}.{body}".encode()
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {"webhook-id": identifier, "webhook-timestamp": str(timestamp),
            "webhook-signature": f"v1,{signature}"}


def test_what_others_tell_is_stored_once(api, sink):
    api.webhooks_endpoints_create(url=sink.url, event_types=["webhooks.received"])
    made = api.webhooks_sources_create(name="Partner", style="standard")
    source, body = made["source"], '{"type":"thing.made"}'
    now = int(time.time())
    headers = standard_headers(made["secret"], "msg_1", now, body)
    assert post_hook(api, source, body, headers).status == 200
    assert post_hook(api, source, body, headers).status == 200  # a repeat
    assert post_hook(api, source, body + " ", headers).status == 401
    stale = standard_headers(made["secret"], "msg_2", now - 400, body)
    assert post_hook(api, source, body, stale).status == 401
    [received] = api.webhooks_received_list()["items"]
    assert api.webhooks_received_get(id=received["id"])["body"] == body
    [request] = sink.wait(1)
    assert json.loads(request["body"])["data"]["provider_id"] == "msg_1"
    assert api.raw("POST", "/hooks/src_00000000000000000000000000").status == 404
    assert api.raw("POST", "/hooks/nonsense").status == 404


def test_styles_of_providers(api):
    body, now, secret = '{"id":"evt_7"}', int(time.time()), "a secret of the provider"
    signed = {
        "stripe": {"Stripe-Signature": f"t={now},v1={hexadecimal(secret, f'{now}.{body}')}"},
        "razorpay": {"X-Razorpay-Signature": hexadecimal(secret, body),
                     "X-Razorpay-Event-Id": "rzp_7"},
        "github": {"X-Hub-Signature-256": "sha256=" + hexadecimal(secret, body),
                   "X-GitHub-Delivery": "gh-7"},
        "meta": {"X-Hub-Signature-256": "sha256=" + hexadecimal(secret, body)}}
    for style, headers in signed.items():
        token = {"verify_token": "a token of ours"} if style == "meta" else {}
        source = api.webhooks_sources_create(name=style, style=style, secret=secret,
                                             **token)["source"]
        assert post_hook(api, source, body, headers).status == 200, style
        assert post_hook(api, source, body.upper(), headers).status == 401, style
        if style == "meta":
            good = "?hub.mode=subscribe&hub.verify_token=a+token+of+ours&hub.challenge=42"
            reply = api.raw("GET", source["path"] + good)
            assert (reply.status, reply.content) == (200, b"42")
            assert api.raw("GET", source["path"] + good.replace("ours", "x")).status == 403
    assert {r["provider_id"] for r in api.webhooks_received_list()["items"]} > {"evt_7", "rzp_7",
                                                                               "gh-7"}


def test_the_example_of_the_guide(api, hook_server):
    with open(os.path.join(ROOT, "docs", "guides", "webhooks.md"), encoding="utf-8") as guide:
        [example] = re.findall(r"```python\n(.*?)```", guide.read(), re.DOTALL)
    assert example.count("\n") < 40
    environment = os.environ | {"SANGAM_URL": hook_server.url, "SANGAM_API_KEY": api.api_key}
    ran = subprocess.run([sys.executable, "-c", example], env=environment, text=True,
                         capture_output=True, timeout=60)
    assert (ran.returncode, ran.stdout.strip()) == (0, "verified: webhooks.test"), ran.stderr
