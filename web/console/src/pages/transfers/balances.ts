import type { Account } from "@/api/accounts";
import type { Amount, Balances } from "@/api/ledgers";
import { add, subtract } from "@/format/decimal";

/** Credits posted less debits posted: the balance as the console tells it. */
export function balanceOf(balances: Balances): Amount {
  const { credits_posted, debits_posted } = balances;
  return {
    amount: subtract(credits_posted.amount, debits_posted.amount),
    asset: credits_posted.asset,
  };
}

export interface Projection {
  balance: Amount;
  available: Amount;
}

/** What an account would have after a transfer or hold of `amount`; the ledger has the last word. */
export function project(
  account: Account,
  amount: string,
  side: "debit" | "credit",
  mode: "transfer" | "hold",
): Projection {
  const change = (value: Amount): Amount => ({
    amount: side === "debit" ? subtract(value.amount, amount) : add(value.amount, amount),
    asset: value.asset,
  });
  if (mode === "hold") {
    // A hold moves no balance; it only takes from what the debited account may spend.
    const available = side === "debit" ? change(account.available) : account.available;
    return { balance: account.balance, available };
  }
  return { balance: change(account.balance), available: change(account.available) };
}
