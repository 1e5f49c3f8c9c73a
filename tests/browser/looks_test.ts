import type { Page, TestInfo } from "@playwright/test";
import { makeBooks, post, upload, word } from "./support/books";
import { expectAccessible } from "./support/axe";
import { expect, openOverview, settings, signIn, test } from "./support/console";
import { emitPoison, spoiltPosting } from "./support/poison";
import { Settled } from "./support/settled";

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
  "/webhooks",
  "/webhooks?tab=attempts",
  "/webhooks?tab=sources",
  "/webhooks?tab=received",
  "/webhooks/ENDPOINT",
  "/webhooks/ENDPOINT?tab=line",
  "/audit",
  "/audit?tab=proof",
  "/audit?tab=export",
  "/audit/ENTRY",
  "/developers",
  "/settings",
];

const operatorPages = [
  "/",
  "/event-delivery",
  "/observability",
  "/observability?tab=traces",
  "/observability?tab=log",
  "/observability?tab=health",
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

/** What the pages show, by the words that stand for it in their paths. */
async function makeThings(page: Page): Promise<Record<string, string>> {
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
  // Nobody listens at the address: there is a failure to show.
  const { endpoint } = await post<{ endpoint: { id: string } }>(page, "/webhooks/endpoints", {
    url: "http://127.0.0.1:9/hook",
    description: "Feed of the looks",
  });
  await post(page, `/webhooks/endpoints/${endpoint.id}/test`, {});
  await post(page, "/webhooks/sources", {
    name: "Payments",
    style: "standard",
  });
  await post(page, "/audit-checkpoints", {});
  const list = await page.request.get(`${settings.url}/api/v1/audit?limit=1`);
  const [entry] = ((await list.json()) as { items: { id: string }[] }).items;
  return {
    ACCOUNT: payroll.id,
    TRANSFER: transfer.id,
    IMPORT: imported.id,
    LEDGER: ledger.id,
    POSITION: String(letter.position),
    LETTER: `${letter.consumer}/${letter.event}`,
    JOB: job.id,
    ENDPOINT: endpoint.id,
    ENTRY: entry?.id ?? "",
  };
}

let things: Promise<Record<string, string>> | undefined;

/** The same for every test of this file: looking changes nothing. */
function thingsOf(page: Page): Promise<Record<string, string>> {
  things ??= makeThings(page);
  return things;
}

/** A file's name for a page. */
function fileOf(template: string): string {
  const name = template.toLowerCase().replace(/[^a-z]+/g, "-");
  return `${name.replace(/^-|-$/g, "") || "overview"}.png`;
}

/** Checks each page and leaves a picture of it; `known` stand for words in the paths. */
async function lookAt(
  page: Page,
  templates: string[],
  known: Record<string, string>,
  info: TestInfo,
): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const settled = new Settled(page);
  for (const template of templates) {
    const path = Object.entries(known).reduce(
      (text, [name, id]) => text.replace(name, id),
      template,
    );
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeVisible();
      await settled.wait();
      expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      await page.screenshot({
        path: info.outputPath(fileOf(template)),
        fullPage: true,
      });
    });
  }
}

const looks: { colorScheme: "light" | "dark"; width: number }[] = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
  // What these find, one of the others finds, too, but for a mistake of both at once.
  ...(process.env["SANGAM_TEST_LONG"]
    ? [
        { colorScheme: "dark" as const, width: 1280 },
        { colorScheme: "light" as const, width: 360 },
      ]
    : []),
];

for (const { colorScheme, width } of looks) {
  const look = async (page: Page) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
  };

  test(`every page is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }, info) => {
    await look(page);
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await signIn(page);
    await lookAt(page, pages, await thingsOf(page), info);
  });

  test(`every page of operators is accessible and fits: ${colorScheme}, ${width} px`, async ({
    page,
  }, info) => {
    await look(page);
    await signIn(page, settings.operator);
    await lookAt(page, operatorPages, {}, info);
  });
}

test("on a phone the menu opens, leads on and closes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await openOverview(page);
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
  await expectAccessible(page);
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

test("dialogs of webhooks are accessible", async ({ page }, info) => {
  await signIn(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { ENDPOINT: endpoint } = await thingsOf(page);
  const look = async (name: string) => {
    await expect(page.getByRole("dialog")).toBeVisible();
    // The menu it was chosen from goes a moment later.
    await expect(page.getByRole("menu", { includeHidden: true })).toHaveCount(0);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Add an endpoint" }).first().click();
  await page.getByRole("dialog").getByLabel("Only these").check();
  await look("add-endpoint");
  await page.goto("/webhooks?tab=sources");
  await page.getByRole("button", { name: "Add a source" }).first().click();
  await look("add-source");
  await page.goto(`/webhooks/${endpoint}`);
  await page.getByRole("button", { name: "Details" }).first().click();
  await look("attempt");
  for (const item of ["Replay…", "Make a new secret", "Delete"]) {
    await page.goto(`/webhooks/${endpoint}`);
    await page.getByRole("button", { name: "More options" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await look(item.toLowerCase().replace(/[^a-z]+/g, "-"));
  }
});
