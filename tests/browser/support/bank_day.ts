import type { Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { post } from "./books";

const run = promisify(execFile);
const generator = fileURLToPath(new URL("../../../benchmarks/data/bank_day.py", import.meta.url));

type Totals = Record<
  "debits_pending" | "debits_posted" | "credits_pending" | "credits_posted",
  string
>;

/** What an independent model says must come of the file. */
interface Expected {
  lines: number;
  created: number;
  exists: number;
  refused: number;
  /** By the key of the ledger. */
  trial_balance: Record<string, Totals>;
}

interface Setup {
  ledgers: { key: string; name: string; asset: string }[];
  accounts: ({ ledger: string } & Record<string, string>)[];
}

export interface BankDay {
  file: string;
  expected: Expected;
  setup: Setup;
}

/** Writes the transfers of a bank day into a folder. */
export async function writeBankDay(folder: string, lines: number): Promise<BankDay> {
  await run("python3", [generator, "--out", folder, "--lines", String(lines)]);
  const read = async (name: string) =>
    JSON.parse(await readFile(join(folder, name), "utf8")) as unknown;
  return {
    file: join(folder, "transfers.ndjson"),
    expected: (await read("expected.json")) as Expected,
    setup: (await read("setup.json")) as Setup,
  };
}

/** Opens the ledgers and accounts of a bank day; the ids of the ledgers by their keys. */
export async function openBankDay(page: Page, setup: Setup): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const { key, ...ledger } of setup.ledgers)
    ids[key] = (await post<{ id: string }>(page, "/ledger/ledgers", ledger)).id;
  const accounts = [...setup.accounts];
  const openNext = async () => {
    for (let next = accounts.shift(); next !== undefined; next = accounts.shift())
      await post(page, "/ledger/accounts", {
        ...next,
        ledger: ids[next.ledger],
      });
  };
  await Promise.all(Array.from({ length: 8 }, openNext));
  return ids;
}
