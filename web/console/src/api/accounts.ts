import { queryOptions } from "@tanstack/react-query";
import { get, write, type WriteOptions } from "./http";
import type { Amount, Balances } from "./ledgers";
import { pagesQuery, type Page } from "./page";

export const accountLimits = [
  "none",
  "debits_must_not_exceed_credits",
  "credits_must_not_exceed_debits",
] as const;
export type AccountLimit = (typeof accountLimits)[number];

export interface Account {
  id: string;
  ledger: string;
  number?: number;
  asset: string;
  name: string;
  code: number;
  limit: AccountLimit;
  overdraft_limit?: Amount;
  reference?: string;
  closed: boolean;
  balances: Balances;
  /** Credits posted less debits posted; may be negative. */
  balance: Amount;
  available: Amount;
  created_at: string;
}

export interface AccountFilters {
  ledger?: string | undefined;
  name?: string | undefined;
  reference?: string | undefined;
  closed?: boolean | undefined;
  sort?: string | undefined;
}

export interface StatementLine {
  transfer: string;
  timestamp: string;
  kind: "transfer" | "hold" | "post" | "void" | "expiry";
  counterparty: { id: string; name: string };
  debit?: Amount;
  credit?: Amount;
  pending: boolean;
  balance: Amount;
  reference?: string;
}

export interface StatementFilters {
  from?: string | undefined;
  to?: string | undefined;
  sort?: "timestamp" | "-timestamp" | undefined;
}

export interface BalancePoint {
  timestamp: string;
  balance: Amount;
}

export interface NewAccount {
  ledger: string;
  name: string;
  code?: number;
  limit?: AccountLimit;
  overdraft_limit?: Amount;
  reference?: string;
}

export const accountsPath = "/ledger/accounts";

export const accountsPages = (filters: AccountFilters) =>
  pagesQuery<Account>("accounts", accountsPath, { ...filters });

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["accounts", id],
    queryFn: ({ signal }) => get<Account>(`${accountsPath}/${id}`, {}, signal),
  });

/** A few accounts for a picker. */
export const accountChoices = (filters: AccountFilters) =>
  queryOptions({
    queryKey: ["accounts", "choices", filters],
    queryFn: async ({ signal }) =>
      (await get<Page<Account>>(accountsPath, { ...filters, limit: 20 }, signal)).items,
    staleTime: 10_000,
  });

/** Accounts to compare: all of a small ledger, and of a large one so many, told by `more`. */
export const largestAccountsQuery = (ledger: string) =>
  queryOptions({
    queryKey: ["accounts", "largest", ledger],
    queryFn: async ({ signal }) => {
      const page = await get<Page<Account>>(accountsPath, { ledger, limit: 500 }, signal);
      return { accounts: page.items, more: page.next !== undefined };
    },
    staleTime: 20_000,
  });

export const statementPages = (account: string, filters: StatementFilters) =>
  pagesQuery<StatementLine>("accounts", `${accountsPath}/${account}/statement`, { ...filters });

export const balanceHistoryQuery = (account: string, from: string | undefined) =>
  queryOptions({
    queryKey: ["accounts", account, "balance-history", from],
    queryFn: async ({ signal }) =>
      (
        await get<{ points: BalancePoint[] }>(
          `${accountsPath}/${account}/balance-history`,
          { from, points: 500 },
          signal,
        )
      ).points,
  });

export function openAccount(body: NewAccount, options: WriteOptions) {
  return write<Account>("POST", accountsPath, body, options);
}
