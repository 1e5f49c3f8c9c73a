"""A file in pieces, with connections that break."""

import json

import pytest
from sangam import ConnectionFailed, Problem

OPERATION = "ledger.imports.upload_transfers"


def lines(bank, count):
    line = {"debit_account": bank.source, "credit_account": bank.open("Import"), "amount": "0.01",
            "asset": "INR"}
    return (json.dumps(line) + "\n").encode() * count


def test_a_file_goes_up_in_pieces(client, bank):
    content = lines(bank, 500)
    told = []
    uploaded = client.upload_resumably(content, OPERATION, {"name": "pieces"}, chunk_bytes=20_000,
                                       on_progress=lambda *progress: told.append(progress))
    assert uploaded.reply["id"].startswith("imp_") and uploaded.reply["lines_total"] == 500
    assert uploaded.upload["received"] == len(content)
    assert told[-1] == (len(content), len(content))
    assert [sent for sent, _ in told] == sorted({sent for sent, _ in told}) and len(told) > 3


def test_what_broke_off_goes_on(client, bank, monkeypatch):
    content = lines(bank, 500)
    ask = client.caller.json
    sent = []

    def breaks_every_second_time(call):
        if call.method != "PATCH":
            return ask(call)
        sent.append(call.headers["Upload-Offset"])
        reply = ask(call)
        if len(sent) % 2:
            raise ConnectionFailed(call.operation, "the reply was lost")
        return reply

    monkeypatch.setattr(client.caller, "json", breaks_every_second_time)
    uploaded = client.upload_resumably(content, OPERATION, {"name": "cut"}, chunk_bytes=20_000)
    assert uploaded.reply["lines_total"] == 500
    assert len(sent) == len(set(sent))  # nothing was sent twice: what arrived was known


def test_another_process_goes_on_with_it(client, bank, monkeypatch):
    content = lines(bank, 500)
    ask = client.caller.json
    begun = []

    def dies(call):
        if call.method == "PATCH" and call.headers["Upload-Offset"] != "0":
            raise RuntimeError("the process ends")
        return ask(call)

    with monkeypatch.context() as patched:
        patched.setattr(client.caller, "json", dies)
        with pytest.raises(RuntimeError):
            client.upload_resumably(content, OPERATION, {"name": "two"}, chunk_bytes=20_000,
                                    on_begun=begun.append)
    uploaded = client.upload_resumably(content, OPERATION, resume=begun[0])
    assert uploaded.reply["name"] == "two" and uploaded.reply["lines_total"] == 500


def test_what_is_refused_is_a_problem(client):
    with pytest.raises(Problem) as unknown:
        client.upload_resumably(b"x", "ledger.accounts.open")
    assert unknown.value.code == "invalid"
    with pytest.raises(Problem) as refused:
        client.upload_resumably(b"<Document/>", "ledger.imports.upload_pain001", {"name": "x"})
    assert 400 <= refused.value.status < 500 and refused.value.code
