import { expectAccessible } from "./support/axe";
import { makeBooks, word } from "./support/books";
import { expect, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { makeTenant } from "./support/tenant";
import { beginUpload } from "./support/uploads";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("an upload that broke off is seen, gone on with, and says what came of it", async ({
  page,
}) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const { cash, payroll } = await makeBooks(page);
  await page.goto("/uploads");
  await expect(page.getByText("No upload", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "How to upload" })).toHaveAttribute(
    "href",
    "/docs/guides/uploads",
  );
  await expectAccessible(page);

  const line = JSON.stringify({
    debit_account: cash.id,
    credit_account: payroll.id,
    amount: "1.00",
    asset: "INR",
  });
  const content = `${line}\n`.repeat(10);
  await beginUpload(page, content, content.length / 2);
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: "Import a file of transfers" });
  await expect(row.getByText("Receiving")).toBeVisible();
  await expect(row).toContainText("50%");
  await expectAccessible(page);
  await expectFitsPhone(page);

  await row.getByRole("link").click();
  await expect(page.getByText("Kept until, or longer if more comes")).toBeVisible();
  const input = page.locator("input[type=file]");
  const file = { name: "march.ndjson", mimeType: "application/x-ndjson" };
  await input.setInputFiles({ ...file, buffer: Buffer.from("another") });
  await expect(page.getByRole("alert")).toContainText("march.ndjson is another file");
  await expectAccessible(page);
  await expectFitsPhone(page);
  // Nothing leaves while this waits.
  await page.route(/\/api\/v1\/uploads\/upl_/, (route) =>
    route.request().method() === "PATCH" ? undefined : route.continue(),
  );
  await input.setInputFiles({ ...file, buffer: Buffer.from(content) });
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("march.ndjson is not being sent.")).toBeVisible();
  await expectAccessible(page);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Go on from here" })).toBeHidden();
  await expectAccessible(page);
  await page.getByRole("link", { name: "To the import that it became" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "by_tus.ndjson" })).toBeVisible();
});

test("what is given up is gone", async ({ page }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const id = await beginUpload(page, `{"name":"${word()}"}\n`, 3);
  await page.goto(`/uploads/${id}`);
  await page.getByRole("button", { name: "Give it up" }).click();
  const dialog = page.getByRole("dialog", { name: "Give it up" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Give it up" }).click();
  await expect(page.getByText("The upload is given up.")).toBeVisible();
  await expect(page.getByText("No upload", { exact: true })).toBeVisible();
});
