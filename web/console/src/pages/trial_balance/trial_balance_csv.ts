import type { TrialBalance } from "@/api/ledgers";
import { toCsv } from "@/format/csv";

const header = [
  "account", "name", "code", "asset", "debits_pending", "credits_pending", "debits_posted", "credits_posted",
];

export function trialBalanceCsv(trial: TrialBalance): string {
  return toCsv(
    header,
    trial.lines.map((line) => [
      line.account.id, line.account.name, String(line.account.code), trial.asset,
      line.debits_pending.amount, line.credits_pending.amount,
      line.debits_posted.amount, line.credits_posted.amount,
    ]),
  );
}
