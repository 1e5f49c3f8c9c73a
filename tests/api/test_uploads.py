"""Uploads that break off and go on (tus 1.0), of an operation that was only declared."""

import contextlib
import http.client
import json
import os
import signal
import tempfile
import time

import pytest

from bank import Bank, new_id, sign_in
from server import Server
from test_imports import file_of, wait_until
from tus import CHUNK, PATH, Tus, checksum, metadata


@pytest.fixture
def tus(bank):
    return Tus(bank.api)


def upload_of(bank, location):
    return bank.api.uploads_get(id=location.rsplit("/", 1)[1])


def imported(bank, location):
    """The import that an upload became, once it is carried out."""
    reply = json.loads(upload_of(bank, location)["reply"])
    wait_until(lambda: bank.api.ledger_imports_get(id=reply["id"])["state"] == "done")
    return bank.api.ledger_imports_get(id=reply["id"])


def test_the_server_says_what_it_can_do(anonymous):
    reply = Tus(anonymous).ask("OPTIONS")
    assert reply.status == 204
    assert reply.headers["Tus-Version"] == "1.0.0"
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert "creation-with-upload" in reply.headers["Tus-Extension"].split(",")
    assert int(reply.headers["Tus-Max-Size"]) == 1024**3
    assert reply.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_an_upload_in_pieces_runs_its_operation(bank, tus):
    content = file_of(bank, 2_000)
    begun = tus.begin(len(content))
    assert begun.status == 201 and begun.headers["Upload-Expires"].endswith("GMT")
    location = begun.headers["Location"]
    assert location.startswith(PATH + "/upl_")
    offset = 0
    while offset < len(content):
        reply = tus.append(location, offset, content[offset:offset + 100_000])
        assert reply.status == 204, reply.text
        offset = int(reply.headers["Upload-Offset"])
        assert offset == int(tus.head(location).headers["Upload-Offset"])
    upload = upload_of(bank, location)
    assert (upload["state"], upload["reply_status"], upload["received"]) == (
        "done", 202, len(content))
    done = imported(bank, location)
    assert (done["created"], done["refused"], done["name"]) == (2_000, 0, "day")
    assert bank.balance(bank.cash) == "20.00"


def test_the_first_bytes_may_come_with_the_beginning(bank, tus):
    content = file_of(bank, 10)
    begun = tus.begin(len(content), body=content)
    assert begun.status == 201, begun.text
    assert int(begun.headers["Upload-Offset"]) == len(content)
    assert begun.headers["Sangam-Upload-State"] == "done"
    assert imported(bank, begun.headers["Location"])["created"] == 10


def test_what_came_before_a_connection_broke_is_kept(bank, tus):
    content = file_of(bank, 20_000)
    location = tus.begin(len(content)).headers["Location"]
    connection = http.client.HTTPConnection(bank.api.url.removeprefix("http://"), timeout=30)
    connection.putrequest("PATCH", location)
    for name, value in {"Authorization": f"Bearer {bank.key['secret']}", "Tus-Resumable": "1.0.0",
                        "Content-Type": CHUNK, "Upload-Offset": 0,
                        "Content-Length": len(content)}.items():
        connection.putheader(name, value)
    connection.endheaders(content[:1_000_000])
    time.sleep(0.3)
    connection.close()
    wait_until(lambda: int(tus.head(location).headers["Upload-Offset"]) == 1_000_000)
    reply = tus.append(location, 1_000_000, content[1_000_000:])
    assert reply.status == 204
    assert imported(bank, location)["created"] == 20_000


def test_a_chunk_that_is_not_its_checksum_is_not_kept(bank, tus):
    content = file_of(bank, 3)
    location = tus.begin(len(content)).headers["Location"]
    wrong = tus.append(location, 0, content, upload_checksum=checksum(content + b"x"))
    assert (wrong.status, wrong["code"]) == (460, "checksum_mismatch")
    assert tus.head(location).headers["Upload-Offset"] == "0"
    unknown = tus.append(location, 0, content, upload_checksum="crc32 AAAA")
    assert (unknown.status, unknown["code"]) == (400, "malformed")
    for algorithm, part in (("sha1", content[:50]), ("sha256", content[50:])):
        offset = int(tus.head(location).headers["Upload-Offset"])
        reply = tus.append(location, offset, part, upload_checksum=checksum(part, algorithm))
        assert reply.status == 204, reply.text
    assert imported(bank, location)["created"] == 3


def test_a_wrong_offset_tells_the_right_one(bank, tus):
    content = file_of(bank, 3)
    location = tus.begin(len(content)).headers["Location"]
    tus.append(location, 0, content[:40])
    for offset in (0, 39, 41):
        reply = tus.append(location, offset, content[40:])
        assert (reply.status, reply["code"]) == (409, "conflict")
        assert reply.headers["Upload-Offset"] == "40"


