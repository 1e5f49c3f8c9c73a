import type { Page } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, settings, signIn, test } from "./support/console";
import { operatorPages, pages, pathOf, thingsOf } from "./support/pages";
import { Settled } from "./support/settled";
import { Told, untranslated } from "./support/untranslated";

/** Before the first page: as the settings would, for a language that they do not offer. */
async function speak(page: Page, language: string): Promise<void> {
  await page.addInitScript(
    (chosen) => localStorage.setItem("sangam-preferences", JSON.stringify({ language: chosen })),
    language,
  );
}

async function expectTranslated(page: Page, paths: string[]): Promise<void> {
  const told = new Told(page);
  const settled = new Settled(page);
  for (const path of paths) {
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeVisible();
      await settled.wait();
      expect.soft(await untranslated(page, told), path).toEqual([]);
    });
  }
}

test("every text of every page comes from the catalogue", async ({ page }) => {
  test.setTimeout(300_000);
  await speak(page, "en-XA");
  await expectTranslated(page, ["/sign-in"]);
  await signIn(page);
  const known = await thingsOf(page);
  await expectTranslated(
    page,
    pages.map((template) => pathOf(template, known)),
  );
});

test("every text of the operators' pages comes from the catalogue", async ({ page }) => {
  test.setTimeout(120_000);
  await speak(page, "en-XA");
  await signIn(page, settings.operator);
  await expectTranslated(page, operatorPages);
});

test("the console turns around for a language that is read from right to left", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await speak(page, "ar-XB");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await signIn(page);
  const { ACCOUNT: account } = await thingsOf(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/", "/accounts", `/accounts/${account}`, "/transfers/new", "/webhooks"]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await fits(), `${path} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/accounts");
  const menu = await page.locator(".mantine-AppShell-navbar").boundingBox();
  expect(menu?.x).toBeGreaterThan(900);
  await expectAccessible(page);
});
