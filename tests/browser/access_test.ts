import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";

test("an API key shows its secret once, works, and is revoked by typing its name", async ({
  page,
  playwright,
}) => {
  await signIn(page);
  const name = `job ${word()}`;
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Create a key" }).click();
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  expect(secret).toMatch(/^sk_/);
  await page.getByRole("button", { name: "I have copied it" }).click();
  await expect(page.getByText(secret)).toBeHidden();

  const program = await playwright.request.newContext({
    baseURL: settings.url,
    extraHTTPHeaders: { Authorization: `Bearer ${secret}` },
  });
  expect((await program.get("/api/v1/ledger/ledgers")).status()).toBe(200);

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Revoke" })).toBeDisabled();
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("button", { name: `Revoke ${name}` })).toBeHidden();
  expect((await program.get("/api/v1/ledger/ledgers")).status()).toBe(401);
  await program.dispose();
});

test("a user is added, changes role, and the change is undone", async ({ page }) => {
  await signIn(page);
  const mark = word();
  await page.goto("/users");
  await page.getByRole("button", { name: "Add with a password" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(`Member ${mark}`);
  await dialog.getByLabel("Email").fill(`member-${mark}@demo.example`);
  await dialog.getByRole("textbox", { name: "First password" }).fill(`first password ${mark}`);
  await dialog.getByRole("button", { name: "Add a user" }).click();
  await expect(dialog).toBeHidden();
  const role = page.getByRole("combobox", { name: `Role of Member ${mark}` });
  await role.click();
  await page.getByRole("option", { name: "Auditor" }).click();
  await expect(role).toHaveValue("Auditor");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(role).toHaveValue("Member");
  await page.goto("/audit");
  await expect(page.getByRole("table", { name: "Audit" }).getByRole("row").nth(1)).toBeVisible();
});
