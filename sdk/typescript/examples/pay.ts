// Opens a ledger and two accounts, pays from one to the other, and prints the statement.
//
//     SANGAM_URL=… SANGAM_API_KEY=… node examples/pay.ts     (both are what `./run` prints)
import process from "node:process";
import { Problem, Sangam } from "@sangam/sdk";

const { SANGAM_URL: url = "", SANGAM_API_KEY: apiKey = "" } = process.env;
const sangam = new Sangam({ url, apiKey });

const { id: ledger } = await sangam.ledger.ledgers.open({ name: "Example", asset: "INR" });
const { id: till } = await sangam.ledger.accounts.open({ ledger, name: "Till" });
const { id: wages } = await sangam.ledger.accounts.open({
  ledger,
  name: "Wages",
  limit: "debits_must_not_exceed_credits",
});
await sangam.ledger.transfers.create(
  {
    debit_account: till,
    credit_account: wages,
    amount: { amount: "5000.00", asset: "INR" },
    reference: "salaries",
  },
  { idempotencyKey: `november-${ledger}` },
);
try {
  const amount = { amount: "9000.00", asset: "INR" };
  await sangam.ledger.transfers.create({ debit_account: wages, credit_account: till, amount });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.log("refused:", error.ledgerStatus);
}
for await (const line of sangam.ledger.accounts.statement(wages))
  console.log(line.timestamp.slice(0, 10), line.kind, line.balance.amount);
