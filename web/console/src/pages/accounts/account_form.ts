import type { AccountLimit, NewAccount } from "@/api/accounts";
import type { Ledger } from "@/api/ledgers";
import { parseAmount } from "@/format/amount_input";

/** The open-account form's fields as typed. */
export interface AccountForm {
  ledger: string;
  name: string;
  reference: string;
  code: number | string;
  limit: AccountLimit;
  overdraft: string;
}

/** Which field shows a problem with which part of the request. */
export const pointers = {
  "/ledger": "ledger",
  "/name": "name",
  "/reference": "reference",
  "/code": "code",
  "/limit": "limit",
  "/overdraft_limit": "overdraft",
} as const;

/** The request of a filled form; what was left empty is left out. */
export function newAccountOf(form: AccountForm, ledger: Ledger): NewAccount {
  const body: NewAccount = { ledger: ledger.id, name: form.name.trim(), limit: form.limit };
  if (form.reference.trim() !== "") body.reference = form.reference.trim();
  if (form.code !== "") body.code = Number(form.code);
  if (form.limit === "debits_must_not_exceed_credits" && form.overdraft.trim() !== "") {
    const parsed = parseAmount(form.overdraft, ledger.scale);
    if (parsed.ok) body.overdraft_limit = { amount: parsed.amount, asset: ledger.asset };
  }
  return body;
}
