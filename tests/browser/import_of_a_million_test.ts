import type { Page } from "@playwright/test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBankDay, writeBankDay, type BankDay } from "./support/bank_day";
import { post, word } from "./support/books";
import { expect, openSession, settings, signIn, test } from "./support/console";
import { MemoryWatch } from "./support/memory";

const lines = 1_000_000;
const grouped = "10,00,000";
/** More than this, in MiB, and something holds the file instead of letting it pass. */
const mostOfPage = 150;
const mostOfServer = 150;

interface Import {
  id: string;
  state: string;
  lines_total: number;
  lines_done: number;
  created: number;
  exists: number;
  refused: number;
}

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sangam-million-"));
});
test.afterEach(() => rm(folder, { recursive: true }));

/** Signs in as the owner of a new tenant, where nothing else is. */
async function signInToNewTenant(page: Page): Promise<void> {
  await signIn(page, settings.operator);
  const slug = `million-${word()}`;
  const person = {
    email: `owner@${slug}.example`,
    password: "a password for tests",
  };
  await post(page, "/platform/tenants", {
    slug,
    name: "Million Bank",
    sandbox: true,
    owner: { ...person, name: "Owner" },
  });
  await page.context().clearCookies();
  await page.context().addCookies(await openSession(person));
}

async function onlyImport(page: Page): Promise<Import> {
  const reply = await page.request.get(`${settings.url}/api/v1/ledger/imports`);
  const { items } = (await reply.json()) as { items: Import[] };
  expect(items).toHaveLength(1);
  return items[0]!;
}

/** How many lines are done once nothing gets on any more. */
async function linesAtRest(page: Page): Promise<number> {
  let before = -1;
  await expect(async () => {
    const { lines_done: now } = await onlyImport(page);
    const same = now === before;
    before = now;
    expect(same).toBe(true);
  }).toPass({ intervals: [1000], timeout: 30_000 });
  return before;
}

/** The books are those that the model has. */
async function expectBooks(page: Page, ledgers: Record<string, string>, day: BankDay) {
  for (const [key, id] of Object.entries(ledgers)) {
    const reply = await page.request.get(
      `${settings.url}/api/v1/ledger/ledgers/${id}/trial-balance`,
    );
    const { balanced, totals } = (await reply.json()) as {
      balanced: boolean;
      totals: Record<string, { amount: string }>;
    };
    expect(balanced, key).toBe(true);
    for (const [name, amount] of Object.entries(day.expected.trial_balance[key]!))
      expect(totals[name]?.amount, `${key} ${name}`).toBe(amount);
  }
}

test("a million transfers are imported, with a pause", async ({ page }, info) => {
  test.skip(!process.env["SANGAM_TEST_LONG"], "takes minutes");
  test.setTimeout(1_800_000);
  const picture = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const day = await writeBankDay(folder, lines);
  await signInToNewTenant(page);
  const ledgers = await openBankDay(page, day.setup);
  await page.goto("/imports");
  const memory = await MemoryWatch.start(page);

  const began = Date.now();
  await page.locator("input[type=file]").setInputFiles(day.file);
  const sending = page.getByRole("progressbar", {
    name: "Sending transfers.ndjson",
  });
  const sent = async () => Number(await sending.getAttribute("aria-valuenow"));
  await expect.poll(sent).toBeGreaterThan(10);
  await picture("1-sending");
  const heading = page.getByRole("heading", {
    level: 1,
    name: "transfers.ndjson",
  });
  await expect(heading).toBeVisible({ timeout: 300_000 });
  const uploaded = Date.now();

  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText(`of ${grouped} lines`);
  await picture("2-begun");
  const done = async () => {
    const text = (await progress.textContent()) ?? "";
    return Number(/([\d,]+) of/.exec(text)?.[1]?.replaceAll(",", ""));
  };
  for (let step = 1, seen = -1; step <= 3; step++) {
    await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(seen);
    seen = await done();
  }
  await expect.poll(done, { timeout: 300_000 }).toBeGreaterThan(lines / 4);
  await expect(progress).toContainText(/about .* left/);
  await picture("3-running");

  await page.getByRole("button", { name: "Pause" }).click();
  await expect(progress).toContainText("Paused");
  const rest = await linesAtRest(page);
  expect(rest).toBeLessThan(lines);
  await expect.poll(done, { timeout: 15_000 }).toBe(rest);
  const paused = Date.now();
  await picture("4-paused");
  await page.waitForTimeout(5_000);
  expect(await linesAtRest(page)).toBe(rest);
  expect(await done()).toBe(rest);

  await page.getByRole("button", { name: "Resume" }).click();
  const resumed = Date.now();
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(rest);
  await expect(progress).toContainText("Done", { timeout: 900_000 });
  const ended = Date.now();
  const rejected = page.getByRole("table", { name: "Rejected lines" });
  await expect(rejected.getByRole("row")).toHaveCount(101);
  await picture("5-done");
  const used = await memory.end();

  const { created, exists, refused } = day.expected;
  expect(created + exists + refused).toBe(lines);
  expect(await onlyImport(page)).toMatchObject({
    state: "done",
    lines_total: lines,
    lines_done: lines,
    created,
    exists,
    refused,
  });
  const { id } = await onlyImport(page);
  const download = await page.request.get(`${settings.url}/api/v1/ledger/imports/${id}/rejected`);
  expect((await download.text()).trim().split("\n")).toHaveLength(refused);
  await expectBooks(page, ledgers, day);

  const seconds = (ended - resumed + paused - uploaded) / 1000;
  console.log(
    `${lines} lines: sent in ${(uploaded - began) / 1000} s, carried out in ${seconds} s, ` +
      `${Math.round(lines / seconds)}/s; MiB at the beginning and at the highest: ` +
      `page ${used.pageBefore} and ${used.page}, server ${used.serverBefore} and ${used.server}`,
  );
  expect(used.page - used.pageBefore).toBeLessThan(mostOfPage);
  expect(used.server - used.serverBefore).toBeLessThan(mostOfServer);
});
