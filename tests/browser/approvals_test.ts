import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { addMember, makeTenant } from "./support/tenant";

test.use({ contextOptions: { reducedMotion: "reduce" } });

test("one asks for a ledger, another approves of it or says why not", async ({ page, browser }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  await page.goto("/approvals?tab=rules");
  await expect(page.getByText("Nothing waits in this tenant")).toBeVisible();
  await page.getByRole("combobox", { name: "Operation" }).fill("Open a ledger");
  await page.getByRole("option", { name: "Open a ledger" }).click();
  await page.getByRole("button", { name: "Save the rule" }).click();
  const rules = page.getByRole("table", { name: "Rules" });
  await expect(rules.getByText("ledger.ledgers.open").first()).toBeVisible();

  const member = await addMember(page);
  const maker = await (await browser.newContext({ baseURL: settings.url })).newPage();
  await signIn(maker, member);
  const ask = async (name: string) => {
    await maker.goto("/ledgers?create=yes");
    const dialog = maker.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByRole("button", { name: "Create a ledger" }).click();
    await expect(dialog.getByText("Nothing was done yet", { exact: false })).toBeVisible();
    return dialog;
  };
  const [wanted, unwanted] = [`Wanted ${word()}`, `Unwanted ${word()}`];
  await (await ask(wanted)).getByRole("link", { name: "Follow it" }).click();
  await expect(maker.getByText("Somebody else decides.", { exact: false })).toBeVisible();
  await expect(maker.getByRole("button", { name: "Approve and do it" })).toBeHidden();
  await expectAccessible(maker);
  await ask(unwanted);

  const inbox = page.getByRole("table", { name: "To decide" });
  const dialog = page.getByRole("dialog");
  const look = async (name: string) => {
    for (const row of await inbox.getByRole("button", { name: /^Look/ }).all()) {
      await row.click();
      await expect(dialog.getByText("Request")).toBeVisible();
      if (await dialog.getByText(name).isVisible()) return;
      await page.keyboard.press("Escape");
    }
  };
  await page.getByRole("tab", { name: "To decide" }).click();
  await expect(inbox.getByRole("row")).toHaveCount(3);
  await look(wanted);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await dialog.getByRole("button", { name: "Approve and do it" }).click();
  await expect(page.getByText("Approved and done.")).toBeVisible();
  await expect(inbox.getByRole("row")).toHaveCount(2);
  await look(unwanted);
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(dialog.getByText("Say why, for whoever asked.")).toBeVisible();
  await dialog.getByLabel("Reason").fill("We have one");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Nothing waits for approval")).toBeVisible();

  await maker.goto("/ledgers");
  await expect(maker.getByRole("link", { name: wanted })).toBeVisible();
  await expect(maker.getByText(unwanted)).toBeHidden();
  await maker.goto("/approvals?tab=all");
  const all = maker.getByRole("table", { name: "All" });
  await expect(all.getByText("Done", { exact: true })).toBeVisible();
  await all.getByRole("row").filter({ hasText: "Rejected" }).getByRole("button").click();
  await expect(maker.getByText("We have one")).toBeVisible();
  await maker.context().close();
});
