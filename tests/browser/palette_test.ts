import { makeBooks, word } from "./support/books";
import { expectAccessible } from "./support/axe";
import { expect, openOverview, signIn, test } from "./support/console";

test("a page, an account and an id are reached by keys alone", async ({ page }) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  await openOverview(page);
  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Search pages" });
  await expect(search).toBeFocused();
  await expectAccessible(page);

  await page.keyboard.type("tribal");
  await expect(page.getByRole("option", { selected: true })).toContainText("Trial balance");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/trial-balance/);

  await page.keyboard.press("Control+k");
  // What was used last stands first.
  await expect(page.getByRole("option").first()).toContainText("Trial balance");
  await page.keyboard.type(payroll.name);
  await page.getByRole("option", { name: payroll.name }).click();
  await expect(page).toHaveURL(new RegExp(payroll.id));

  await page.keyboard.press("Control+k");
  await page.keyboard.type(cash.id);
  await expect(page.getByRole("option", { name: cash.name })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: cash.name })).toBeVisible();
});

test("an operation is called by a form made from its description", async ({ page }) => {
  await signIn(page);
  await openOverview(page);
  await page.getByRole("button", { name: "Search or go to" }).click();
  await expect(page.getByRole("combobox", { name: "Search pages" })).toBeFocused();
  await page.keyboard.type("ledger.ledgers.open");
  await expect(page.getByRole("option", { selected: true })).toContainText("POST /ledger/ledgers");
  await page.keyboard.press("Enter");

  const name = `Palette ${word()}`;
  const form = page.getByRole("dialog", { name: "Search and commands" });
  await expect(form.getByRole("textbox", { name: "name" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(form.getByText("This is required.").first()).toBeVisible();

  await form.getByRole("textbox", { name: "name" }).fill(name);
  await form.getByRole("textbox", { name: "asset" }).fill("no such asset");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("textbox", { name: "asset" })).toHaveAttribute(
    "aria-invalid",
    "true",
  );

  await form.getByRole("textbox", { name: "asset" }).fill("INR");
  await page.keyboard.press("Enter");
  await expect(form.getByRole("status")).toContainText("Answer 201");
  await expect(form.getByRole("region", { name: "Answer 201" })).toContainText(name);

  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox", { name: "Search pages" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form).toBeHidden();
});

test("what needs attention is told by the bell, and read once", async ({ page }) => {
  await signIn(page);
  await openOverview(page);
  const list = page.getByRole("dialog", { name: /^Notifications/ });
  await page.getByRole("button", { name: /^Notifications/ }).click();
  await expect(list).toBeVisible();
  await expectAccessible(page);
  const all = list.getByRole("button", { name: "Mark all as read" });
  if (await all.isEnabled()) await all.click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Notifications: nothing new" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Notifications: nothing new" })).toBeVisible();
});
