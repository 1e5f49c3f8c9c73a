import { queryOptions } from "@tanstack/react-query";
import type { Account } from "@/api/accounts";
import { get, type QueryValue } from "@/api/http";
import type { Import } from "@/api/imports";
import type { Page } from "@/api/page";
import { newestFirst, type Transfer } from "@/api/transfers";
import type { User } from "@/api/users";
import type { Operation } from "@/api/operations";

/**
 * What examples are filled with, so that a copied command works: the tenant's own ids by their
 * prefix, or other values by the name of their field. The second of two fields takes the second.
 */
export type Samples = Record<string, string[]>;

/** Two open accounts of one ledger, first one that may go below zero: money moves from it. */
export function accountPair(accounts: Account[]): Account[] {
  const open = accounts.filter((account) => !account.closed);
  const first = open.find((account) => account.limit === "none") ?? open[0];
  if (first === undefined) return [];
  const second = open.find((other) => other.ledger === first.ledger && other.id !== first.id);
  return second === undefined ? [first] : [first, second];
}

export function samplesOf(
  accounts: Account[],
  transfers: Transfer[],
  imports: Import[],
  users: User[],
): Samples {
  const pair = accountPair(accounts);
  const holds = transfers.filter((transfer) => transfer.kind === "hold");
  const ids = (rows: { id: string }[]) => rows.slice(0, 1).map((row) => row.id);
  return {
    acct_: pair.map((account) => account.id),
    ledg_: pair.slice(0, 1).map((account) => account.ledger),
    asset: pair.slice(0, 1).map((account) => account.asset),
    trf_: ids(transfers),
    hold: ids(holds),
    imp_: ids(imports),
    usr_: ids(users),
  };
}

/** The lists that samples come from; those the person may not read stay empty. */
export const samplesQuery = (may: (permission: string) => boolean) =>
  queryOptions({
    queryKey: ["samples"],
    queryFn: async ({ signal }) => {
      const list = async <T>(
        permission: string,
        path: string,
        query: Record<string, QueryValue>,
      ) => (may(permission) ? (await get<Page<T>>(path, query, signal)).items : []);
      const [accounts, transfers, imports, users] = await Promise.all([
        list<Account>("ledger.accounts:read", "/ledger/accounts", { closed: false, limit: 50 }),
        list<Transfer>("ledger.transfers:read", "/ledger/transfers", {
          sort: newestFirst,
          limit: 50,
        }),
        list<Import>("ledger.imports:read", "/ledger/imports", { limit: 1 }),
        list<User>("users:read", "/users", { limit: 1 }),
      ]);
      return samplesOf(accounts, transfers, imports, users);
    },
    staleTime: 60_000,
  });

/**
 * The samples an operation may show. Outside a sandbox a pasted write must not move real money, and
 * nowhere should one change a real user.
 */
export function samplesFor(operation: Operation, samples: Samples, sandbox: boolean): Samples {
  if (operation.method === "GET") return samples;
  return sandbox ? { ...samples, usr_: [] } : {};
}
