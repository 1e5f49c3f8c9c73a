"""The parts that need no server: webhooks, events in pieces, pauses, addresses, types."""

import base64
import hashlib
import hmac
import os
import shutil
import subprocess
import zipfile

import pytest
from sangam import WebhookRejected, verify_webhook
from sangam.call import query_text, segment
from sangam.events import EventParser, EventTooLarge
from sangam.headers import Headers
from sangam.retry import backoff, retry_after_seconds

PACKAGE = os.path.realpath(os.path.join(os.path.dirname(__file__), ".."))
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
NOW = 1614265330


def signed(body, secret=SECRET):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"msg_1.{NOW}.{body}".encode(), hashlib.sha256).digest()
    return {"Webhook-Id": "msg_1", "Webhook-Timestamp": str(NOW),
            "Webhook-Signature": "v1," + base64.b64encode(digest).decode()}


def rejected(reason, headers, body, secret=SECRET, **named):
    with pytest.raises(WebhookRejected) as raised:
        verify_webhook(secret, headers, body, **{"now": NOW} | named)
    assert raised.value.reason == reason


def test_the_standards_own_example_is_signed_well_and_has_no_type():
    headers = {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": str(NOW),
               "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}
    rejected("malformed", headers, '{"test": 2432232314}')
    rejected("signature", headers, '{"test": 2432232315}')


def test_a_message_is_taken_and_while_secrets_change_either_counts():
    other, body = "whsec_b3RoZXIgc2VjcmV0IG9mIG91cnM=", '{"type": "x.y", "data": {"n": 1}}'
    message = verify_webhook(SECRET, signed(body), body.encode(), now=NOW)
    assert (message.id, message.sent_at, message.type) == ("msg_1", NOW, "x.y")
    assert message.payload["data"] == {"n": 1}
    headers = signed(body, other)
    rejected("signature", headers, body)
    assert verify_webhook([SECRET, other], headers, body, now=NOW)
    several = "v1a,abc v1,AAAA " + headers["Webhook-Signature"]
    assert verify_webhook(other, headers | {"Webhook-Signature": several}, body, now=NOW)


def test_what_was_changed_replayed_or_is_not_signed_is_refused():
    body = '{"type": "x"}'
    good = signed(body)
    rejected("signature", good, body + " ")
    rejected("signature", good | {"Webhook-Id": "msg_2"}, body)
    for text in ("v1,", "v1", "v2,AAAA", "v1,not base64!", "v1,\u00e9"):
        rejected("signature", good | {"Webhook-Signature": text}, body)
    rejected("too_old", good, body, now=NOW + 301)
    rejected("too_new", good, body, now=NOW - 301)
    rejected("too_old", good, body, now=NOW + 11, tolerance=10)
    for name in good:
        rejected("headers", good | {name: ""}, body)
    for text in ("soon", "-1", "1e9", "9" * 20, "\u0661"):
        rejected("headers", good | {"Webhook-Timestamp": text}, body)
    for text in ("not json", "null", "[" * 100_000):
        rejected("malformed", signed(text), text)
    for secret in ("whsec_", "whsec_!", ""):
        with pytest.raises(ValueError):
            verify_webhook(secret, good, body, now=NOW)


TEXT = (b": hello\n\nid: 1\ndata: \xc3\xa9\n\ndata: b\r\ndata:c\r\n\r\n"
        b"event: problem\rdata: d\r\rid\n\n")
WANTED = [("message", "\u00e9", "1"), ("message", "b\nc", "1"), ("problem", "d", "1")]


def events(pieces, most=1000):
    parser = EventParser(most)
    return [(event.type, event.data, event.id) for piece in pieces for event in parser.push(piece)]


def test_a_stream_is_the_same_however_it_is_cut():
    assert events([TEXT]) == WANTED
    assert events([TEXT[at:at + 1] for at in range(len(TEXT))]) == WANTED
    for cut in range(len(TEXT)):
        assert events([TEXT[:cut], TEXT[cut:]]) == WANTED, cut


def test_fields_that_are_none_are_passed_over():
    assert events([b"nonsense\nretry: soon\nid: a\0b\ndata\n\n"]) == [("message", "", "")]
    parser = EventParser()
    assert list(parser.push(b"retry: 1500\n\n")) == [] and parser.retry == 1.5


def test_an_event_has_a_greatest_size_in_one_line_or_in_many():
    for pieces in ([b"data: " + b"x" * 2000], [b"data: x\n"] * 300):
        with pytest.raises(EventTooLarge):
            events(pieces)
    assert len(events([b"data: x\n\n"] * 300)) == 300


def test_pauses_and_retry_after():
    assert all(0 <= backoff(failed) <= min(8, 0.25 * 2 ** failed) for failed in range(40))
    assert [retry_after_seconds(text) for text in ("7", "0", None)] == [7, 0, None]
    assert retry_after_seconds("Thu, 01 Jan 2026 00:00:09 GMT", 1767225600) == 9
    assert retry_after_seconds("Thu, 01 Jan 2025 00:00:00 GMT", 1767225600) == 0
    for text in ("", "soon", "-1", "1.5", "9" * 12, "\u0661", "x GMT"):
        assert retry_after_seconds(text) is None, text


def test_arguments_stay_within_their_place_of_the_address():
    assert segment("../x?y#z") == "..%2Fx%3Fy%23z"
    for text in ("", ".", ".."):
        with pytest.raises(ValueError):
            segment(text)
    query = {"type": ["a", "b"], "after": 0, "none": None, "yes": True}
    assert query_text(query) == "?type=a&type=b&after=0&yes=true"


def test_headers_are_found_in_any_case_the_first_of_several():
    headers = Headers([("Set-Cookie", "a=1"), ("SET-COOKIE", "b=2")])
    assert headers["set-cookie"] == "a=1" and "Set-cookie" in headers and len(headers) == 1
    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]


