import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { makeBooks, post, word, type Books } from "./support/books";
import { expect, openOverview, settings, signIn, test } from "./support/console";
import { emitPoison, spoiltPosting } from "./support/poison";

const posted = "ledger.transfers.posted";

async function transfer(page: Page, { cash, payroll }: Books): Promise<void> {
  await post(page, "/ledger/transfers", {
    debit_account: payroll.id,
    credit_account: cash.id,
    amount: { amount: "1.00", asset: "INR" },
  });
}

/** Where the newest transfers are in the log of events. */
async function newestPositions(page: Page): Promise<number[]> {
  const query = `type=${posted}&sort=-position&limit=10`;
  const reply = await page.request.get(`${settings.url}/api/v1/events?${query}`);
  return ((await reply.json()) as { items: { position: number }[] }).items.map(
    (item) => item.position,
  );
}

test("events are found by type and stream, and shown with their schema", async ({ page }) => {
  await signIn(page);
  await makeBooks(page);
  await page.goto("/events");
  const table = page.getByRole("table", { name: "Events" });
  await expect(table.getByRole("button", { name: posted }).first()).toBeVisible({
    timeout: 15_000,
  });
  await page.getByLabel("Stream").fill("nothing is called so");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByRole("combobox", { name: "Type" }).fill(posted);
  await expect(page).toHaveURL(/type=ledger\.transfers\.posted/);

  await table.getByRole("button", { name: posted }).first().click();
  const panel = page.getByRole("dialog", { name: posted });
  await expect(panel.getByRole("region", { name: "Payload" })).toContainText('"count": 1');
  await expect(
    panel.getByText("string (date-time) Timestamp of the first", {
      exact: true,
    }),
  ).toBeVisible();
  await panel.getByText("As JSON Schema").click();
  await expect(panel.getByRole("region", { name: `${posted} As JSON Schema` })).toContainText(
    "json-schema.org/draft/2020-12",
  );
  await page.keyboard.press("Escape");
  await expect(panel).toBeHidden();

  await page.getByRole("tab", { name: "Types" }).click();
  await expect(page.getByText("ledger.settlement.requested", { exact: true })).toBeVisible();
  const description = await page.request.get(`${settings.url}/api/asyncapi.json`);
  expect(description.ok()).toBe(true);
  await expect(page.getByRole("link", { name: "AsyncAPI description" })).toHaveAttribute(
    "href",
    "/api/asyncapi.json",
  );
});

test("events are followed live, paused, and caught up with", async ({ page }) => {
  await signIn(page);
  const books = await makeBooks(page);
  await page.goto(`/events?type=${posted}`);
  const rows = page.getByRole("table", { name: "Events" }).getByRole("row");
  await expect(rows.nth(1)).toBeVisible({ timeout: 15_000 });
  const follow = page.getByRole("switch", { name: "Follow live" });
  await follow.press("Space");
  await expect(page.getByText("Live: new events")).toBeVisible();
  await expectAccessible(page);

  await transfer(page, books);
  await expect(page.getByText("1 new", { exact: true })).toBeVisible();
  await follow.press("Space");
  await expect(page.getByText("Paused")).toBeVisible();
  const shown = await rows.count();
  const [before = 0] = await newestPositions(page);
  await transfer(page, books);
  await transfer(page, books);
  // Whoever follows is told when they are in the log.
  const since = async () => (await newestPositions(page)).filter((one) => one > before).length;
  await expect.poll(since).toBe(2);
  expect(await rows.count()).toBe(shown);

  await follow.press("Space");
  await expect(page.getByText("3 new", { exact: true })).toBeVisible();
  await expect(rows).toHaveCount(shown + 2);
});

test("a lost connection is opened again where it was", async ({ page }) => {
  await signIn(page);
  const books = await makeBooks(page);
  const asked: string[] = [];
  await page.route("**/api/v1/event-tail*", async (route) => {
    asked.push((await route.request().headerValue("last-event-id")) ?? "");
    if (asked.length === 1) await route.abort("connectionreset");
    else await route.continue();
  });
  await page.goto(`/events?type=${posted}`);
  const rows = page.getByRole("table", { name: "Events" }).getByRole("row");
  await expect(rows.nth(1)).toBeVisible({ timeout: 15_000 });
  await page.getByRole("switch", { name: "Follow live" }).check();
  await expect(page.getByText("Connection lost")).toBeVisible();
  await transfer(page, books);
  await expect(page.getByText("Live: new events")).toBeVisible();
  await expect(page.getByText("1 new", { exact: true })).toBeVisible();
  expect(asked[0]).toMatch(/^[1-9]\d*$/);
  expect(asked[1]).toBe(asked[0]);
});

