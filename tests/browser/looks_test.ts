import { makeBooks, post, upload } from "./support/books";
import { expectAccessible } from "./support/axe";
import { expect, signIn, test } from "./support/console";

const pages = [
  "/",
  "/accounts",
  "/accounts/new",
  "/accounts/ACCOUNT",
  "/transfers",
  "/transfers/new?debit=ACCOUNT",
  "/transfers/TRANSFER",
  "/ledgers",
  "/trial-balance?ledger=LEDGER",
  "/imports",
  "/imports/IMPORT",
  "/sagas",
  "/users",
  "/api-keys",
  "/audit",
  "/developers",
  "/settings",
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 360]) {
    test(`every page is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }) => {
      test.setTimeout(180_000);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      await page.goto("/sign-in");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
      await signIn(page);
      const { ledger, cash, payroll } = await makeBooks(page);
      const transfer = await post<{ id: string }>(page, "/ledger/transfers", {
        debit_account: payroll.id,
        credit_account: cash.id,
        amount: { amount: "12.50", asset: "INR" },
      });
      const imported = await upload(page, "looks.ndjson", "this is no JSON\n");
      for (const template of pages) {
        const path = template
          .replace("ACCOUNT", payroll.id)
          .replace("TRANSFER", transfer.id)
          .replace("IMPORT", imported.id)
          .replace("LEDGER", ledger.id);
        await test.step(path, async () => {
          await page.goto(path);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await page.waitForLoadState("networkidle");
          expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
          await expectAccessible(page);
          expect(
            await page.evaluate(() => document.documentElement.scrollWidth),
          ).toBeLessThanOrEqual(width);
        });
      }
    });
  }
}

test("on a phone the menu opens, leads on and closes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("navigation").getByRole("link", { name: "Accounts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await expect(
    page.getByRole("navigation").getByRole("link", { name: "Ledgers" }),
  ).not.toBeInViewport();
});

test("dialogs are accessible", async ({ page }) => {
  await signIn(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/ledgers?create=yes");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForTimeout(400);
  await expectAccessible(page);
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.waitForTimeout(400);
  await expectAccessible(page);
});
