import type { Page } from "@playwright/test";
import { makeBooks, post, upload, word } from "./support/books";
import { expectAccessible } from "./support/axe";
import { expect, settings, signIn, test } from "./support/console";
import { emitPoison, spoiltPosting } from "./support/poison";

const pages = [
  "/",
  "/accounts",
  "/accounts/new",
  "/accounts/ACCOUNT",
  "/transfers",
  "/transfers/new?debit=ACCOUNT",
  "/transfers/TRANSFER",
  "/ledgers",
  "/trial-balance?ledger=LEDGER",
  "/imports",
  "/imports/IMPORT",
  "/sagas",
  "/events",
  "/events?tab=types",
  "/events?open=POSITION",
  "/dead-letters",
  "/dead-letters/LETTER",
  "/jobs",
  "/jobs/JOB",
  "/schedules",
  "/users",
  "/api-keys",
  "/audit",
  "/developers",
  "/settings",
];

interface Letter {
  consumer: string;
  event: string;
  position: number;
}

/** Waits for a dead letter of an event that nobody can handle. */
async function makeLetter(page: Page): Promise<Letter> {
  const stream = `payouts/${word()}`;
  const type = "ledger.payout.posting_requested";
  await emitPoison(page, { stream, type, payload: spoiltPosting("nonsense") });
  let found: Letter | undefined;
  await expect(async () => {
    const reply = await page.request.get(`${settings.url}/api/v1/dead-letters?stream=${stream}`);
    found = ((await reply.json()) as { items: Letter[] }).items[0];
    expect(found).toBeDefined();
  }).toPass({ timeout: 20_000 });
  return found as Letter;
}

async function expectFine(page: Page, path: string, width: number): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
  await expectAccessible(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    width,
  );
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`every page is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await signIn(page);
      const { ledger, cash, payroll } = await makeBooks(page);
      const transfer = await post<{ id: string }>(page, "/ledger/transfers", {
        debit_account: payroll.id,
        credit_account: cash.id,
        amount: { amount: "12.50", asset: "INR" },
      });
      const imported = await upload(page, "looks.ndjson", "this is no JSON\n");
      const letter = await makeLetter(page);
      const job = await post<{ id: string }>(page, "/jobs", {
        kind: "platform.echo",
        payload: '{"text":"hello","hopeless":true}',
      });
      await post(page, "/job-schedules", {
        name: `nightly ${job.id}`,
        kind: "platform.echo",
        cron: "30 2 * * *",
        zone: "Asia/Kolkata",
      });
      for (const template of pages) {
        const path = template
          .replace("POSITION", String(letter.position))
          .replace("LETTER", `${letter.consumer}/${letter.event}`)
          .replace("JOB", job.id)
          .replace("ACCOUNT", payroll.id)
          .replace("TRANSFER", transfer.id)
          .replace("IMPORT", imported.id)
          .replace("LEDGER", ledger.id);
        await test.step(path, () => expectFine(page, path, width));
      }
    });
  }
}

for (const width of [1280, 360]) {
  test(`the operators' pages are accessible and fit: ${width} px`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, settings.operator);
    await expectFine(page, "/event-delivery", width);
  });
}

test("on a phone the menu opens, leads on and closes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await expect(
    page.getByRole("navigation").getByRole("link", { name: "Ledgers" }),
  ).not.toBeInViewport();
});

test("dialogs are accessible", async ({ page }) => {
  await signIn(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/ledgers?create=yes");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForTimeout(400);
  await expectAccessible(page);
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForTimeout(400);
  await expectAccessible(page);
});
