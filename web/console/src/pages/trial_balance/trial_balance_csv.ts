import type { TrialBalance } from "@/api/ledgers";
import { toCsv } from "@/format/csv";

const header = [
  "account",
  "name",
  "code",
  "asset",
  "debits_pending",
  "credits_pending",
  "debits_posted",
  "credits_posted",
];

export function trialBalanceCsv(trial: TrialBalance): string {
  return toCsv(
    header,
    trial.lines.map((line) => [
      line.account,
      line.name,
      String(line.code),
      trial.ledger.asset,
      line.balances.debits_pending.amount,
      line.balances.credits_pending.amount,
      line.balances.debits_posted.amount,
      line.balances.credits_posted.amount,
    ]),
  );
}
