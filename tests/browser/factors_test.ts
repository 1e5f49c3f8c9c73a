import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { codeOf, withDevice, type Device } from "./support/authenticator";
import { expect, settings, test } from "./support/console";
import { addMember, makeTenant } from "./support/tenant";
import type { Person } from "./support/settings";

/** Passkeys are bound to a name, which an IP address is not. */
const named = () => settings.url.replace("127.0.0.1", "localhost");
const overview = { level: 1, name: "Overview" } as const;

test.use({ contextOptions: { reducedMotion: "reduce" } });

async function typePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Opens a page of the console; signs in on the way. */
async function enter(page: Page, path: string, person: Person): Promise<void> {
  await page.goto(named() + path);
  await typePassword(page, person);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Your account" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
}

/** Reads the recovery codes from their dialog and closes it. */
async function keepCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole("dialog", { name: "Recovery codes" });
  await expect(dialog.getByRole("listitem")).toHaveCount(10);
  await expectAccessible(page);
  const codes = await dialog.getByRole("listitem").allTextContents();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  await expect(dialog).toBeHidden();
  return codes;
}

interface App {
  secret: string;
  /** The one it was set up with. A step later it is known as used still, and the next one is good. */
  firstCode: string;
  codes: string[];
}

async function setUpApp(page: Page): Promise<App> {
  await page.getByRole("button", { name: "Set up an app" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up an app" });
  await expect(
    dialog.getByRole("img", { name: "QR code for your authenticator app" }),
  ).toBeVisible();
  const secret = (await dialog.getByTestId("secret").textContent()) ?? "";
  expect(secret).toMatch(/^([A-Z2-7]{4} )+[A-Z2-7]{1,4}$/);
  await expectAccessible(page);
  await dialog.getByLabel("First code").fill("12345");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByLabel("First code")).toHaveAttribute("aria-invalid", "true");
  const firstCode = codeOf(secret);
  await dialog.getByLabel("First code").fill(firstCode);
  await page.keyboard.press("Enter");
  return { secret, firstCode, codes: await keepCodes(page) };
}

async function addPasskey(page: Page, name?: string): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await expect(dialog.getByLabel("Name")).toHaveValue("Chrome on Linux");
  await expectAccessible(page);
  if (name !== undefined) await dialog.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
}

async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole("textbox", { name: /^(Code|Recovery code)/ }).fill(code);
  await page.keyboard.press("Enter");
}

/** A browser of somebody else, with a device of theirs. */
async function elsewhere(browser: Browser): Promise<{ page: Page; device: Device }> {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  return { page, device: await withDevice(page) };
}

