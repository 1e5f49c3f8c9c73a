import { expect, settings, signInByForm, test } from "./support/console";

test("a wrong password is told in words and lets nobody in", async ({ page }) => {
  await page.goto("/accounts");
  await page.getByLabel("Email").fill(settings.email);
  await page.getByRole("textbox", { name: "Password" }).fill("certainly not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("not right");
  await expect(page).toHaveURL(/sign-in/);
});

test("signing in leads to the page that was asked for, signing out back", async ({ page }) => {
  await page.goto("/accounts?status=open");
  await expect(page).toHaveURL(/sign-in/);
  await page.getByLabel("Email").fill(settings.email);
  await page.getByRole("textbox", { name: "Password" }).fill(settings.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/accounts\?status=open/);
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await page.goto("/accounts");
  await expect(page).toHaveURL(/sign-in/);
});

test("the choice of a dark console lasts over a reload, and Hindi with it", async ({ page }) => {
  await signInByForm(page);
  await page.goto("/settings");
  await page.getByText("Dark", { exact: true }).click();
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", "dark");
  await page.getByRole("combobox", { name: "Language" }).click();
  await page.getByRole("option", { name: "हिन्दी" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "सेटिंग" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("link", { name: "खाते" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "hi");
});
