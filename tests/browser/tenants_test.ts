import type { Page } from "@playwright/test";
import { hueOf } from "../../web/console/src/app/theme/accent";
import { expectAccessible } from "./support/axe";
import { makeBooks, word } from "./support/books";
import { expect, openOverview, settings, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { join, makeTenant } from "./support/tenant";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** By the mouse or by keys alone. */
async function switchTo(page: Page, from: string, to: string, keys = false): Promise<void> {
  const tenant = page.getByRole("button", { name: `Tenant ${from}` });
  const other = page.getByRole("menuitem", { name: to });
  await (keys ? tenant.press("Enter") : tenant.click());
  await expect(other).toBeVisible();
  await expectAccessible(page, true);
  if (keys) await page.keyboard.press("ArrowDown");
  await (keys ? page.keyboard.press("Enter") : other.click());
  await expect(page.getByRole("button", { name: `Tenant ${to}` })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

const accentOf = (page: Page) =>
  page.evaluate(() =>
    getComputedStyle(document.documentElement).getPropertyValue("--sangam-accent"),
  );

/** A mark of a tenant whose colour is not that of the tenant with this one: there are twelve. */
function ofAnotherColour(mark: string): string {
  for (;;) {
    const other = word();
    if (hueOf(`bank-${other}`) !== hueOf(`bank-${mark}`)) return other;
  }
}

test("a person goes from one tenant to another and takes nothing along", async ({ page }) => {
  const mark = word();
  const first = await makeTenant(mark, false);
  const second = await makeTenant(ofAnotherColour(mark), false);
  const person = { email: `guest@${word()}.example`, password: "a password of theirs" };
  await join(person, first, "admin");
  await signIn(page, person);
  await join(person, second, "auditor");
  const { ledger, cash } = await makeBooks(page);
  await page.goto(`/accounts/${cash.id}`);
  await expect(page.getByRole("heading", { level: 1, name: cash.name })).toBeVisible();
  await page.getByRole("link", { name: "Ledgers", exact: true }).first().click();
  await expect(page.getByRole("link", { name: ledger.name })).toBeVisible();
  const accent = await accentOf(page);

  await switchTo(page, first.name, second.name);
  await expect(page).toHaveURL(`${settings.url}/`);
  expect(await accentOf(page)).not.toBe(accent);
  // Whatever was read of the first tenant would be shown while this waits.
  await page.route("**/api/v1/ledger/ledgers*", () => {});
  await page.getByRole("link", { name: "Ledgers", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Ledgers" })).toBeVisible();
  await expect(page.getByText(ledger.name)).toBeHidden();
  // An auditor's menu: nothing to create.
  await expect(page.getByRole("button", { name: "Create a ledger" })).toBeHidden();
  await page.unrouteAll({ behavior: "ignoreErrors" });

  // What is bookmarked there is not here, and the way on is.
  await page.goto(`/accounts/${cash.id}`);
  await expect(page.getByText("There is no such thing", { exact: false })).toBeVisible();
  await openOverview(page);
  await expect(page.getByText("Create a ledger. It holds", { exact: false })).toBeVisible();
  // From the overview to the overview: what is open is read anew.
  await switchTo(page, second.name, first.name, true);
  await expect(page.getByText("Recent transfers").first()).toBeVisible();
  expect(await accentOf(page)).toBe(accent);
});

test("an operator suspends a tenant with a reason, which its owner reads", async ({
  page,
  browser,
}) => {
  const { owner, name } = await makeTenant();
  const theirs = await (await browser.newContext({ baseURL: settings.url })).newPage();
  await signIn(theirs, owner);
  await signIn(page, settings.operator);
  await page.goto("/tenants");
  await page.getByRole("searchbox", { name: "Search tenants" }).fill(name.toUpperCase());
  await expect(page.getByText("1 row", { exact: true })).toBeVisible();
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: `Suspend ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Suspend ${name}` });
  await dialog.getByLabel("Reason").fill("Unpaid since March");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Suspend", exact: true }).click();
  await expect(row.getByText("Suspended", { exact: true })).toBeVisible();
  await page.getByRole("combobox", { name: "Status" }).click();
  await page.getByRole("option", { name: "Active" }).click();
  await expect(page.getByText("Nothing matches", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByRole("searchbox", { name: "Search tenants" }).fill(name);

  await theirs.goto("/");
  await expect(theirs.getByText(`${name} is suspended`)).toBeVisible();
  await theirs.getByRole("link", { name: "More about it" }).click();
  await expect(theirs.getByText("Unpaid since March")).toBeVisible();
  await expectAccessible(theirs);
  await expectFitsPhone(theirs);

  await row.getByRole("button", { name: `Lift the suspension ${name}` }).click();
  await page.getByRole("dialog").getByLabel("Reason").fill("Paid");
  await page.getByRole("dialog").getByRole("button", { name: "Lift the suspension" }).click();
  await expect(row.getByText("Active", { exact: true })).toBeVisible();
  await theirs.goto("/");
  await expect(theirs.getByText("Create a ledger. It holds", { exact: false })).toBeVisible();
  await expect(theirs.getByText(`${name} is suspended`)).toBeHidden();
  await theirs.context().close();
});

test("an owner takes the data along, closes the tenant and opens it again", async ({ page }) => {
  const mark = word();
  const { owner, name } = await makeTenant(mark);
  await signIn(page, owner);
  await page.goto("/organisation");
  const exports = page.getByRole("region", { name: "Take your data along" });
  await expect(exports.getByText("Nothing was exported yet")).toBeVisible();
  await exports.getByRole("button", { name: "Make an export" }).click();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    exports.getByRole("link", { name: "Download" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.tar\.gz$/);

  await page.getByRole("button", { name: "Close the organisation" }).click();
  const dialog = page.getByRole("dialog", { name: "Close the organisation" });
  await dialog.getByLabel("Reason").fill("We go on elsewhere");
  await dialog.getByRole("textbox", { name: "To confirm, type" }).fill(`bank-${mark}`);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Close the organisation" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`${name} is closed`, { exact: true })).toBeVisible();
  await expect(page.getByText("We go on elsewhere")).toBeVisible();
  await page.getByRole("button", { name: "Open it again" }).click();
  await expect(page.getByText(`${name} is open again.`)).toBeVisible();
  await expect(page.getByText(`${name} is closed`, { exact: true })).toBeHidden();
});