@pytest.mark.skipif(shutil.which("mypy", path="/usr/bin") is None, reason="mypy is not installed")
def test_the_package_and_its_examples_are_typed(tmp_path):
    checked = subprocess.run(
        ["/usr/bin/mypy", "--config-file", "pyproject.toml", "--cache-dir", str(tmp_path),
         "src/sangam", "examples"],
        cwd=PACKAGE, env=os.environ | {"MYPYPATH": "src"}, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout


def test_only_the_asynchronous_client_needs_more_than_python(tmp_path):
    program = ("import sys; sys.modules['httpx'] = None; import sangam; sangam.Sangam('http://x');\n"
               "try: sangam.AsyncSangam\n"
               "except ImportError as error: print(error)")
    said = subprocess.run(["/usr/bin/python3", "-c", program], capture_output=True, text=True,
                          env={"PYTHONPATH": os.path.join(PACKAGE, "src")}, check=True).stdout
    assert "sangam-sdk[async]" in said


def test_the_package_is_built_with_its_types_and_nothing_else(tmp_path):
    copy = shutil.copytree(PACKAGE, tmp_path / "package",
                           ignore=shutil.ignore_patterns("__pycache__", ".*"))
    subprocess.run(["/usr/bin/python3", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
                    "--no-build-isolation", "--wheel-dir", tmp_path, copy], check=True,
                   capture_output=True)
    [wheel] = tmp_path.glob("sangam_sdk-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = packed.namelist()
        [metadata] = [name for name in names if name.endswith("METADATA")]
        described = packed.read(metadata).decode()
    assert {"sangam/py.typed", "sangam/generated/ledger.py"} <= set(names)
    assert all(name.startswith(("sangam/", "sangam_sdk-")) for name in names)
    needed = [line for line in described.splitlines() if line.startswith("Requires-Dist")]
    assert sorted(line.rpartition("; ")[2] for line in needed) == ["extra == 'async'", "extra == 'signing'"]