test("a passkey is added, signs in alone, is renamed and removed", async ({ page }) => {
  const { owner } = await makeTenant();
  const device = await withDevice(page);
  await enter(page, "/security", owner);
  await expect(page.getByText("You have no passkey yet")).toBeVisible();
  await addPasskey(page, "Blue key");
  await keepCodes(page);
  expect(await device.passkeys()).toBe(1);
  const row = page.getByRole("table", { name: "Passkeys" }).getByRole("row").nth(1);
  await expect(row).toContainText("Blue key");
  await expectAccessible(page);

  await addPasskey(page);
  const adding = page.getByRole("dialog", { name: "Add a passkey" });
  await expect(adding.getByRole("alert")).toContainText("This device has a passkey");
  await page.getByRole("button", { name: "Cancel" }).click();

  await device.present(false);
  await signOut(page);
  await expectAccessible(page);
  await device.present(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", overview)).toBeVisible();

  await page.goto(`${named()}/security`);
  await page.getByRole("button", { name: "Rename Blue key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Green key");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Remove Green key" }).click();
  await expect(dialog).toContainText("Delete it on the device too");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("You have no passkey yet")).toBeVisible();
});

test("an app's code is asked for, and a recovery code stands in", async ({ page }) => {
  const { owner } = await makeTenant();
  await enter(page, "/security", owner);
  const { secret, firstCode, codes } = await setUpApp(page);
  await expect(page.getByText("10 are left.", { exact: false })).toBeVisible();
  await signOut(page);

  await typePassword(page, owner);
  const field = page.getByRole("textbox", { name: "Code" });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("autocomplete", "one-time-code");
  await expectAccessible(page);
  await typeCode(page, firstCode);
  await expect(page.getByText("was used before", { exact: false })).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await typeCode(page, codeOf(secret, 1));
  await expect(page.getByRole("heading", overview)).toBeVisible();
  await signOut(page);

  await typePassword(page, owner);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await typeCode(page, codes[0] ?? "");
  await expect(page.getByRole("heading", overview)).toBeVisible();
  await page.goto(`${named()}/security`);
  await expect(page.getByText("9 are left.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Make new codes" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Make new codes" }).click();
  expect(await keepCodes(page)).not.toContain(codes[1]);
  await page.getByRole("button", { name: "Remove the app" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("button", { name: "Set up an app" })).toBeVisible();
});

test("too many codes are told with how long to wait", async ({ page }) => {
  const { owner } = await makeTenant();
  await enter(page, "/security", owner);
  const { secret } = await setUpApp(page);
  await signOut(page);
  await typePassword(page, owner);
  const wrong = String((Number(codeOf(secret)) + 500_000) % 1_000_000).padStart(6, "0");
  // The pauses grow: sooner or later one is longer than a try takes.
  await expect(async () => {
    const reply = page.waitForResponse((one) => one.url().endsWith("/api/v1/session"));
    await typeCode(page, wrong);
    expect((await reply).status()).toBe(429);
  }).toPass({ timeout: 40_000, intervals: [0] });
  await expect(page.getByRole("alert")).toContainText(/Try again in \d+ seconds?\./);
});

test("an organisation asks for a second factor: its members enrol before all else", async ({
  page,
  browser,
}) => {
  const { owner, name } = await makeTenant();
  await withDevice(page);
  await enter(page, "/security", owner);
  const policy = page.getByRole("combobox", { name: "Second factor" });
  const choose = async (choice: string) => {
    await policy.click();
    await page.getByRole("option", { name: choice }).click();
  };
  await choose("Required");
  await expect(page.getByRole("alert")).toContainText("Sign in this way yourself first");
  await expectAccessible(page);
  await page.getByRole("link", { name: "To your second factors" }).click();
  await addPasskey(page);
  await keepCodes(page);
  const member = await addMember(page);
  const guest = await elsewhere(browser);
  await enter(guest.page, "/accounts", member);
  await expect(guest.page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();

  // Nothing it asked for before comes back with the news.
  await guest.page.waitForLoadState("networkidle");
  await choose("Required");
  await expect(policy).toHaveValue("Required");
  // Somebody who is in the middle of something finds out by the next thing they ask for.
  await guest.page.getByRole("link", { name: "Ledgers" }).first().click();
  const title = guest.page.getByRole("heading", {
    level: 1,
    name: "One more step",
  });
  await expect(title).toBeVisible();
  await expect(guest.page.getByText(`${name} asks for a second factor.`)).toBeVisible();
  await expectAccessible(guest.page);
  await setUpApp(guest.page);
  await expect(guest.page.getByRole("heading", { level: 1, name: "Ledgers" })).toBeVisible();

  await choose("Passkeys only");
  await expect(policy).toHaveValue("Passkeys only");
  await guest.page.goto(`${named()}/accounts`);
  await expect(title).toBeVisible();
  await expect(guest.page.getByRole("button", { name: "Set up an app" })).toBeHidden();
  await addPasskey(guest.page);
  await expect(guest.page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await guest.page.context().close();
});

test("who has a passkey but signed in otherwise shows it", async ({ page, browser }) => {
  const { owner } = await makeTenant();
  await withDevice(page);
  await enter(page, "/security", owner);
  await addPasskey(page);
  await keepCodes(page);
  const member = await addMember(page);
  const guest = await elsewhere(browser);
  await enter(guest.page, "/security", member);
  await addPasskey(guest.page);
  const codes = await keepCodes(guest.page);
  await guest.device.present(false);
  await signOut(guest.page);
  await page.getByRole("combobox", { name: "Second factor" }).click();
  await page.getByRole("option", { name: "Passkeys only" }).click();
  await expect(page.getByText("The rules are changed.")).toBeVisible();

  await typePassword(guest.page, member);
  await typeCode(guest.page, codes[0] ?? "");
  await expect(guest.page.getByText("You have one already", { exact: false })).toBeVisible();
  await expectAccessible(guest.page);
  await guest.device.present(true);
  await guest.page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(guest.page.getByRole("heading", overview)).toBeVisible();
  await guest.page.context().close();
});

test("a fresh proof is given by passkey, or by password and code", async ({ page }) => {
  const { owner } = await makeTenant();
  await withDevice(page);
  await enter(page, "/security", owner);
  await addPasskey(page);
  const codes = await keepCodes(page);
  // As after ten minutes: the server's own answer, which it gives by its clock.
  let refusals = 0;
  await page.route("**/api/v1/factors/recovery-codes", async (route) => {
    if (refusals++ % 2 === 1) return route.continue();
    const problem = {
      title: "Prove again that it is you",
      status: 401,
      code: "step_up_needed",
    };
    return route.fulfill({
      status: 401,
      json: problem,
      contentType: "application/problem+json",
    });
  });
  const renew = async () => {
    await page.getByRole("button", { name: "Make new codes" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Make new codes" }).click();
  };
  const proof = page.getByRole("dialog", { name: "Is it still you?" });

  await renew();
  await expect(proof.getByText("use your passkey again", { exact: false })).toBeVisible();
  await expectAccessible(page);
  await proof.getByRole("button", { name: "Use the password" }).click();
  await proof.getByRole("textbox", { name: "Password" }).fill(owner.password);
  await proof.getByRole("button", { name: "Go on" }).click();
  await expect(proof.getByRole("textbox", { name: "Code" })).toBeFocused();
  await expectAccessible(page);
  await proof.getByRole("textbox", { name: "Code" }).fill(codes[0] ?? "");
  await proof.getByRole("button", { name: "Go on" }).click();
  await keepCodes(page);

  await renew();
  await proof.getByRole("button", { name: "Use your passkey" }).click();
  await keepCodes(page);
});

test("an administrator resets the factors of who lost them", async ({ page, browser }) => {
  const { owner } = await makeTenant();
  await enter(page, "/users", owner);
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  const member = await addMember(page);
  const guest = await elsewhere(browser);
  await enter(guest.page, "/security", member);
  await setUpApp(guest.page);
  await signOut(guest.page);
  await typePassword(guest.page, member);
  await expect(guest.page.getByRole("textbox", { name: "Code" })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: `More for ${member.name}` }).click();
  await page.getByRole("menuitem", { name: "Reset second factors" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Lost the phone");
  await expect(page.getByRole("menu", { includeHidden: true })).toHaveCount(0);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Reset second factors" }).click();
  await expect(
    page.getByText("can sign in with the password alone", { exact: false }),
  ).toBeVisible();
  await guest.page.reload();
  await typePassword(guest.page, member);
  await expect(guest.page.getByRole("heading", overview)).toBeVisible();
  await guest.page.context().close();
});

test("nothing of one person is left for the next", async ({ page }) => {
  const first = await makeTenant();
  const second = await makeTenant();
  await enter(page, "/users", first.owner);
  await expect(page.getByRole("cell", { name: first.owner.email })).toBeVisible();
  // The session ends without this page's doing.
  await page.context().clearCookies();
  await page.evaluate(() => document.querySelector<HTMLElement>('a[href="/accounts"]')?.click());
  await typePassword(page, second.owner);
  await page.route("**/api/v1/users*", () => {});
  await page.getByRole("link", { name: "Users" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await expect(page.getByText(first.owner.email)).toBeHidden();
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("where a passkey cannot work there is none to press", async ({ page }) => {
  await page.goto(`${named().replace("localhost", "127.0.0.1")}/sign-in`);
  await expect(page.getByRole("link", { name: named() })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
  await page.addInitScript(() => Reflect.deleteProperty(window, "PublicKeyCredential"));
  await page.goto(`${named()}/sign-in`);
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in with a passkey" })).toBeHidden();
});

test("on a phone in the dark it all fits", async ({ page }) => {
  const { owner } = await makeTenant();
  await withDevice(page);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 360, height: 740 });
  const expectFit = async () => {
    await expectAccessible(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    for (const box of await page.getByRole("dialog").all()) {
      const overflow = await box.evaluate((one) => one.scrollWidth - one.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
  };
  await page.goto(`${named()}/security`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectFit();
  await typePassword(page, owner);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await expectFit();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Recovery codes" })).toBeVisible();
  await expectFit();
  await page.screenshot({ path: test.info().outputPath("codes.png") });
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByRole("button", { name: "Set up an app" }).click();
  await expect(page.getByRole("img", { name: "QR code for your authenticator app" })).toBeVisible();
  await expectFit();
  await page.screenshot({ path: test.info().outputPath("app.png") });
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expectFit();
  await page.screenshot({ path: test.info().outputPath("security.png"), fullPage: true });
});
