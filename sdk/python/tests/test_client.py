"""The client against the real server."""

import io
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sangam import ConnectionFailed, HeldForApproval, Problem, Sangam, TimedOut, response_of, verify_webhook


def test_what_is_created_is_read_and_the_reply_tells_how_it_came(client, bank):
    account = client.ledger.accounts.open(ledger=bank.ledger, name="Till")
    assert response_of(account).status == 201
    assert response_of(account).request_id.startswith("req_")
    read = client.ledger.accounts.get(account["id"])
    assert (read["name"], read["balance"]["amount"]) == ("Till", "0.00")


def test_a_list_is_a_page_pages_or_all_its_items(client, bank):
    for name in "abcde":
        bank.open(name)
    page = client.ledger.accounts.list(ledger=bank.ledger, limit=4, sort="name")
    assert len(page.items) == 4 and page.next
    assert [account["name"] for account in page] == ["Source", *"abcde"]
    assert [len(each.items) for each in page.pages()] == [4, 2]
    assert client.ledger.accounts.list(ledger=bank.ledger).next is None


def test_a_refusal_is_a_problem_with_the_field_and_the_ledgers_status(client, bank, server):
    poor, rich = bank.open("Poor"), bank.open("Rich")
    with pytest.raises(Problem) as refused:
        client.ledger.transfers.create(**bank.payment(rich, "1.00", source=poor))
    problem = refused.value
    assert (problem.status, problem.code, problem.ledger_status) == (422, "refused",
                                                                     "exceeds_credits")
    assert problem.faults == [("/amount", "exceeds_credits")]
    assert problem.operation == "ledger.transfers.create"
    with pytest.raises(Problem) as misplaced:
        client.ledger.accounts.get("../../health")
    assert misplaced.value.status == 400
    for nothing in ("", ".", ".."):
        with pytest.raises(ValueError):
            client.ledger.accounts.get(nothing)
    with pytest.raises(Problem) as unknown:
        Sangam(server.url, api_key="sk_wrong").tenant.get()
    assert unknown.value.code == "unauthenticated"


def test_a_write_repeated_under_its_key_happens_once(client, bank):
    payment = bank.payment(bank.open("Keyed"), "5.00")
    first = client.ledger.transfers.create(**payment, idempotency_key="python-1")
    second = client.ledger.transfers.create(**payment, idempotency_key="python-1")
    assert first["id"] == second["id"]
    assert [response_of(reply).status for reply in (first, second)] == [201, 200]
    assert client.ledger.transfers.create(**payment)["id"] != first["id"]


def test_a_reply_that_is_lost_is_asked_for_again_and_money_moves_once(server, bank, monkeypatch):
    account, told = bank.open("Lossy"), []
    client = Sangam(server.url, api_key=server.demo["api_key"], on_retry=told.append)
    open_once, lost = client.caller.open, []

    def lossy(call, message):
        opened = open_once(call, message)
        if not lost:
            lost.append(opened)
            opened.close()
            raise ConnectionFailed(call.operation, "the reply was lost")
        return opened

    monkeypatch.setattr(client.caller, "open", lossy)
    transfer = client.ledger.transfers.create(**bank.payment(account, "7.00"))
    assert response_of(transfer).status == 200
    assert [retry.operation for retry in told] == ["ledger.transfers.create"]
    assert client.ledger.accounts.get(account)["balance"]["amount"] == "7.00"


def test_a_change_names_the_version_it_was_made_from(client):
    url = "http://127.0.0.1:1/hook"
    endpoint = client.webhooks.endpoints.create(url=url)["endpoint"]["id"]
    tag = response_of(client.webhooks.endpoints.get(endpoint)).etag
    client.webhooks.endpoints.change(endpoint, url=url + "/2", if_match=tag)
    with pytest.raises(Problem) as late:
        client.webhooks.endpoints.change(endpoint, url=url + "/3", if_match=tag)
    assert late.value.code == "precondition_failed"
    assert client.webhooks.endpoints.delete(endpoint) == {}


