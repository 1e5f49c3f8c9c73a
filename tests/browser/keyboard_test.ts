import { makeBooks } from "./support/books";
import { expect, openOverview, signIn, test } from "./support/console";

test("pages, search and help are reached by keys", async ({ page }) => {
  await signIn(page);
  await openOverview(page);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/accounts/);
  await expect(page.getByRole("searchbox")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("ga");
  await expect(page).toHaveURL(/q=ga/);
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/transfers\/new/);
});

test("the first stop of Tab skips the menu", async ({ page }) => {
  await signIn(page);
  await page.goto("/accounts");
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("a transfer is made without a mouse", async ({ page }) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  await page.goto(`/transfers/new?debit=${payroll.id}`);
  const to = page.getByRole("combobox", { name: "To", exact: true });
  await to.focus();
  await page.keyboard.type(cash.name);
  await expect(page.getByRole("option", { name: cash.name })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(to).toHaveValue(cash.name);
  await page.getByLabel("Amount").focus();
  await page.keyboard.type("5");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The transfer is made" })).toBeVisible();
});

test("shortcuts can be turned off", async ({ page }) => {
  await signIn(page);
  await page.goto("/settings");
  await page.getByRole("switch", { name: "Keyboard shortcuts" }).press("Space");
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("n");
  await expect(page).toHaveURL(/\/settings/);
});
