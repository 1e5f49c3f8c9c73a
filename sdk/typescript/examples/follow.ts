// Pays three times and follows the events of it as they happen.
//
//     SANGAM_URL=… SANGAM_API_KEY=… node examples/follow.ts     (both are what `./run` prints)
import process from "node:process";
import { Sangam } from "@sangam/sdk";

const { SANGAM_URL: url = "", SANGAM_API_KEY: apiKey = "" } = process.env;
const sangam = new Sangam({ url, apiKey });

async function pay(): Promise<void> {
  const { id: ledger } = await sangam.ledger.ledgers.open({ name: "Example", asset: "INR" });
  const { id: till } = await sangam.ledger.accounts.open({ ledger, name: "Till" });
  const { id: wages } = await sangam.ledger.accounts.open({ ledger, name: "Wages" });
  const amount = { amount: "10.00", asset: "INR" };
  for (let count = 0; count < 3; count += 1)
    await sangam.ledger.transfers.create({ debit_account: till, credit_account: wages, amount });
}

const [newest] = (await sangam.events.list({ sort: "-position", limit: 1 })).items;
const after = newest?.position ?? 0;
const paying = pay();
let count = 0;
for await (const event of sangam.events.tail({ type: ["ledger.transfers.posted"], after })) {
  console.log(event.type, event.payload);
  count += 1;
  if (count === 3) break;
}
await paying;
