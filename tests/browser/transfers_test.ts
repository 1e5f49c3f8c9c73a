import type { Page } from "@playwright/test";
import { makeBooks, type Account } from "./support/books";
import { expect, signIn, test } from "./support/console";

async function choose(page: Page, label: "From" | "To", account: Account): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).fill(account.name);
  await page.getByRole("option", { name: account.name }).click();
}

function figures(page: Page, account: Account) {
  return page
    .getByRole("complementary", { name: "What will change" })
    .locator("div", { hasText: account.name });
}

test("money moves, the receipt tells both balances, and a reversal brings it back", async ({
  page,
}) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  await page.goto(`/transfers/new?debit=${payroll.id}`);
  await choose(page, "To", cash);
  await page.getByLabel("Amount").fill("2,50,000.50");
  await page.getByLabel("Reference").fill("Salaries");
  await expect(figures(page, payroll).first()).toContainText("₹7,49,999.50");
  await page.getByRole("button", { name: "Transfer ₹2,50,000.50" }).click();
  await expect(page.getByRole("heading", { name: "The transfer is made" })).toBeVisible();
  await expect(page.getByText("₹7,49,999.50", { exact: true })).toBeVisible();
  await expect(page.getByText("−₹7,49,999.50")).toBeVisible();

  await page.getByRole("link", { name: "Reverse" }).click();
  await expect(page.getByLabel("Amount")).toHaveValue("250000.50");
  await page.getByRole("button", { name: "Transfer ₹2,50,000.50" }).click();
  await expect(page.getByText("₹10,00,000.00", { exact: true })).toBeVisible();
});

test("what the ledger refuses is told at the amount, in words", async ({ page }) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  await page.goto(`/transfers/new?debit=${payroll.id}&credit=${cash.id}`);
  const amount = page.getByLabel("Amount");
  await amount.fill("12.345");
  await page.getByRole("button", { name: /^Transfer/ }).click();
  await expect(page.getByText("This asset has 2 decimals.")).toBeVisible();
  await amount.fill("10,00,000.01");
  await page.getByRole("button", { name: /^Transfer ₹/ }).click();
  await expect(page.getByText("The debited account does not have enough available.")).toBeVisible();
  await expect(amount).toHaveAttribute("aria-invalid", "true");
  await amount.fill("10,00,000.00");
  await page.getByRole("button", { name: /^Transfer ₹/ }).click();
  await expect(page.getByRole("heading", { name: "The transfer is made" })).toBeVisible();
});

test("a hold is placed, posted in part, and cannot be posted twice", async ({ page }) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  await page.goto(`/accounts/${payroll.id}`);
  await page.getByRole("link", { name: "Place a hold" }).click();
  await choose(page, "To", cash);
  await page.getByLabel("Amount").fill("400");
  await page.getByRole("button", { name: "Hold ₹400.00" }).click();
  await expect(page.getByRole("heading", { name: "The hold is placed" })).toBeVisible();
  await page.getByRole("link", { name: "View the account" }).click();
  const balances = page.getByRole("region", { name: "Balances" });
  await expect(balances).toContainText("₹9,99,600.00");

  const line = page.getByRole("table", { name: "Statement" }).getByRole("row").nth(1);
  await expect(line).toContainText("Pending");
  await line.getByRole("button", { name: "Actions" }).click();
  await page.getByRole("menuitem", { name: "Post" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Amount").fill("150");
  await dialog.getByRole("button", { name: "Post" }).click();
  await expect(balances).toContainText("₹9,99,850.00");

  const hold = page
    .getByRole("table", { name: "Statement" })
    .getByRole("row", { name: /₹400\.00/ });
  await hold.getByRole("link").first().click();
  await page.getByRole("button", { name: "Void" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Void" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("already");
});

test("the trial balance agrees", async ({ page }) => {
  await signIn(page);
  const { ledger, payroll } = await makeBooks(page);
  await page.goto(`/trial-balance?ledger=${ledger.id}`);
  await expect(page.getByText("The ledger balances.")).toBeVisible();
  await expect(page.getByRole("row", { name: new RegExp(payroll.name) })).toContainText(
    "₹10,00,000.00",
  );
  await expect(page.getByRole("row", { name: /Total/ })).toContainText("₹10,00,000.00");
});
