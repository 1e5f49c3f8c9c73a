"""An import is paused, goes on, and is ended before its last line; nothing is lost or doubled."""

import http.client
import json
import time

import pytest

from bank import new_id
from client import Problem

LINES = 40_000


def file_of(bank, lines):
    line = {"debit_account": bank.source, "credit_account": bank.cash, "amount": "0.01",
            "asset": "INR"}
    return "".join(json.dumps(line | {"id": new_id("trf")}) + "\n" for _ in range(lines)).encode()


def wait_until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def state(bank, id):
    return bank.api.ledger_imports_get(id=id)["state"]


def started(bank, lines=LINES):
    """An import that has done something and has much left."""
    id = bank.api.ledger_imports_upload_transfers(content=file_of(bank, lines), name="day")["id"]
    wait_until(lambda: bank.api.ledger_imports_get(id=id)["lines_done"] > 0)
    return id


def at_rest(bank, id):
    """What is done when nothing gets on any more."""
    seen = -1
    while (done := bank.api.ledger_imports_get(id=id)["lines_done"]) != seen:
        seen = done
        time.sleep(0.3)
    return seen


def test_a_paused_import_rests_and_goes_on_to_its_end(bank):
    id = started(bank)
    assert bank.api.ledger_imports_pause(id=id)["state"] == "paused"
    assert bank.api.ledger_imports_pause(id=id)["state"] == "paused"
    assert 0 < at_rest(bank, id) < LINES
    for _ in range(5):  # before the chunk under way is done, and after
        assert bank.api.ledger_imports_resume(id=id)["state"] == "running"
        assert bank.api.ledger_imports_pause(id=id)["state"] == "paused"
    bank.api.ledger_imports_resume(id=id)
    wait_until(lambda: state(bank, id) == "done")
    done = bank.api.ledger_imports_get(id=id)
    assert (done["lines_done"], done["created"], done["exists"], done["refused"]) == (
        LINES, LINES, 0, 0)
    assert bank.balance(bank.cash) == f"{LINES / 100:.2f}"


def test_a_cancelled_import_keeps_what_was_carried_out(bank):
    id = started(bank)
    assert bank.api.ledger_imports_cancel(id=id)["state"] == "cancelled"
    done = at_rest(bank, id)
    assert 0 < done < LINES
    ended = bank.api.ledger_imports_get(id=id)
    assert ended["created"] == done and ended["finished_at"]
    assert bank.balance(bank.cash) == f"{done / 100:.2f}"
    with pytest.raises(Problem) as refused:
        bank.api.ledger_imports_resume(id=id)
    assert (refused.value.status, refused.value.code) == (409, "conflict")
    assert "cancelled" in refused.value.detail


def test_an_upload_that_is_cancelled_does_not_run(bank):
    host = bank.api.url.removeprefix("http://")
    content = file_of(bank, 4_000)
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.putrequest("POST", "/api/v1/ledger/imports?name=day")
    for name, value in {"Authorization": f"Bearer {bank.key['secret']}",
                        "Content-Type": "application/x-ndjson",
                        "Content-Length": len(content)}.items():
        connection.putheader(name, value)
    connection.endheaders(content[:len(content) // 2])
    wait_until(lambda: bank.api.ledger_imports_list()["items"])
    id = bank.api.ledger_imports_list()["items"][0]["id"]
    assert bank.api.ledger_imports_cancel(id=id)["state"] == "cancelled"
    connection.send(content[len(content) // 2:])
    reply = connection.getresponse()
    assert (reply.status, json.loads(reply.read())["code"]) == (409, "conflict")
    assert state(bank, id) == "cancelled"
    assert bank.balance(bank.cash) == "0.00"


def test_what_is_done_cannot_be_paused(bank):
    id = bank.api.ledger_imports_upload_transfers(content=file_of(bank, 3), name="day")["id"]
    wait_until(lambda: state(bank, id) == "done")
    for move in (bank.api.ledger_imports_pause, bank.api.ledger_imports_cancel):
        with pytest.raises(Problem) as refused:
            move(id=id)
        assert refused.value.status == 409
    with pytest.raises(Problem) as missing:
        bank.api.ledger_imports_pause(id=new_id("imp"))
    assert missing.value.status == 404
