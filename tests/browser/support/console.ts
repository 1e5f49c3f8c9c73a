import { expect, test as base, type Page } from "@playwright/test";
import { sessionOf } from "./session";
import { settings, type Person } from "./settings";

export { expect };
export { openSession } from "./session";
export { settings };

/** Gives the page the session of the tenant's owner, or of the operator; it stays empty. */
export async function signIn(page: Page, person: Person = settings) {
  await page.context().addCookies(await sessionOf(person));
}

/** Opens the overview; signed in before. */
export async function openOverview(page: Page): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/** Signs in by the form, as the tenant's owner unless said, and waits for the overview. */
export async function signInByForm(page: Page, person: Person = settings): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Email").fill(person.email);
  await page.getByRole("textbox", { name: "Password" }).fill(person.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
}

/**
 * A page whose test fails when a script threw or the content security policy was broken,
 * whatever else the test looks at.
 */
export const test = base.extend<{ watched: void }>({
  baseURL: ({}, use) => use(settings.url),
  watched: [
    async ({ page }, use) => {
      const broken: string[] = [];
      page.on("pageerror", (error) => broken.push(error.message));
      page.on("console", (message) => {
        if (/Content Security Policy/.test(message.text())) broken.push(message.text());
      });
      await use();
      expect(broken).toEqual([]);
    },
    { auto: true },
  ],
});
