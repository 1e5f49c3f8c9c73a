import { expectAccessible } from "./support/axe";
import { expect, settings, signIn, signInByForm, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { makeTenant } from "./support/tenant";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("support acts in an owner's place while they let it, and no longer", async ({
  page,
  browser,
}) => {
  const { owner, name } = await makeTenant();
  await signIn(page, owner);
  await page.goto("/organisation");
  const support = page.getByRole("region", { name: "Support" });
  await support.getByRole("button", { name: "Let support in" }).click();
  const dialog = page.getByRole("dialog", { name: "Let support in" });
  await dialog.getByLabel("Reason").fill("The balance looks odd");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Let support in" }).click();
  await expect(support.getByRole("table", { name: "Support" })).toContainText("looks odd");

  const operator = await (await browser.newContext({ baseURL: settings.url })).newPage();
  // A session of its own: it ends where support begins.
  await signInByForm(operator, settings.operator);
  await operator.getByRole("link", { name: "Tenants", exact: true }).first().click();
  await operator.getByRole("button", { name: `Act in their place ${name}` }).click();
  const begin = operator.getByRole("dialog", { name: "Act in their place" });
  await begin.getByLabel("Reason").fill("Asked to look at a balance");
  await expectAccessible(operator);
  await begin.getByRole("button", { name: "Act in their place" }).click();
  await expect(operator.getByText("Support acts as Owner")).toBeVisible();
  await expect(operator.getByRole("button", { name: `Tenant ${name}` })).toBeVisible();
  await expect(operator.getByRole("link", { name: "Tenants", exact: true })).toBeHidden();
  await expectAccessible(operator);
  await expectFitsPhone(operator);
  await operator.getByRole("link", { name: "Ledgers", exact: true }).first().click();
  await expect(operator.getByText("Support acts as Owner")).toBeVisible();

  await support.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("Support is out.")).toBeVisible();
  await expect(async () => {
    await operator.reload();
    await expect(operator.getByRole("button", { name: "Sign in", exact: true })).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  await operator.context().close();

  await page.goto("/audit?kind=change");
  const rows = page.getByRole("table", { name: "Audit" }).getByRole("row");
  await expect(
    rows.filter({ hasText: "Let support act in your place for a while" }).first(),
  ).toBeVisible();
});
