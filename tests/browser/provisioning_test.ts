import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";

test("a directory is given a token, a new secret, and is shut out", async ({ page, request }) => {
  await signIn(page);
  await page.goto("/provisioning");
  const name = `Directory ${word()}`;
  await page.getByRole("button", { name: "Make a token" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Directory").fill(name);
  await dialog.getByRole("button", { name: "Make a token" }).click();
  const first = await dialog.getByTestId("secret").innerText();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "I have copied it" }).click();

  const users = (token: string) =>
    request.get(`${settings.url}/scim/v2/Users?count=0`, {
      headers: { Authorization: `Bearer ${token}` },
    });
  expect((await users(first)).status()).toBe(200);
  await page.reload();
  const row = page.getByRole("row").filter({ hasText: name });
  await row.getByRole("button", { name: "New secret" }).click();
  await dialog.getByRole("button", { name: "New secret" }).click();
  const second = await dialog.getByTestId("secret").innerText();
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  expect((await users(first)).status()).toBe(200);
  expect((await users(second)).status()).toBe(200);

  await row.getByRole("button", { name: "End" }).click();
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "End" }).click();
  await expect(row).toBeHidden();
  expect((await users(second)).status()).toBe(401);
});
