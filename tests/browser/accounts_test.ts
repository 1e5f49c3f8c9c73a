import { makeBooks, word } from "./support/books";
import { expect, signIn, test } from "./support/console";

test("a ledger is created and an account opened in it", async ({ page }) => {
  await signIn(page);
  const mark = word();
  await page.goto("/ledgers");
  await page.getByRole("button", { name: "Create a ledger" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Create a ledger" }).click();
  await expect(dialog.getByText("This is required.")).toBeVisible();
  await dialog.getByLabel("Name").fill(`Book ${mark}`);
  await dialog.getByRole("button", { name: "Create a ledger" }).click();
  await page.getByRole("link", { name: `Book ${mark}` }).click();

  await expect(page.getByText("No account")).toBeVisible();
  await page.getByRole("link", { name: "Open an account" }).first().click();
  await page.getByLabel("Name").fill(`Payroll ${mark}`);
  await page.getByLabel("Reference").fill(`PAY-${mark}`);
  await page.getByText("Not below zero").click();
  await page.getByLabel("Overdraft limit").fill("1,00,000.005");
  await page.getByRole("button", { name: "Open an account" }).click();
  await expect(page.getByText("This asset has 2 decimals.")).toBeVisible();
  await page.getByLabel("Overdraft limit").fill("1,00,000");
  await page.getByRole("button", { name: "Open an account" }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Payroll ${mark}` })).toBeVisible();
  await expect(page.getByText("Nothing has happened yet")).toBeVisible();
});

test("a reference that is taken is refused at its field", async ({ page }) => {
  await signIn(page);
  const { ledger, cash } = await makeBooks(page);
  await page.goto(`/accounts/new?ledger=${ledger.id}`);
  await page.getByLabel("Name").fill("Second");
  await page.getByLabel("Reference").fill(cash.reference);
  await page.getByRole("button", { name: "Open an account" }).click();
  await expect(page.getByRole("textbox", { name: "Reference" })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
});

test("accounts are found by the start of a name and by a reference", async ({ page }) => {
  await signIn(page);
  const { ledger, cash, payroll } = await makeBooks(page);
  await page.goto(`/accounts?ledger=${ledger.id}`);
  const table = page.getByRole("table", { name: "Accounts" });
  await expect(table.getByRole("link", { name: payroll.name })).toBeVisible();
  await page.getByRole("searchbox").fill("Cash");
  await expect(table.getByRole("link", { name: payroll.name })).toBeHidden();
  await expect(table.getByRole("link", { name: cash.name })).toBeVisible();
  await page.getByRole("searchbox").fill(payroll.reference);
  await expect(table.getByRole("link", { name: payroll.name })).toBeVisible();
  await page.getByRole("searchbox").fill("nothing is called so");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).not.toHaveURL(/ledger=/);
});

test("an account shows its balance, history and statement, and exports the list", async ({
  page,
}) => {
  await signIn(page);
  const { ledger, cash, payroll } = await makeBooks(page);
  await page.goto(`/accounts/${payroll.id}`);
  await expect(page.getByRole("region", { name: "Balances" })).toContainText("₹10,00,000.00");
  await expect(page.getByRole("img", { name: /Balance from/ })).toBeVisible();
  const line = page.getByRole("table", { name: "Statement" }).getByRole("row").nth(1);
  await expect(line).toContainText(cash.name);
  await expect(line).toContainText("Opening");
  await expect(line).toContainText("₹10,00,000.00");

  const statement = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "As CSV" }).click();
  expect(await (await statement).failure()).toBeNull();

  await page.goto(`/accounts?ledger=${ledger.id}`);
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const download = await waiting;
  expect(download.suggestedFilename()).toBe("accounts.csv");
});
