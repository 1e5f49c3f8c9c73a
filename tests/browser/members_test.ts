import type { Browser, Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, signInByForm, test } from "./support/console";
import { mailedLink } from "./support/mail";

const password = "a password for tests";

async function stranger(browser: Browser): Promise<Page> {
  return (await browser.newContext({ baseURL: settings.url })).newPage();
}

/** Invites somebody as the owner of `page`; they join in a browser of their own. */
async function joined(page: Page, browser: Browser) {
  const name = `Guest ${word()}`;
  const email = `${name.toLowerCase().replace(" ", "-")}@demo.example`;
  await page.goto("/users");
  await page.getByRole("button", { name: "Invite somebody" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email").fill(email);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(dialog).toBeHidden();
  const waiting = page.getByRole("table", { name: "Invitations that wait" });
  await expect(waiting.getByRole("cell", { name: email, exact: true })).toBeVisible();

  const guest = await stranger(browser);
  await guest.goto(await mailedLink(page, email, "platform.invitation"));
  await expect(guest.getByRole("heading", { name: /^Join / })).toBeVisible();
  expect(new URL(guest.url()).hash).toBe("");
  await guest.getByLabel("Name").fill(name);
  await guest.getByRole("textbox", { name: "Password" }).fill(password);
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  return { guest, name, email };
}

test("somebody joins by invitation, is suspended, and is removed", async ({ page, browser }) => {
  await signIn(page);
  const { guest, name } = await joined(page, browser);
  await page.reload();
  await page.getByRole("searchbox", { name: "Search users" }).fill(name.toUpperCase());
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row.getByText("Active")).toBeVisible();
  await row.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Suspend" }).click();
  await expect(row.getByText("Suspended")).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await guest.context().close();

  await row.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill(name);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(row).toBeHidden();
});

test("one sees where one is signed in and ends the others", async ({ page, browser }) => {
  await signIn(page);
  const { guest, email } = await joined(page, browser);
  const other = await stranger(browser);
  await signInByForm(other, { email, password });
  await guest.goto("/security");
  const sessions = guest.getByRole("table", { name: "Where you are signed in" });
  await expect(sessions.getByRole("row")).toHaveCount(3);
  await expect(sessions.getByText("This one")).toHaveCount(1);
  await expect(sessions.getByText("Chrome on Linux")).toHaveCount(2);
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "End all others" }).click();
  await expect(guest.getByText("1 session was ended.")).toBeVisible();
  await expect(sessions.getByRole("row")).toHaveCount(2);
  await other.reload();
  await expect(other.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await Promise.all([guest.context().close(), other.context().close()]);
});

test("what asks for a fresh proof goes on once it is given", async ({ page, browser }) => {
  await signIn(page);
  const { guest, email } = await joined(page, browser);
  await guest.goto("/security");
  // As after ten minutes: the server's own answer, which it gives by its clock.
  let asked = 0;
  await guest.route("**/api/v1/password", async (route) => {
    if (++asked > 1) return route.continue();
    const problem = { title: "Prove again that it is you", status: 401, code: "step_up_needed" };
    return route.fulfill({ status: 401, json: problem, contentType: "application/problem+json" });
  });
  await guest.getByRole("textbox", { name: "New password" }).fill("quite another password");
  await guest.getByRole("button", { name: "Change the password" }).click();
  const dialog = guest.getByRole("dialog", { name: "Is it still you?" });
  await dialog.getByRole("textbox", { name: "Password" }).fill("not my password");
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(dialog.getByText("is not your password", { exact: false })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Password" }).fill(password);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await expect(guest.getByText("The password is changed.")).toBeVisible();
  expect(asked).toBe(2);
  const again = await stranger(browser);
  await signInByForm(again, { email, password: "quite another password" });
  await Promise.all([guest.context().close(), again.context().close()]);
});

test("a forgotten password is replaced by the link in a mail", async ({ page, browser }) => {
  await signIn(page);
  const { guest, email } = await joined(page, browser);
  await guest.context().clearCookies();
  await guest.goto("/sign-in");
  await guest.getByRole("link", { name: "Forgotten password?" }).click();
  await guest.getByLabel("Email").fill(email);
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Send the link" }).click();
  await expect(guest.getByRole("status")).toContainText(email);
  const link = await mailedLink(page, email, "platform.password_reset");
  await guest.goto(link);
  await guest.getByRole("textbox", { name: "New password" }).fill("quite another password");
  await expectAccessible(guest);
  await guest.getByRole("button", { name: "Save the password" }).click();
  await expect(guest.getByText("The new password is saved", { exact: false })).toBeVisible();
  await guest.getByRole("link", { name: "Sign in" }).click();
  await signInByForm(guest, { email, password: "quite another password" });
  await guest.goto("about:blank");
  await guest.goto(link);
  await guest.getByRole("textbox", { name: "New password" }).fill("a third password of theirs");
  await guest.getByRole("button", { name: "Save the password" }).click();
  await expect(guest.getByText("This link is used up or too old.")).toBeVisible();
  await guest.context().close();
});
