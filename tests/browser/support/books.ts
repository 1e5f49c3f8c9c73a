import type { APIResponse, Page } from "@playwright/test";
import { randomBytes } from "node:crypto";
import { settings } from "./settings";

export interface Account {
  id: string;
  name: string;
  reference: string;
}

/** What one test works on: a ledger of its own, so tests can run in any order and again. */
export interface Books {
  ledger: { id: string; name: string };
  /** May go below zero. */
  cash: Account;
  /** May not. */
  payroll: Account;
}

/** A short random word that keeps names apart. */
export function word(): string {
  return randomBytes(4).toString("hex");
}

/** An id of our own for a transfer: a version 7 UUID as text. */
export function transferId(): string {
  const random = BigInt(`0x${randomBytes(10).toString("hex")}`);
  const version = (7n << 76n) | (2n << 62n);
  const free = (1n << 76n) - 1n - (3n << 62n);
  let bits = (BigInt(Date.now()) << 80n) | version | (random & free);
  let text = "";
  for (let digit = 0; digit < 26; digit++) {
    text = "0123456789abcdefghjkmnpqrstvwxyz".charAt(Number(bits & 31n)) + text;
    bits >>= 5n;
  }
  return `trf_${text}`;
}

async function created<T>(reply: APIResponse): Promise<T> {
  if (!reply.ok()) throw new Error(`${reply.status()} ${reply.url()}: ${await reply.text()}`);
  return (await reply.json()) as T;
}

/** Writes over the API with the session of a signed-in page. */
export async function post<T>(page: Page, path: string, data: unknown): Promise<T> {
  const headers = { Origin: new URL(settings.url).origin };
  return created<T>(await page.request.post(`${settings.url}/api/v1${path}`, { data, headers }));
}

/** Imports transfers, one JSON object a line; the reply comes before they are made. */
export async function upload(page: Page, name: string, data: string): Promise<{ id: string }> {
  const headers = {
    "Content-Type": "application/x-ndjson",
    Origin: new URL(settings.url).origin,
  };
  const path = `${settings.url}/api/v1/ledger/imports?name=${encodeURIComponent(name)}`;
  return created<{ id: string }>(await page.request.post(path, { data, headers }));
}

/** Makes a ledger in INR with the accounts Cash and Payroll, Payroll holding 10,00,000.00. */
export async function makeBooks(page: Page): Promise<Books> {
  const mark = word();
  const ledger = await post<Books["ledger"]>(page, "/ledger/ledgers", {
    name: `Book ${mark}`,
    asset: "INR",
  });
  const open = (name: string, limit: string) =>
    post<Account>(page, "/ledger/accounts", {
      ledger: ledger.id,
      name: `${name} ${mark}`,
      reference: `${name}-${mark}`,
      limit,
    });
  const cash = await open("Cash", "none");
  const payroll = await open("Payroll", "debits_must_not_exceed_credits");
  await post(page, "/ledger/transfers", {
    debit_account: cash.id,
    credit_account: payroll.id,
    amount: { amount: "1000000.00", asset: "INR" },
    reference: "Opening",
  });
  return { ledger, cash, payroll };
}
