import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, signInByForm, test as base } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { startServer, type RunningServer } from "./support/server";

// A server of its own: rules of operators and maintenance hold for everybody on it.
const test = base.extend<object, { own: RunningServer }>({
  own: [
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  baseURL: ({ own }, use) => use(own.url),
});
test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Of nobody's: the documentation's network. */
const stranger = { headers: { "X-Forwarded-For": "203.0.113.9" } };

async function openPage(page: Page, tab: string): Promise<void> {
  await page.getByRole("link", { name: "Platform gateway", exact: true }).first().click();
  await page.getByRole("tab", { name: tab }).click();
}

test("an operator denies a network, and sees who was blocked by which rule", async ({
  page,
  own,
}) => {
  await signInByForm(page, own.demo.operator);
  await openPage(page, "Rules");
  await page.getByLabel("Denied networks").fill("203.0.113.0/24");
  // The test's own word on where it comes from is taken.
  await page.getByLabel("Trusted proxies").fill("127.0.0.0/8\n::1");
  await page.getByLabel("Why, for the audit").fill("They only guess passwords");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("The rules hold within a second.")).toBeVisible();
  await expect(async () => {
    const reply = await page.request.get(`${own.url}/api/v1/tenant?secret=1`, stranger);
    expect(await reply.text()).toContain("from this address are refused");
  }).toPass();

  await page.getByRole("tab", { name: "Blocked requests" }).click();
  const rows = page.getByRole("table", { name: "Blocked requests" }).getByRole("row");
  const denied = rows.filter({ hasText: "deny 203.0.113.0/24" });
  await expect(denied.first()).toContainText("GET /api/v1/tenant");
  await expect(denied.first()).toContainText("203.0.113.9");
  await expect(denied.first()).toContainText("Network");
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.getByRole("searchbox", { name: "Search blocked requests" }).fill("198.51.100");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(denied.first()).toBeVisible();

  await page.getByRole("tab", { name: "Tester" }).click();
  await page.getByLabel("From address").fill("203.0.113.9");
  await page.getByRole("button", { name: "What would happen?" }).click();
  await expect(page.getByText("It would be refused with 403.")).toBeVisible();

  await page.getByRole("link", { name: "Live traffic and refusals" }).click();
  const blocked = page.getByRole("table", { name: "Blocked by the gateway" });
  await expect(blocked.getByRole("row", { name: "deny 203.0.113.0/24" })).toBeVisible();
  await expectAccessible(page);
  await blocked.getByRole("link", { name: "deny 203.0.113.0/24" }).click();
  await expect(denied.first()).toBeVisible();
});

test("two operators do not overwrite each other's rules", async ({ page, context, own }) => {
  await signInByForm(page, own.demo.operator);
  await openPage(page, "Rules");
  await expect(page.getByRole("button", { name: "Save rules" })).toBeVisible();
  const other = await context.newPage();
  await other.goto("/platform-gateway");
  await other.getByLabel("Denied countries").fill("AQ");
  await other.getByRole("button", { name: "Save rules" }).click();
  await expect(other.getByText("The rules hold within a second.")).toBeVisible();
  await page.getByLabel("Denied countries").fill("BV");
  await page.getByRole("button", { name: "Save rules" }).click();
  await expect(page.getByText("Somebody else has changed this meanwhile.")).toBeVisible();
});

test("an operator turns requests away for maintenance, and ends it", async ({
  page,
  browser,
  own,
}) => {
  const theirs = await (await browser.newContext({ baseURL: own.url })).newPage();
  await signInByForm(theirs, own.demo);
  await signInByForm(page, own.demo.operator);
  await openPage(page, "Maintenance");
  await page.getByRole("button", { name: "Turn requests away" }).click();
  const dialog = page.getByRole("dialog", { name: "Turn requests away" });
  await dialog.getByLabel("What callers are told").fill("Back at noon.");
  const confirm = dialog.getByRole("button", { name: "Turn requests away" });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox", { name: "To confirm, type" }).fill(new URL(own.url).host);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await confirm.click();
  await expect(dialog).toBeHidden();

  const banner = page.getByText("Maintenance: requests of all tenants are turned away");
  await expect(banner).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Tenants", exact: true }).first().click();
  await expect(page.getByRole("table", { name: "Tenants" })).toBeVisible();
  await expect(banner).toBeVisible();
  await expect(async () => {
    await theirs.goto("/ledgers");
    await expect(theirs.getByText("Back at noon.", { exact: false })).toBeVisible({
      timeout: 2000,
    });
  }).toPass();

  await page.getByRole("link", { name: "Change or end it" }).click();
  await page.getByRole("button", { name: "Serve again" }).click();
  await expect(page.getByText("The server serves everybody again.")).toBeVisible();
  await expect(banner).toBeHidden();
  await expect(async () => {
    await theirs.goto("/ledgers");
    await expect(theirs.getByRole("table", { name: "Ledgers" })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await theirs.context().close();
});
