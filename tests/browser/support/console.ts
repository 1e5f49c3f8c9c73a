import { expect, test as base, type Page } from "@playwright/test";
import { settings } from "./settings";

export { expect };
export { settings };

/** Signs in by the form, as the tenant's owner unless said, and waits for the overview. */
export async function signIn(
  page: Page,
  person: { email: string; password: string } = settings,
): Promise<void> {
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