def test_more_than_announced_is_refused(bank, tus):
    location = tus.begin(10).headers["Location"]
    reply = tus.append(location, 0, b"x" * 11)
    assert (reply.status, reply["code"]) == (413, "too_large")
    assert tus.head(location).headers["Upload-Offset"] == "0"


@pytest.mark.parametrize("fields, status, code", [
    ({"upload_length": None}, 400, "malformed"),
    ({"upload_length": "-1"}, 400, "malformed"),
    ({"upload_length": "1e3"}, 400, "malformed"),
    ({"upload_length": 1024**3 + 1}, 413, "too_large"),
    ({"upload_metadata": None}, 400, "invalid"),
    ({"upload_metadata": "operation ###"}, 400, "malformed"),
    ({"upload_metadata": metadata(operation="ledger.accounts.open")}, 400, "invalid"),
    ({"upload_metadata": metadata(operation="ledger.imports.upload_transfers")}, 400, "invalid"),
    ({"upload_metadata": metadata(operation="ledger.imports.upload_transfers",
                                  parameters="{")}, 400, "malformed"),
    ({"upload_metadata": metadata(operation="ledger.imports.upload_transfers",
                                  parameters={"name": "x", "colour": 1})}, 400, "invalid"),
    ({"upload_defer_length": 1}, 400, "malformed"),
    ({"upload_concat": "half"}, 400, "malformed"),
    ({"upload_concat": "final;/api/v1/uploads/" + new_id("upl"), "upload_length": None}, 404,
     "not_found"),
    ({"tus_resumable": "0.2.2"}, 412, "tus_version"),
])
def test_what_is_wrong_is_said_when_an_upload_begins(tus, fields, status, code):
    sent = {"upload_length": 10, "upload_metadata": metadata(
        operation="ledger.imports.upload_transfers", parameters={"name": "day"})} | fields
    reply = tus.ask("POST", **sent)
    assert (reply.status, reply["code"]) == (status, code), reply.text
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    if status == 412:
        assert reply.headers["Tus-Version"] == "1.0.0"


def test_a_chunk_is_of_its_type(tus):
    location = tus.begin(10).headers["Location"]
    reply = tus.append(location, 0, b"x", content_type="text/plain")
    assert (reply.status, reply["code"]) == (415, "unsupported_media")
    assert tus.append(location, "x", b"x").status == 400


def test_who_may_not_is_refused_when_it_begins_and_when_it_goes_on(bank, tus):
    reading, _ = bank.key_client(scopes=["ledger.imports:read"])
    assert Tus(reading).begin(10).status == 403
    location = tus.begin(10).headers["Location"]
    another, _ = bank.key_client(scopes=["ledger.imports:write"])
    for reply in (Tus(another).head(location), Tus(another).append(location, 0, b"x"),
                  Tus(another).ask("DELETE", location)):
        assert reply.status == 404
    assert Tus(bank.api.copy(api_key="")).head(location).status == 401


def test_tenants_see_only_their_own(bank, tus, operator):
    location = tus.begin(10).headers["Location"]
    other = Bank(operator)
    assert Tus(other.api).head(location).status == 404
    assert [one["id"] for one in other.api.uploads_list()["items"]] == []
    assert [one["id"] for one in bank.api.uploads_list()["items"]] == [location.rsplit("/")[-1]]


def test_a_cookie_needs_its_own_origin(bank):
    browser = sign_in(bank.api.url, bank.email)
    tus = Tus(browser)
    assert tus.begin(10, cookie=browser.cookie).status == 403
    begun = tus.begin(10, cookie=browser.cookie, origin=browser.url)
    assert begun.status == 201


def test_an_upload_is_given_up(bank, tus):
    location = tus.begin(10).headers["Location"]
    tus.append(location, 0, b"12345")
    assert tus.ask("DELETE", location).status == 204
    assert tus.head(location).status == 404
    assert bank.api.uploads_list()["items"] == []


def test_a_method_may_be_named_in_a_field(tus):
    location = tus.begin(10).headers["Location"]
    reply = tus.ask("POST", location, b"12345", x_http_method_override="PATCH", upload_offset=0,
                    content_type=CHUNK)
    assert (reply.status, reply.headers["Upload-Offset"]) == (204, "5")
    assert tus.ask("POST", location, x_http_method_override="DELETE").status == 204


def test_the_same_key_begins_the_same_upload(bank, tus):
    content = file_of(bank, 2)
    first = tus.begin(len(content), idempotency_key="one")
    tus.append(first.headers["Location"], 0, content[:10])
    again = tus.begin(len(content), idempotency_key="one")
    assert again.headers["Location"] == first.headers["Location"]
    assert again.headers["Upload-Offset"] == "10"
    other = tus.begin(len(content) + 1, idempotency_key="one")
    assert (other.status, other["code"]) == (422, "idempotency_mismatch")


