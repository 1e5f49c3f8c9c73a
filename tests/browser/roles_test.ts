import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { addMember, makeTenant } from "./support/tenant";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("a role of one's own is made, given, changed and removed", async ({ page, browser }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  await page.goto("/roles");
  await page.getByRole("button", { name: "New role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Bookkeeper");
  const accounts = dialog.getByRole("group", { name: "Accounts" });
  await accounts.getByRole("checkbox", { name: "Look" }).check();
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Save the role" }).click();
  const own = page.getByRole("region", { name: "Roles of your own" });
  await expect(own.getByText("nobody")).toBeVisible();

  const member = await addMember(page);
  await page.getByRole("link", { name: "Users", exact: true }).click();
  const role = page.getByRole("combobox", { name: `Role of ${member.name}` });
  await role.click();
  await page.getByRole("option", { name: "Bookkeeper" }).click();
  await expect(role).toHaveValue("Bookkeeper");
  const theirs = await (await browser.newContext({ baseURL: settings.url })).newPage();
  await signIn(theirs, member);
  await theirs.goto("/accounts");
  const menu = theirs.getByRole("navigation", { name: "Menu" });
  await expect(menu.getByRole("link", { name: "Accounts" })).toBeVisible();
  await expect(menu.getByRole("link", { name: "Transfers" })).toBeHidden();
  await expect(theirs.getByRole("button", { name: "Open an account" })).toBeHidden();

  await page.getByRole("link", { name: "Roles", exact: true }).click();
  await expect(own.getByText("1 person")).toBeVisible();
  await expect(own.getByRole("button", { name: "Remove Bookkeeper" })).toBeDisabled();
  await own.getByRole("button", { name: "Edit Bookkeeper" }).click();
  await dialog
    .getByRole("group", { name: "Transfers" })
    .getByRole("checkbox", { name: "Look" })
    .check();
  await dialog.getByRole("button", { name: "Save the role" }).click();
  await expect(dialog).toBeHidden();
  await expect(async () => {
    await theirs.reload();
    await expect(menu.getByRole("link", { name: "Transfers" })).toBeVisible({ timeout: 2000 });
  }).toPass();
  await theirs.context().close();

  await page.getByRole("link", { name: "Users", exact: true }).click();
  await role.click();
  await page.getByRole("option", { name: "Auditor" }).click();
  await expect(role).toHaveValue("Auditor");
  await page.getByRole("link", { name: "Roles", exact: true }).click();
  await own.getByRole("button", { name: "Remove Bookkeeper" }).click();
  await dialog.getByRole("textbox").fill("Bookkeeper");
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(own).toBeHidden();
});

test("a plan limits the people of a tenant, who see how much is left", async ({
  page,
  browser,
}) => {
  const { owner, name } = await makeTenant();
  const operator = await (await browser.newContext({ baseURL: settings.url })).newPage();
  await signIn(operator, settings.operator);
  await operator.goto("/tenants");
  await operator.getByRole("button", { name: `Plan ${name}` }).click();
  const plan = operator.getByRole("dialog", { name: `Plan of ${name}` });
  await plan.getByLabel("Name of the plan").fill("Small");
  await plan.getByLabel("Users").fill("2");
  await expectAccessible(operator);
  await expectFitsPhone(operator);
  await plan.getByRole("button", { name: "Save the plan" }).click();
  await expect(plan).toBeHidden();
  await operator.context().close();

  await signIn(page, owner);
  await page.goto("/usage");
  await expect(page.getByText("Your plan is Small.")).toBeVisible();
  await expect(page.getByText("1 of 2 used")).toBeVisible();
  const invite = async () => {
    await page.goto("/users?invite=yes");
    const dialog = page.getByRole("dialog", { name: "Invite somebody" });
    await dialog.getByLabel("Email").fill(`${word()}@plan.example`);
    await dialog.getByRole("button", { name: "Send the invitation" }).click();
    return dialog;
  };
  await expect(await invite()).toBeHidden();
  await expect((await invite()).getByText("Your plan allows no more.")).toBeVisible();
  await page.goto("/usage");
  await expect(page.getByText("2 of 2 used")).toBeVisible();
});
