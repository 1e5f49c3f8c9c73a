import type { Page } from "@playwright/test";
import { makeBooks, post, word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";
import { isSignedWith, openSink, signature, type Sink } from "./support/sink";

let sink: Sink;
test.beforeEach(async () => {
  sink = await openSink();
});
test.afterEach(() => sink.close());

/** Makes an endpoint by the form and returns its secret; the page is then the endpoint's. */
async function addEndpoint(page: Page, description: string): Promise<string> {
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Add an endpoint" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill(sink.url);
  await dialog.getByLabel("Description").fill(description);
  await dialog.getByLabel("Only these").check();
  await dialog.getByLabel("ledger.transfers.posted").check();
  await dialog.getByRole("button", { name: "Add an endpoint" }).click();
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  expect(secret).toMatch(/^whsec_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page
    .getByRole("row", { name: new RegExp(description) })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1, name: sink.url })).toBeVisible();
  return secret;
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

/** Sends a test event and waits for what the page says of it. */
async function sendTest(page: Page, expected: string): Promise<void> {
  await page.getByRole("button", { name: "Send a test event" }).click();
  const dialog = page.getByRole("dialog", { name: "Test event" });
  await expect(dialog.getByRole("status")).toContainText(expected, { timeout: 20_000 });
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
}

async function remove(page: Page): Promise<void> {
  await choose(page, "Delete");
  await page.getByRole("dialog").getByRole("textbox").fill(new URL(sink.url).host);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Webhooks" })).toBeVisible();
}

test("an endpoint is told, its secret rotated, its failure explained and replayed", async ({
  page,
}) => {
  await signIn(page);
  const description = `feed ${word()}`;
  const secret = await addEndpoint(page, description);

  await sendTest(page, "It works");
  expect(sink.heard).toHaveLength(1);
  expect(isSignedWith(secret, sink.heard[0]!)).toBe(true);
  await page.getByRole("button", { name: "Details" }).first().click();
  await expect(page.getByLabel("Request")).toContainText('"webhooks.test"');
  await expect(page.getByLabel("Reply")).toHaveText("thank you");
  await page.keyboard.press("Escape");

  await choose(page, "Make a new secret");
  await page.getByRole("dialog").getByRole("button", { name: "Make a new secret" }).click();
  const rotated = (await page.getByTestId("secret").textContent()) ?? "";
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText("Messages carry two signatures")).toBeVisible();
  await sendTest(page, "It works");
  expect(isSignedWith(secret, sink.heard[1]!)).toBe(true);
  expect(isSignedWith(rotated, sink.heard[1]!)).toBe(true);

  const { cash, payroll } = await makeBooks(page);
  await expect.poll(() => sink.heard.length).toBeGreaterThan(2);
  const before = sink.heard.length;
  await choose(page, "Replay…");
  const dialog = page.getByRole("dialog");
  const line = dialog.getByRole("row", { name: /ledger.transfers.posted/ });
  await expect(line).toBeVisible();
  await dialog.getByLabel("webhooks.test").uncheck();
  await dialog.getByRole("button", { name: /^Send \d+ messages? again$/ }).click();
  await expect(page.getByText(/messages? (is|are) lined up again/)).toBeVisible();
  await expect.poll(() => sink.heard.length).toBeGreaterThan(before);
  expect(JSON.parse(sink.heard[before]!.body)).toMatchObject({ type: "ledger.transfers.posted" });

  sink.answer.status = 401;
  sink.answer.body = "wrong signature";
  await post(page, "/ledger/transfers", {
    debit_account: cash.id,
    credit_account: payroll.id,
    amount: { amount: "1.00", asset: "INR" },
  });
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Answered 401").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByText("Failing", { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Waiting" }).click();
  await expect(page.getByRole("table", { name: "Waiting" })).toContainText(
    "ledger.transfers.posted",
  );
  await remove(page);
  await expect(page.getByText(description)).toBeHidden();
});

test("an endpoint is edited, disabled and enabled", async ({ page }) => {
  await signIn(page);
  const description = `edit ${word()}`;
  await addEndpoint(page, description);
  await page.getByRole("button", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Address").fill("no address");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Enter a whole address")).toBeVisible();
  await dialog.getByLabel("Address").fill(`${sink.url}/2`);
  await dialog.getByLabel("Description").fill("");
  await dialog.getByLabel("As soon as possible").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: `${sink.url}/2` })).toBeVisible();
  await expect(page.getByText("A message that fails holds no other back")).toBeVisible();
  await expect(page.getByText(description)).toBeHidden();

  const endpoint = page.url();
  await page.goto("/audit?operation=webhooks.endpoints.change");
  await page.getByRole("table", { name: "Audit" }).getByRole("link").first().click();
  const changes = page.getByRole("table", { name: "What changed" });
  await expect(changes.getByRole("row", { name: /^description/ })).toContainText(description);
  await expect(changes.getByRole("row", { name: /^url/ })).toContainText(`${sink.url}/2`);
  await page.goto(endpoint);

  await choose(page, "Disable");
  await expect(page.getByText("It was switched off.")).toBeVisible();
  await page.getByRole("button", { name: "Enable" }).click();
  await expect(page.getByRole("button", { name: "Send a test event" })).toBeVisible();
  await remove(page);
});

test("a source is made, a message of it received and read, its secret changed", async ({
  page,
}) => {
  await signIn(page);
  const name = `Payments ${word()}`;
  await page.goto("/webhooks?tab=sources");
  await page.getByRole("button", { name: "Add a source" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill(name);
  await form.getByRole("button", { name: "Add a source" }).click();
  const address = (await page.getByTestId("address").textContent()) ?? "";
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  expect(address.startsWith(`${settings.url}/hooks/src_`)).toBe(true);
  await page.getByRole("button", { name: "I have copied it" }).click();

  const body = JSON.stringify({ paid: name });
  const id = `pay_${word()}`;
  const seconds = Math.floor(Date.now() / 1000);
  const tell = (signed: string) =>
    fetch(address, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(seconds),
        "webhook-signature": signed,
      },
    });
  expect((await tell("v1,AAAA")).status).toBe(401);
  expect((await tell(signature(secret, id, seconds, body))).status).toBe(200);

  await page.getByRole("link", { name }).click();
  const row = page.getByRole("table", { name: "Received" }).getByRole("row", { name: id });
  await row.getByRole("button", { name: "Details" }).click();
  await expect(page.getByLabel("Body")).toContainText(name);
  await page.keyboard.press("Escape");

  await page.getByRole("tab", { name: "Sources" }).click();
  await page.getByRole("button", { name: `Change the secret ${name}` }).click();
  const change = page.getByRole("dialog");
  await change.getByRole("textbox", { name: "Secret" }).fill("not a secret");
  await change.getByRole("button", { name: "Change the secret" }).click();
  await expect(change.getByText("Must be whsec_ and base64.")).toBeVisible();
  const next = `whsec_${Buffer.from("another secret of 24 bytes").toString("base64")}`;
  await change.getByRole("textbox", { name: "Secret" }).fill(next);
  await change.getByRole("button", { name: "Change the secret" }).click();
  await expect(page.getByText("The old one is accepted for 24 hours.")).toBeVisible();

  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: `Delete ${name}` })).toBeHidden();
});
