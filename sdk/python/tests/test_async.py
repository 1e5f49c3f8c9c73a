"""The asynchronous client against the real server. It needs httpx."""

import asyncio
import io
import json

import pytest
from sangam import AsyncSangam, ConnectionFailed, Problem, TimedOut, response_of

pytest.importorskip("httpx")


def run(server, use):
    async def main():
        async with AsyncSangam(server.url, api_key=server.demo["api_key"]) as client:
            await use(client)

    asyncio.run(asyncio.wait_for(main(), 60))


def test_accounts_and_refusals(server, bank):
    async def use(client):
        account = await client.ledger.accounts.open(ledger=bank.ledger, name="Till")
        assert response_of(account).status == 201
        pages = client.ledger.accounts.list(ledger=bank.ledger, limit=1)
        assert len((await pages).items) == 1
        assert [each["name"] async for each in pages] == ["Source", "Till"]
        assert [len(page.items) async for page in pages.pages()] == [1, 1]
        with pytest.raises(Problem) as refused:
            await client.ledger.accounts.get("nonsense")
        assert refused.value.status == 400

    run(server, use)


def test_a_file_goes_up_in_pieces(server, bank):
    async def use(client):
        line = {"debit_account": bank.source, "credit_account": bank.open("Import"),
                "amount": "0.01", "asset": "INR"}
        told = []
        uploaded = await client.upload_resumably(
            (json.dumps(line) + "\n").encode() * 500, "ledger.imports.upload_transfers",
            {"name": "async"}, chunk_bytes=20_000,
            on_progress=lambda *progress: told.append(progress))
        assert uploaded.reply["lines_total"] == 500 and len(told) > 3
        with pytest.raises(Problem) as refused:
            await client.upload_resumably(b"x", "ledger.accounts.open")
        assert refused.value.code == "invalid"

    run(server, use)


def test_many_calls_at_once(server, bank):
    async def use(client):
        to = bank.open("Many")
        paid = await asyncio.gather(*(client.ledger.transfers.create(**bank.payment(to, "1.00"))
                                      for _ in range(20)))
        assert len({transfer["id"] for transfer in paid}) == 20

    run(server, use)


def test_files(server, bank, tmp_path):
    async def use(client):
        line = json.dumps({"debit_account": bank.source, "credit_account": bank.open("Imported"),
                           "amount": "2.50", "asset": "INR"}).encode()
        for content in (line, io.BytesIO(line)):
            state = await client.ledger.imports.upload_transfers(content, name="one")
            while "finished_at" not in state:
                state = await client.ledger.imports.get(state["id"])
            assert state["created"] == 1
        async with await client.ledger.ledgers.export_csv(bank.ledger) as file:
            await file.save(tmp_path / "file.csv")
        again = await client.ledger.ledgers.export_csv(bank.ledger)
        assert await again.read() == (tmp_path / "file.csv").read_bytes()

    run(server, use)


def test_a_stream_goes_on_behind_what_it_gave(server, bank):
    async def use(client):
        to = bank.open("Followed")
        await client.ledger.transfers.create(**bank.payment(to, "1.00"))
        async with client.events.tail(type=["ledger.transfers.posted"], after=0) as stream:
            first = await anext(aiter(stream))
            await client.ledger.transfers.create(**bank.payment(to, "1.00"))
            second = await anext(aiter(stream))
        async with client.events.tail(type=["ledger.transfers.posted"],
                                      last_event_id=str(first["position"])) as again:
            assert await anext(aiter(again)) == second

    run(server, use)


def test_what_fails_is_typed(server):
    async def use(client):
        with pytest.raises(TimedOut):
            await client.with_options(timeout=1e-6, retries=0).tenant.get()
        with pytest.raises(ConnectionFailed):
            await client.with_options(url="http://127.0.0.1:1", retries=0).tenant.get()

    run(server, use)
