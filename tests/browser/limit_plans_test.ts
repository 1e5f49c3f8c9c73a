import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { makeTenant } from "./support/tenant";

test.use({ contextOptions: { reducedMotion: "reduce" } });

const rowOf = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

/** Makes a plan by the page; the first one is suggested to be the plan `default`. */
async function makePlan(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "New plan" }).click();
  const dialog = page.getByRole("dialog", { name: "New plan" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("textbox", { name: "Reading, in a tenant: requests" }).fill("500");
  await dialog.getByRole("textbox", { name: "Reading, in a tenant: seconds" }).fill("60");
  await dialog.getByLabel("Calls a month").fill("90000");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  await expect(dialog).toBeHidden();
}

test("an operator sets a plan of limits, gives it to a tenant and removes it", async ({ page }) => {
  const name = `plan ${word()}`;
  const tenant = await makeTenant();
  await signIn(page, settings.operator);
  await page.goto("/limit-plans");
  await makePlan(page, name);
  const row = rowOf(page, name);
  await expect(row).toContainText("Reading 500 in 60 s");
  await expect(row).toContainText("90,000");
  await expectAccessible(page);
  await expectFitsPhone(page);

  // What the server refuses is said at the field, and nothing is lost.
  await row.getByRole("button", { name: `Edit ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `Plan ${name}` });
  const requests = dialog.getByRole("textbox", { name: "Writing, in a tenant: requests" });
  const seconds = dialog.getByRole("textbox", { name: "Writing, in a tenant: seconds" });
  await requests.fill("20000000");
  await seconds.fill("1");
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  const refused = dialog.getByRole("group", { name: "Writing, in a tenant" });
  await expect(refused.getByText("At most a million requests a second.")).toBeVisible();
  await requests.fill("200");
  await dialog.getByLabel("Reason").fill("They asked for it");
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  await expect(row).toContainText("Writing 200 in 1 s");

  await page.goto("/tenants");
  await page.getByRole("searchbox", { name: "Search tenants" }).fill(tenant.name);
  await rowOf(page, tenant.name)
    .getByRole("button", { name: `Plan ${tenant.name}` })
    .click();
  const given = page.getByRole("dialog", { name: `Plan of ${tenant.name}` });
  await given.getByRole("tab", { name: "Limits" }).click();
  await given.getByRole("combobox", { name: "Plan of limits" }).click();
  await page.getByRole("option", { name }).click();
  await given.getByRole("textbox", { name: "Each API key: requests" }).fill("5");
  await given.getByRole("textbox", { name: "Each API key: seconds" }).fill("1");
  await expectAccessible(page);
  await given.getByRole("button", { name: "Save the limits" }).click();
  await expect(page.getByText(`The limits of ${tenant.name} count within a second.`)).toBeVisible();

  // A plan that a tenant has stays.
  await page.goto("/limit-plans");
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  const removal = page.getByRole("dialog", { name: `Remove the plan ${name}` });
  await removal.getByRole("textbox", { name: "To confirm, type" }).fill(name);
  await removal.getByRole("button", { name: "Remove" }).click();
  await expect(removal.getByRole("alert")).toContainText("Tenants have this plan");
  await page.keyboard.press("Escape");

  await page.goto("/tenants");
  await page.getByRole("searchbox", { name: "Search tenants" }).fill(tenant.name);
  await rowOf(page, tenant.name)
    .getByRole("button", { name: `Plan ${tenant.name}` })
    .click();
  await given.getByRole("tab", { name: "Limits" }).click();
  await expect(given.getByRole("textbox", { name: "Each API key: requests" })).toHaveValue(
    "5 requests",
  );
  await given.getByRole("combobox", { name: "Plan of limits" }).click();
  await page.getByRole("option", { name: "default" }).click();
  await given.getByRole("button", { name: "Save the limits" }).click();
  await expect(given).toBeHidden();

  await page.goto("/limit-plans");
  await row.getByRole("button", { name: `Remove ${name}` }).click();
  await removal.getByRole("textbox", { name: "To confirm, type" }).fill(name);
  await removal.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(`The plan ${name} is removed.`)).toBeVisible();
  await expect(row).toBeHidden();
});

test("a plan that somebody changed meanwhile is not overwritten", async ({ page }) => {
  const name = `plan ${word()}`;
  await signIn(page, settings.operator);
  await page.goto("/limit-plans");
  await makePlan(page, name);
  await rowOf(page, name)
    .getByRole("button", { name: `Edit ${name}` })
    .click();
  const dialog = page.getByRole("dialog", { name: `Plan ${name}` });
  const quota = dialog.getByRole("textbox", { name: "Each user: requests" });
  await quota.fill("10");
  const changed = await page.request.put(
    `${settings.url}/api/v1/platform/limits/plans/${encodeURIComponent(name)}`,
    { data: { limits: {} }, headers: { Origin: new URL(settings.url).origin } },
  );
  expect(changed.ok()).toBe(true);
  await dialog.getByRole("textbox", { name: "Each user: seconds" }).fill("1");
  await dialog.getByRole("button", { name: "Save the plan" }).click();
  await expect(dialog.getByRole("alert")).toContainText("changed");
  await expect(quota).toHaveValue("10 requests");
  await page.keyboard.press("Escape");
  await page.reload();
  await expect(rowOf(page, name)).toContainText("Nothing is limited");

  // A second plan of the name would replace it unawares.
  await page.getByRole("button", { name: "New plan" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Save the plan" }).click();
  await expect(page.getByRole("dialog").getByText("There is a plan of this name")).toBeVisible();
});