def line(bank, account):
    return json.dumps({"debit_account": bank.source, "credit_account": account, "amount": "2.50",
                       "asset": "INR"}).encode() + b"\n"


@pytest.mark.parametrize("form", [bytes, io.BytesIO, lambda content: [content[:9], content[9:]]])
def test_files_go_up(client, bank, form):
    account = bank.open("Imported")
    state = client.ledger.imports.upload_transfers(form(line(bank, account)), name="one")
    while "finished_at" not in state:
        state = client.ledger.imports.get(state["id"])
    assert (state["created"], state["refused"]) == (1, 0)


def test_files_come_down(client, bank, tmp_path):
    account = bank.open("Exported")
    client.ledger.transfers.create(**bank.payment(account, "1.00"))
    file = client.ledger.ledgers.export_csv(bank.ledger)
    assert file.media_type.startswith("text/csv") and file.file_name.endswith(".csv")
    content = file.read()
    assert account.encode() in content
    client.ledger.ledgers.export_csv(bank.ledger).save(tmp_path / "file.csv")
    assert (tmp_path / "file.csv").read_bytes() == content
    with client.ledger.ledgers.export_hledger(bank.ledger):
        pass  # left unread
    assert client.tenant.get()["slug"]


def test_a_stream_gives_what_was_what_comes_and_where_to_go_on(client, bank):
    account = bank.open("Followed")
    client.ledger.transfers.create(**bank.payment(account, "1.00"))
    stream = client.events.tail(type=["ledger.transfers.posted"], after=0)
    first = next(iter(stream))
    assert stream.last_event_id == str(first["position"])
    client.ledger.transfers.create(**bank.payment(account, "1.00"))
    second = next(iter(stream))
    stream.close()
    again = client.events.tail(type=["ledger.transfers.posted"],
                               last_event_id=str(first["position"]))
    assert next(iter(again)) == second
    again.close()


def test_one_client_serves_many_threads(client, bank):
    account, replies = bank.open("Shared"), []

    def pay():
        replies.append(client.ledger.transfers.create(**bank.payment(account, "1.00")))

    threads = [threading.Thread(target=pay) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({reply["id"] for reply in replies}) == 16
    assert client.ledger.accounts.get(account)["balance"]["amount"] == "16.00"


def test_a_copy_has_other_settings_and_the_same_connections(client):
    hasty = client.with_options(timeout=1e-6, retries=0)
    with pytest.raises(TimedOut):
        hasty.tenant.get()
    assert hasty.caller.pool is client.caller.pool
    assert client.with_options(tenant=client.tenant.get()["slug"]).tenant.get()
    with pytest.raises(Problem):
        client.with_options(tenant="nobody").tenant.get()


def test_a_write_that_waits_for_approval_is_told_apart(client, bank, server):
    account = bank.open("Held")
    session = Sangam(server.url).session.sign_in(email=server.demo["email"],
                                                 password=server.demo["password"])
    cookie = response_of(session).headers["Set-Cookie"].split(";")[0]
    owner = Sangam(server.url, cookie=cookie)
    owner.approval_rules.set("ledger.transfers.create", condition="true")
    try:
        with pytest.raises(HeldForApproval) as held:
            client.ledger.transfers.create(**bank.payment(account, "3.00"))
        assert client.approvals.get(held.value.approval["id"])["status"] == "pending"
    finally:
        owner.approval_rules.remove("ledger.transfers.create")


def test_what_the_server_signs_is_verified(client):
    arrived = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            arrived.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    sink = HTTPServer(("127.0.0.1", 0), Hook)
    made = client.webhooks.endpoints.create(url=f"http://127.0.0.1:{sink.server_port}/hook")
    sent = client.webhooks.endpoints.test(made["endpoint"]["id"])
    sink.timeout = 20
    began = time.monotonic()
    while not arrived and time.monotonic() < began + 20:
        sink.handle_request()
    sink.server_close()
    headers, body = arrived[0]
    message = verify_webhook(made["secret"], headers, body)
    assert (message.id, message.type) == (sent["message"], "webhooks.test")
    client.webhooks.endpoints.delete(made["endpoint"]["id"])
