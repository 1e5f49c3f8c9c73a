import { expectAccessible } from "./support/axe";
import { expect, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";

test("a chosen field writes a document, and the door answers it", async ({ page }) => {
  await signIn(page);
  await page.goto("/developers/graphql");
  await page.getByLabel("Search fields").fill("list ledgers");
  await page.getByRole("button", { name: "ledgerLedgersList", exact: true }).click();
  const document = page.getByRole("textbox", { name: "Document" });
  await expect(document).toContainText("ledgerLedgersList");
  await document.focus();
  await page.keyboard.press("ControlOrMeta+Enter");
  const answer = page.getByRole("status").filter({ hasText: "ms" });
  await expect(answer).toContainText("200");
  await expect(answer).toContainText("ledgerLedgersList");
  await expect(answer).not.toContainText("errors");
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("a wrong name is marked where it stands, and the door says why", async ({ page }) => {
  await signIn(page);
  await page.goto("/developers/graphql");
  const document = page.getByRole("textbox", { name: "Document" });
  await expect(page.getByRole("button", { name: "ledgerLedgersList", exact: true })).toBeVisible();
  await document.fill("{ ledgerLedgersLists { nodes { id } } }");
  await expect(page.locator(".cm-lintRange-error")).toBeVisible();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "ms" })).toContainText(
    "field_selections",
  );
});
