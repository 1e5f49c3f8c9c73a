import { readFile } from "node:fs/promises";
import { makeBooks, transferId, word } from "./support/books";
import { expect, signIn, test } from "./support/console";

test("a file is imported, the page left and found again, the rejected lines listed", async ({
  page,
}) => {
  await signIn(page);
  const { cash, payroll } = await makeBooks(page);
  const name = `day-${word()}.ndjson`;
  const line = (amount: string) =>
    JSON.stringify({
      id: transferId(),
      debit_account: cash.id,
      credit_account: payroll.id,
      amount,
      asset: "INR",
      code: 1,
      reference: "Import",
    });
  const lines = [...Array.from({ length: 40 }, () => line("1.25")), "this is no JSON", line("-5")];

  await page.goto("/imports");
  await page.locator("input[type=file]").setInputFiles({
    name,
    mimeType: "application/x-ndjson",
    buffer: Buffer.from(`${lines.join("\n")}\n`),
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Imports" }).click();
  await page.getByRole("link", { name }).click();

  const progress = page.getByRole("region", { name: "Progress" });
  await expect(progress).toContainText("Done", { timeout: 30_000 });
  await expect(progress).toContainText(/Created\s*40/);
  await expect(progress).toContainText(/Refused\s*2/);
  const rejected = page.getByRole("table", { name: "Rejected lines" });
  await expect(rejected.getByRole("row")).toHaveCount(3);
  await expect(rejected).toContainText("this is no JSON");

  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const file = await readFile(await (await waiting).path(), "utf8");
  expect(
    file
      .trim()
      .split("\n")
      .map((text) => (JSON.parse(text) as { line: number }).line),
  ).toEqual([41, 42]);

  await page.goto(`/accounts/${payroll.id}`);
  await expect(page.getByRole("region", { name: "Balances" })).toContainText("₹10,00,050.00");
});
