import type { Page } from "@playwright/test";
import { codeOf, withDevice } from "./support/authenticator";
import { post, word, type Account } from "./support/books";
import { expect, openOverview, settings, signIn, test } from "./support/console";
import { picture } from "./support/picture";
import { addMember, makeTenant } from "./support/tenant";

const references = ["Salaries", "Rent", "Card settlement", "Vendor payment", "Refund"];

/** The accounts of the demo by their names. */
async function demoAccounts(page: Page): Promise<Record<string, Account>> {
  const reply = await page.request.get(`${settings.url}/api/v1/ledger/accounts?limit=200`);
  const { items } = (await reply.json()) as { items: Account[] };
  const names = ["Cash", "Payroll", "Savings", "Shop"];
  return Object.fromEntries(
    names.map((name) => [name, items.find((account) => account.name === name) as Account]),
  );
}

/** A week's worth of ordinary transfers, the same amounts each time. */
async function makeTransfers(page: Page, accounts: Record<string, Account>): Promise<void> {
  const targets = ["Payroll", "Savings", "Shop"];
  for (let index = 0; index < 24; index++) {
    await post(page, "/ledger/transfers", {
      debit_account: accounts["Cash"]?.id,
      credit_account: accounts[targets[(index * 2) % 3] ?? ""]?.id,
      amount: {
        amount: `${12_000 + ((index * 7_919) % 90_000)}.50`,
        asset: "INR",
      },
      reference: references[index % references.length],
    });
    if (index % 4 === 3 && index < 23) {
      await post(page, "/sandbox/clock/advance", { seconds: 86_400 });
    }
  }
}

test("the tour: overview, palette, a form, lists, an account", async ({ page }, info) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page);
  const accounts = await demoAccounts(page);
  await makeTransfers(page, accounts);

  await openOverview(page);
  await expect(
    page.getByRole("img", { name: /transfers, .* in all/ }).locator("svg"),
  ).toBeVisible();
  await picture(page, info, "overview");

  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: "Search pages" })).toBeFocused();
  await page.keyboard.type("acc");
  await expect(page.getByRole("option", { name: "Open an account" }).first()).toBeVisible();
  await picture(page, info, "palette");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("ledger.holds.create");
  await expect(page.getByRole("option", { selected: true })).toContainText("POST /ledger/holds");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Run" }).click();
  await expect(page.getByRole("textbox", { name: "debit_account" })).toHaveAttribute(
    "aria-invalid",
    "true",
  );
  await picture(page, info, "operation");

  await page.goto("/transfers");
  await expect(
    page.getByRole("table", { name: "Transfers" }).getByRole("row").nth(5),
  ).toBeVisible();
  await page.getByRole("button", { name: "Columns" }).click();
  await expect(page.getByRole("checkbox", { name: "Reference" })).toBeVisible();
  await picture(page, info, "transfers");

  await page.goto(`/accounts/${accounts["Payroll"]?.id}`);
  await expect(page.getByRole("img", { name: /Balance from/ }).locator("svg")).toBeVisible();
  await picture(page, info, "account");
});

test("the tour on a phone in the dark", async ({ page }, info) => {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await page.goto("/accounts");
  await expect(page.getByRole("table", { name: "Accounts" }).getByRole("row").nth(2)).toBeVisible();
  await picture(page, info, "phone");
});

/** Types address and password, where passkeys work too: under a name. */
async function typePassword(page: Page, person: { email: string; password: string }) {
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test("the tour of second factors", async ({ page, browser }, info) => {
  const named = settings.url.replace("127.0.0.1", "localhost");
  const codes = page.getByRole("dialog", { name: "Recovery codes" });
  // The colour follows from the tenant: in a picture that is kept it is the same each time.
  const { owner } = await makeTenant(process.env["SANGAM_TOUR"] ? "tour" : word());
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const device = await withDevice(page);
  await page.goto(`${named}/security`);
  await typePassword(page, owner);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.keyboard.press("Enter");
  await codes.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Set up an app" }).click();
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  await page.getByLabel("First code").fill(codeOf(secret));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove the app" })).toBeVisible();
  await expect(page.getByText("The passkey is added.")).toBeHidden();
  await picture(page, info, "security");

  await page.getByRole("combobox", { name: "Second factor" }).click();
  await page.getByRole("option", { name: "Required" }).click();
  await expect(page.getByText("The rules are changed.")).toBeVisible();
  const member = await addMember(page);
  const phone = await browser.newPage({
    colorScheme: "dark",
    reducedMotion: "reduce",
    viewport: { width: 360, height: 740 },
  });
  await phone.goto(named);
  await typePassword(phone, member);
  await expect(phone.getByRole("heading", { level: 1, name: "One more step" })).toBeVisible();
  await picture(phone, info, "enrol");
  await phone.close();

  await device.present(false);
  await page.context().clearCookies();
  await page.goto(`${named}/sign-in`);
  await typePassword(page, owner);
  await expect(page.getByRole("textbox", { name: "Code" })).toBeFocused();
  await picture(page, info, "sign_in_code");
});
