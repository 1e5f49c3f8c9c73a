import { queryOptions } from "@tanstack/react-query";
import { get, write, type QueryValue, type WriteOptions } from "./http";
import type { Amount, Balances } from "./ledgers";
import { pagesQuery } from "./page";

export interface Transfer {
  id: string;
  ledger: string;
  kind: "transfer" | "hold" | "post" | "void" | "expiry";
  debit_account: string;
  credit_account: string;
  amount: Amount;
  code: number;
  flags: string[];
  pending_id?: string;
  timeout_seconds?: number;
  expires_at?: string;
  reference?: string;
  timestamp: string;
  /** Of both accounts, after this transfer. */
  debit_balances?: Balances;
  credit_balances?: Balances;
}

export interface NewTransfer {
  debit_account: string;
  credit_account: string;
  amount: Amount;
  code?: number;
  timeout_seconds?: number;
  reference?: string;
}

export const newestFirst = "-timestamp";

export const transfersPages = (filters: Record<string, QueryValue>) =>
  pagesQuery<Transfer>("transfers", "/ledger/transfers", filters);

export const transferQuery = (id: string) =>
  queryOptions({
    queryKey: ["transfers", id],
    queryFn: ({ signal }) => get<Transfer>(`/ledger/transfers/${id}`, {}, signal),
  });

export function createTransfer(body: NewTransfer, options: WriteOptions) {
  return write<Transfer>("POST", "/ledger/transfers", body, options);
}

export function createHold(body: NewTransfer, options: WriteOptions) {
  return write<Transfer>("POST", "/ledger/holds", body, options);
}

export function postHold(id: string, body: { amount?: Amount }, options: WriteOptions) {
  return write<Transfer>("POST", `/ledger/holds/${id}/post`, body, options);
}

export function voidHold(id: string, options: WriteOptions) {
  return write<Transfer>("POST", `/ledger/holds/${id}/void`, {}, options);
}
