import { tenantStatuses, type TenantStatus } from "@/api/session";
import { moment, oneOf, sortOf, text, type Raw } from "./search_values";

export const sortable = ["name", "-name", "created_at", "-created_at"] as const;
export const ranges = ["day", "week", "month", "quarter", "all"] as const;
export type Range = (typeof ranges)[number];

export const signIn = (raw: Raw): { then?: string | undefined } => ({ then: text(raw["then"]) });

export const ledgers = (raw: Raw): { create?: "yes" | undefined; sort?: string | undefined } => ({
  create: oneOf(raw["create"], ["yes"]),
  sort: sortOf(raw["sort"], "name", "created_at"),
});

export interface UsersSearch {
  q?: string | undefined;
  status?: "active" | "suspended" | undefined;
  sort?: string | undefined;
  invite?: "yes" | undefined;
}

export const users = (raw: Raw): UsersSearch => ({
  q: text(raw["q"]),
  status: oneOf(raw["status"], ["active", "suspended"]),
  sort: sortOf(raw["sort"], "name", "email"),
  invite: oneOf(raw["invite"], ["yes"]),
});

export interface TenantsSearch {
  q?: string | undefined;
  status?: TenantStatus | undefined;
}

export const tenants = (raw: Raw): TenantsSearch => ({
  q: text(raw["q"]),
  status: oneOf(raw["status"], tenantStatuses),
});

/** Of a list that is narrowed by nothing. */
export const sortedBy =
  (...fields: string[]) =>
  (raw: Raw): { sort?: string | undefined } => ({ sort: sortOf(raw["sort"], ...fields) });

export const trialBalance = (
  raw: Raw,
): { ledger?: string | undefined; at?: string | undefined } => ({
  ledger: text(raw["ledger"]),
  at: text(raw["at"]),
});

export interface AccountsSearch {
  q?: string | undefined;
  ledger?: string | undefined;
  status?: "open" | "closed" | undefined;
  sort?: (typeof sortable)[number] | undefined;
}

export const accounts = (raw: Raw): AccountsSearch => ({
  q: text(raw["q"]),
  ledger: text(raw["ledger"]),
  status: oneOf(raw["status"], ["open", "closed"]),
  sort: oneOf(raw["sort"], sortable),
});

export const openAccount = (raw: Raw): { ledger?: string | undefined } => ({
  ledger: text(raw["ledger"]),
});

export interface AccountSearch {
  range?: Range | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: "timestamp" | undefined;
}

export const account = (raw: Raw): AccountSearch => ({
  range: oneOf(raw["range"], ranges),
  from: text(raw["from"]),
  to: text(raw["to"]),
  sort: oneOf(raw["sort"], ["timestamp"]),
});

export interface TransfersSearch {
  ledger?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: string | undefined;
}

export const transfers = (raw: Raw): TransfersSearch => ({
  ledger: text(raw["ledger"]),
  from: moment(raw["from"]),
  to: moment(raw["to"]),
  sort: sortOf(raw["sort"], "timestamp"),
});

export interface NewTransferSearch {
  debit?: string | undefined;
  credit?: string | undefined;
  mode?: "hold" | undefined;
  /** The transfer that this one reverses. */
  reverses?: string | undefined;
}

export const newTransfer = (raw: Raw): NewTransferSearch => ({
  debit: text(raw["debit"]),
  credit: text(raw["credit"]),
  mode: oneOf(raw["mode"], ["hold"]),
  reverses: text(raw["reverses"]),
});

export const approvalTabs = ["inbox", "all", "rules"] as const;

/** `id` is of the approval that is looked at. */
export const approvals = (
  raw: Raw,
): { tab?: (typeof approvalTabs)[number] | undefined; id?: string | undefined } => ({
  tab: oneOf(raw["tab"], approvalTabs),
  id: text(raw["id"]),
});