async function openLetter(page: Page, stream: string): Promise<void> {
  const link = page.getByRole("table", { name: "Dead letters" }).getByRole("link").first();
  await expect(async () => {
    await page.goto(`/dead-letters?stream=${stream}`);
    await expect(link).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await link.click();
}

test("a dead letter is mended, requeued and handled", async ({ page }) => {
  await signIn(page);
  const stream = `payouts/${word()}`;
  const type = "ledger.payout.posting_requested";
  await emitPoison(page, { stream, type, payload: spoiltPosting("nonsense") });
  await openLetter(page, stream);
  await expect(page.getByRole("heading", { level: 1, name: type })).toBeVisible();
  await expect(page.getByRole("note")).toContainText("must be one of hold, post, release");

  await page.getByRole("button", { name: "Edit and requeue" }).click();
  const dialog = page.getByRole("dialog", { name: "Edit and requeue" });
  const field = dialog.getByRole("textbox", { name: "What will be tried" });
  const spoilt = await field.inputValue();
  await field.fill(spoilt.replace('"nonsense",', '"release"'));
  await dialog.getByRole("button", { name: "Save and requeue" }).click();
  await expect(dialog.getByText("Line 4, column 3: A comma")).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await dialog.getByRole("button", { name: "Show the place" }).press("Enter");
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await field.fill(spoilt.replace("nonsense", "release"));
  await dialog.getByRole("button", { name: "Save and requeue" }).click();
  await expect(dialog).toBeHidden();

  await expect(page.getByText("It was handled in the end.")).toBeVisible({
    timeout: 15_000,
  });
  await expectAccessible(page);
  await expect(page.getByRole("region", { name: "As emitted" })).toContainText("nonsense");
  await expect(page.getByRole("region", { name: "What will be tried" })).toContainText("release");
  await expect(page.getByRole("button", { name: "Requeue" })).toBeHidden();
});

test("a payload that has not the form of its type is refused at the field; skipping is audited", async ({
  page,
}) => {
  await signIn(page);
  const stream = `settlements/${word()}`;
  await emitPoison(page, {
    stream,
    type: "ledger.settlement.requested",
    payload: { table: "x" },
  });
  await openLetter(page, stream);
  await page.getByRole("button", { name: "Edit and requeue" }).click();
  const edit = page.getByRole("dialog", { name: "Edit and requeue" });
  const field = edit.getByRole("textbox", { name: "What will be tried" });
  await field.fill('{"table": 5}');
  await edit.getByRole("button", { name: "Save only" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await edit.getByRole("button", { name: "Cancel" }).click();

  await page.getByRole("button", { name: "Skip" }).click();
  const skip = page.getByRole("dialog", { name: "Skip" });
  await expect(skip.getByText("The audit will say")).toContainText("dead_letters.skip");
  const reason = `there is no table ${word()}`;
  await skip.getByLabel("Reason").fill(reason);
  await skip.getByRole("button", { name: "Skip" }).click();
  await expect(page.getByText("It was left undone.")).toBeVisible();
  await expect(async () => {
    await page.goto("/audit");
    await expect(
      page.getByRole("table", { name: "Audit" }).getByRole("row", { name: "dead_letters.skip" }),
    ).not.toHaveCount(0, { timeout: 2000 });
  }).toPass({ timeout: 20_000 });
  await page.goto("/audit?operation=dead_letters.skip");
  const skipped = page.getByRole("table", { name: "Audit" }).getByRole("row", {
    name: "dead_letters.skip",
  });
  await skipped.first().getByRole("link").first().click();
  await expect(page.getByText(reason)).toBeVisible();
  await expectAccessible(page);
});

test("an operator sees consumers and the relay, and replays events", async ({ page }) => {
  await signIn(page, settings.operator);
  await openOverview(page);
  await page.getByRole("navigation").getByRole("link", { name: "Event delivery" }).click();
  await expect(page.getByRole("region", { name: "Relay" })).toContainText("Newest position");
  const consumer = page
    .getByRole("table", { name: "Consumers" })
    .getByRole("row", { name: "ledger.payouts" });
  await expect(consumer).toContainText("Running");

  await consumer.getByRole("button").click();
  const dialog = page.getByRole("dialog", {
    name: "Replay for ledger.payouts",
  });
  await dialog.getByLabel("From position").fill("3");
  await dialog.getByLabel("To position").fill("2");
  await dialog.getByRole("button", { name: "Start the replay" }).click();
  await expect(dialog.getByText("Must not lie before from_position.")).toBeVisible();
  await dialog.getByLabel("To position").fill("4");
  await dialog.getByRole("button", { name: "Start the replay" }).click();
  await expect(dialog).toBeHidden();
  const replay = page
    .getByRole("table", { name: "Replays" })
    .getByRole("row", { name: /ledger\.payouts.*Positions 3 to 4/ });
  await expect(replay.first()).toContainText("Done", { timeout: 20_000 });
});
