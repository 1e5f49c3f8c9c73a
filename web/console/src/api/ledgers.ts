import { queryOptions } from "@tanstack/react-query";
import { get, write, type WriteOptions } from "./http";
import { pagesQuery, type Page } from "./page";

/** A decimal string and the asset it counts. Never a float. */
export interface Amount {
  amount: string;
  asset: string;
}

export interface Ledger {
  id: string;
  name: string;
  asset: string;
  scale: number;
  created_at: string;
}

/** Sums of all that went out of and came into an account. */
export interface Balances {
  debits_pending: Amount;
  debits_posted: Amount;
  credits_pending: Amount;
  credits_posted: Amount;
}

export interface TrialBalanceLine {
  account: string;
  name: string;
  code: number;
  balances: Balances;
  balance: Amount;
}

export interface TrialBalance {
  ledger: Ledger;
  lines: TrialBalanceLine[];
  totals: Balances;
  balanced: boolean;
}

export const ledgersPages = (sort?: string) =>
  pagesQuery<Ledger>("ledgers", "/ledger/ledgers", { sort });

/** Every ledger a picker offers; a tenant has few. */
export const ledgersQuery = queryOptions({
  queryKey: ["ledgers", "all"],
  queryFn: async ({ signal }) =>
    (await get<Page<Ledger>>("/ledger/ledgers", { limit: 1000 }, signal)).items,
});

export const ledgerQuery = (id: string) =>
  queryOptions({
    queryKey: ["ledgers", id],
    queryFn: ({ signal }) => get<Ledger>(`/ledger/ledgers/${id}`, {}, signal),
  });

export const trialBalanceQuery = (id: string, at?: string) =>
  queryOptions({
    queryKey: ["ledgers", id, "trial-balance", at],
    queryFn: ({ signal }) =>
      get<TrialBalance>(`/ledger/ledgers/${id}/trial-balance`, { at }, signal),
  });

export function createLedger(body: { name: string; asset: string }, options: WriteOptions) {
  return write<Ledger>("POST", "/ledger/ledgers", body, options);
}
