import type { Account } from "@/api/accounts";
import type { NewTransfer } from "@/api/transfers";

/** The transfer form's fields as typed. */
export interface TransferForm {
  mode: "transfer" | "hold";
  debit: Account | null;
  credit: Account | null;
  amount: string;
  reference: string;
  code: number | string;
  minutes: number | string;
}

/** Which field shows a problem with which part of the request. */
export const pointers = {
  "/debit_account": "debit",
  "/credit_account": "credit",
  "/amount": "amount",
  "/reference": "reference",
  "/code": "code",
  "/timeout_seconds": "minutes",
} as const;

/** Which field a refusal of the ledger is about. */
export const statuses = {
  exceeds_credits: "amount",
  exceeds_debits: "amount",
  overflows_debits: "amount",
  overflows_credits: "amount",
  debit_account_not_found: "debit",
  debit_account_already_closed: "debit",
  credit_account_not_found: "credit",
  credit_account_already_closed: "credit",
  accounts_must_be_different: "credit",
  accounts_must_have_the_same_ledger: "credit",
} as const;

/** The request of a filled form; `amount` is the typed one made exact. */
export function newTransferOf(form: TransferForm, amount: string): NewTransfer {
  if (form.debit === null || form.credit === null) throw new Error("both accounts are required");
  const body: NewTransfer = {
    debit_account: form.debit.id,
    credit_account: form.credit.id,
    amount: { amount, asset: form.debit.asset },
  };
  if (form.code !== "" && Number(form.code) !== 1) body.code = Number(form.code);
  if (form.reference.trim() !== "") body.reference = form.reference.trim();
  if (form.mode === "hold" && form.minutes !== "") body.timeout_seconds = Number(form.minutes) * 60;
  return body;
}
