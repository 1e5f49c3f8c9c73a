"""Pays three times and follows the events of it as they happen, from an event loop. Needs httpx.

SANGAM_URL and SANGAM_API_KEY are what `./run` prints.
"""

import asyncio
import os

from sangam import AsyncSangam


async def pay(client: AsyncSangam) -> None:
    ledger = (await client.ledger.ledgers.open(name="Example", asset="INR"))["id"]
    till = (await client.ledger.accounts.open(ledger=ledger, name="Till"))["id"]
    wages = (await client.ledger.accounts.open(ledger=ledger, name="Wages"))["id"]
    for _ in range(3):
        await client.ledger.transfers.create(debit_account=till, credit_account=wages,
                                             amount={"amount": "10.00", "asset": "INR"})


async def main() -> None:
    url, key = os.environ["SANGAM_URL"], os.environ["SANGAM_API_KEY"]
    async with AsyncSangam(url, api_key=key) as client:
        newest = (await client.events.list(sort="-position", limit=1)).items
        after = newest[0]["position"] if newest else 0
        async with client.events.tail(type=["ledger.transfers.posted"], after=after) as events:
            paying = asyncio.create_task(pay(client))
            count = 0
            async for event in events:
                print(event["type"], event["payload"])
                count += 1
                if count == 3:
                    break
            await paying


if __name__ == "__main__":
    asyncio.run(main())