def test_parts_sent_side_by_side_become_one(bank, tus):
    content = file_of(bank, 1_000)
    middle = len(content) // 2
    parts = []
    for part in (content[:middle], content[middle:]):
        begun = tus.ask("POST", upload_length=len(part), upload_concat="partial", body=part,
                        content_type=CHUNK)
        assert begun.status == 201, begun.text
        assert tus.head(begun.headers["Location"]).headers["Upload-Concat"] == "partial"
        parts.append(begun.headers["Location"])
    final = tus.begin(None, upload_concat="final;" + " ".join(parts))
    assert final.status == 201, final.text
    assert imported(bank, final.headers["Location"])["created"] == 1_000
    assert tus.append(final.headers["Location"], len(content), b"").status == 403
    assert tus.head(parts[0]).status == 404


def test_a_part_that_is_not_complete_joins_nothing(tus):
    part = tus.ask("POST", upload_length=10, upload_concat="partial").headers["Location"]
    reply = tus.begin(None, upload_concat="final;" + part)
    assert (reply.status, reply["code"]) == (409, "conflict")


def test_what_the_operation_refuses_is_its_reply(bank, tus):
    content = b"<Document/>"
    begun = tus.begin(len(content), operation="ledger.imports.upload_pain001", body=content)
    assert begun.status == 201
    upload = upload_of(bank, begun.headers["Location"])
    assert upload["state"] == "failed" and 400 <= upload["reply_status"] < 500
    assert json.loads(upload["reply"])["code"]


def test_a_tenant_may_not_fill_the_disk(bank, tus):
    for _ in range(4):
        assert tus.begin(1024**3).status == 201
    reply = tus.begin(1)
    assert (reply.status, reply["code"]) == (403, "quota_exceeded")
    assert reply["errors"][0]["code"] == "upload_bytes"


def test_an_upload_nobody_goes_on_with_is_forgotten(bank, tus):
    location = tus.begin(10).headers["Location"]
    tus.append(location, 0, b"12345")
    bank.owner.sandbox_advance_clock(seconds=25 * 3_600)
    assert tus.head(location).status == 404
    wait_until(lambda: bank.api.uploads_list()["items"] == [])


@contextlib.contextmanager
def killed_and_started_again(server, folder):
    """The server dies at once; the next one serves the same data elsewhere."""
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    another = Server(folder, demo=False)
    try:
        yield another
    finally:
        assert another.stop() == 0, another.log_text()[-4000:]


@contextlib.contextmanager
def own_bank():
    """A bank on a server of its own, which may be killed; and where its data is."""
    with tempfile.TemporaryDirectory(prefix="sangam-uploads-") as folder:
        os.chmod(folder, 0o711)
        server = Server(folder)
        credentials = server.demo["operator"]
        yield server, folder, Bank(
            sign_in(server.url, credentials["email"], credentials["password"]))


def test_kill_9_loses_nothing_that_was_answered():
    with own_bank() as (server, folder, bank):
        content = file_of(bank, 5_000)
        location = Tus(bank.api).begin(len(content)).headers["Location"]
        answered = Tus(bank.api).append(location, 0, content[:300_000])
        kept = int(answered.headers["Upload-Offset"])
        assert kept == 300_000
        with killed_and_started_again(server, folder) as another:
            bank.api.url = another.url
            bank.api.close()
            assert int(Tus(bank.api).head(location).headers["Upload-Offset"]) == kept
            assert Tus(bank.api).append(location, kept, content[kept:]).status == 204
            assert imported(bank, location)["created"] == 5_000


def test_kill_9_at_the_last_byte_still_runs_the_operation_once():
    """The client has sent everything and hears nothing: what was received whole runs without it."""
    with own_bank() as (server, folder, bank):
        content = file_of(bank, 5_000)
        location = Tus(bank.api).begin(len(content)).headers["Location"]
        Tus(bank.api).append(location, 0, content[:-10])
        connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
        connection.request("PATCH", location, content[-10:],
                           {"Authorization": f"Bearer {bank.key['secret']}",
                            "Tus-Resumable": "1.0.0", "Content-Type": CHUNK,
                            "Upload-Offset": str(len(content) - 10)})
        while upload_of(bank, location)["received"] < len(content):
            pass
        with killed_and_started_again(server, folder) as another:
            bank.api.url = another.url
            bank.api.close()
            bank.api.sandbox_advance_clock(seconds=30)  # the job waits for the client first
            wait_until(lambda: upload_of(bank, location)["state"] == "done")
            assert imported(bank, location)["created"] == 5_000
            assert bank.balance(bank.cash) == "50.00"
            # A client that knows nothing of it asks again, and hears that all is there.
            assert Tus(bank.api).append(location, len(content), b"").status == 204
