import { readFile } from "node:fs/promises";
import { makeBooks, word } from "./support/books";
import { expect, signIn, test } from "./support/console";

test("who did and who saw is found, and one entry proven in the browser", async ({ page }) => {
  await signIn(page);
  const { payroll } = await makeBooks(page);
  await page.goto(`/audit?target=${payroll.id}`);
  const table = page.getByRole("table", { name: "Audit" });
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table).toContainText("ledger.accounts.open");
  await expect(table).toContainText("Demo Owner");

  await page.getByRole("button", { name: "Clear the filters" }).click();
  await page.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Look" }).click();
  await expect(table).toContainText("audit.list");
  await expect(table).not.toContainText("ledger.accounts.open");
  await expect(page).toHaveURL(/kind=look/);

  await page.goto(`/audit?target=${payroll.id}`);
  await table.getByRole("link").first().click();
  await expect(page.getByText(payroll.id)).toBeVisible();
  // An entry of this moment may not be signed yet.
  const sign = page.getByRole("button", { name: "Sign what was done so far" });
  const proof = page.getByRole("list", { name: "Proof" });
  await expect(sign.or(proof)).toBeVisible();
  if (await sign.isVisible()) await sign.click();
  await expect(proof.getByText("Right:")).toHaveCount(3);
});

test("the audit is checked by the server and by the browser", async ({ page }) => {
  await signIn(page);
  await makeBooks(page);
  await page.goto("/audit?tab=proof");
  const chain = page.getByRole("region", { name: "Newest checkpoint" });
  await chain.getByRole("button", { name: "Sign what was done so far" }).click();
  const seen = () =>
    page.evaluate(() => {
      const place = Object.keys(localStorage).find((key) => key.startsWith("sangam-checkpoint "));
      const text = localStorage.getItem(place ?? "") ?? "{}";
      return (JSON.parse(text) as { size?: number }).size ?? 0;
    });
  await expect.poll(seen).toBeGreaterThan(0);
  const before = await seen();
  await makeBooks(page);
  await chain.getByRole("button", { name: "Sign what was done so far" }).click();
  await expect.poll(seen).toBeGreaterThan(before);
  await expect(chain.getByText("the audit begins with the same")).toBeVisible();
  await expect(chain.getByText("Right:")).toHaveCount(3);

  const server = page.getByRole("region", { name: "Check the whole audit on the server" });
  await server.getByRole("button", { name: "Check everything" }).click();
  await expect(server.getByText("Whole: nothing was changed")).toBeVisible({ timeout: 30_000 });

  const browser = page.getByRole("region", { name: "Check a range in this browser" });
  await browser.getByRole("button", { name: "Check the range" }).click();
  await expect(browser.getByText("Right:")).toHaveCount(3, { timeout: 30_000 });
  await expect(browser.getByText(/entries 1 to \d+ are what was sealed/)).toBeVisible();
});

test("what was changed on its way is found by the browser", async ({ page }) => {
  await signIn(page);
  await makeBooks(page);
  await page.goto("/audit?tab=proof");
  const chain = page.getByRole("region", { name: "Newest checkpoint" });
  await chain.getByRole("button", { name: "Sign what was done so far" }).click();
  await page.route("**/audit-export.jsonl*", async (route) => {
    const reply = await route.fetch();
    const lines = (await reply.text()).split("\n");
    lines[2] = (lines[2] ?? "").replace('"outcome":"done"', '"outcome":"none"');
    await route.fulfill({ response: reply, body: lines.join("\n") });
  });
  const browser = page.getByRole("region", { name: "Check a range in this browser" });
  await browser.getByRole("button", { name: "Check the range" }).click();
  await expect(browser.getByText("not what was sealed: 2.")).toBeVisible();
  await expect(browser.getByText("Wrong:")).toHaveCount(1);
});

test("the audit is exported in each format", async ({ page }) => {
  await signIn(page);
  const mark = word();
  await page.goto(`/audit?tab=export&x=${mark}`);
  for (const [format, begins] of [
    ["CSV", /^\S/],
    ["Evidence, lines of JSON", /^{"format":"sangam-audit-1"/],
    ["Common Event Format", /CEF:0\|/],
    ["OCSF API activity", /^{.*"class_uid":6003/],
  ] as const) {
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: `Download ${format}` }).click(),
    ]);
    expect(await readFile(await file.path(), "utf8"), format).toMatch(begins);
  }
});
