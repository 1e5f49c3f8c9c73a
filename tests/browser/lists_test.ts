import { readFile } from "node:fs/promises";
import { makeBooks, post, word } from "./support/books";
import { expectAccessible } from "./support/axe";
import { expect, signIn, test } from "./support/console";

test("a list is narrowed, and kept as a view of one's own", async ({ page }) => {
  await signIn(page);
  const { ledger } = await makeBooks(page);
  const view = `View ${word()}`;
  await page.goto(`/accounts?ledger=${ledger.id}`);
  const table = page.getByRole("table", { name: "Accounts" });
  await table.getByRole("button", { name: "Name" }).click();
  await expect(page).toHaveURL(/sort=name/);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("textbox", { name: "Save what is shown" }).fill(view);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();

  await page.goto("/accounts");
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("button", { name: view, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`ledger=${ledger.id}`));
  await expect(page).toHaveURL(/sort=name/);
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("button", { name: `Forget ${view}` }).click();
  await expect(page.getByRole("button", { name: view, exact: true })).toBeHidden();
});

test("columns are chosen, and stay so", async ({ page }) => {
  await signIn(page);
  const { ledger } = await makeBooks(page);
  await page.goto(`/accounts?ledger=${ledger.id}`);
  const head = page.getByRole("columnheader", { name: "Reference" });
  await expect(head).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Reference" }).uncheck();
  await expectAccessible(page);
  await expect(head).toBeHidden();
  await page.reload();
  await expect(page.getByRole("columnheader", { name: "Name" })).toBeVisible();
  await expect(head).toBeHidden();
});

test("the export has what the list shows, exactly", async ({ page }) => {
  await signIn(page);
  const { ledger, payroll } = await makeBooks(page);
  await page.goto(`/accounts?ledger=${ledger.id}&q=Payroll`);
  await expect(page.getByRole("link", { name: payroll.name })).toBeVisible();
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export CSV" }).click();
  const text = await readFile(await (await waiting).path(), "utf8");
  const [header = "", ...lines] = text.trim().split("\r\n");
  expect(lines).toHaveLength(1);
  const cell = lines[0]?.split(",")[header.split(",").indexOf("balance.amount")];
  expect(cell).toBe("1000000.00");
});

test("several endpoints are switched off at once, and on again from the notice", async ({
  page,
}) => {
  await signIn(page);
  const mark = word();
  for (const name of ["one", "two"]) {
    await post(page, "/webhooks/endpoints", {
      url: `http://127.0.0.1:9/${mark}/${name}`,
    });
  }
  await page.goto("/webhooks");
  const rows = page.getByRole("row", { name: mark });
  await expect(rows).toHaveCount(2);
  for (const row of await rows.all()) await row.getByRole("checkbox").check();
  const bar = page.getByRole("region", { name: "2 chosen" });
  await expect(bar.getByRole("button", { name: "Enable" })).toBeDisabled();
  await expectAccessible(page);
  await bar.getByRole("button", { name: "Disable" }).click();
  await expect(rows.filter({ hasText: "Disabled" })).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows.filter({ hasText: "Enabled" })).toHaveCount(2);
});
