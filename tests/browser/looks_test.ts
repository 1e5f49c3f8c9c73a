import type { Page, TestInfo } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { expect, openOverview, settings, signIn, test } from "./support/console";
import { operatorPages, pages, pathOf, thingsOf } from "./support/pages";
import { Settled } from "./support/settled";

/** A file's name for a page. */
function fileOf(template: string): string {
  const name = template.toLowerCase().replace(/[^a-z]+/g, "-");
  return `${name.replace(/^-|-$/g, "") || "overview"}.png`;
}

/** Checks each page and leaves a picture of it; `known` stand for words in the paths. */
async function lookAt(
  page: Page,
  templates: string[],
  known: Record<string, string>,
  info: TestInfo,
): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  const settled = new Settled(page);
  for (const template of templates) {
    const path = pathOf(template, known);
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1, includeHidden: true })).toBeVisible();
      await settled.wait();
      expect.soft(await page.getByRole("alert").allTextContents(), path).toEqual([]);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      );
      await page.screenshot({
        path: info.outputPath(fileOf(template)),
        fullPage: true,
      });
    });
  }
}

const looks: { colorScheme: "light" | "dark"; width: number }[] = [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 360 },
  // What these find, one of the others finds, too, but for a mistake of both at once.
  ...(process.env["SANGAM_TEST_LONG"]
    ? [
        { colorScheme: "dark" as const, width: 1280 },
        { colorScheme: "light" as const, width: 360 },
      ]
    : []),
];

for (const { colorScheme, width } of looks) {
  const look = async (page: Page) => {
    test.setTimeout(300_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 800 });
  };

  test(`every page is accessible and fits: ${colorScheme}, ${width} px`, async ({ page }, info) => {
    await look(page);
    await page.goto("/sign-in");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await signIn(page);
    await lookAt(page, pages, await thingsOf(page), info);
  });

  test(`every page of operators is accessible and fits: ${colorScheme}, ${width} px`, async ({
    page,
  }, info) => {
    await look(page);
    await signIn(page, settings.operator);
    await lookAt(page, operatorPages, {}, info);
  });
}

test("on a phone the menu opens, leads on and closes", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page);
  await openOverview(page);
  await page.getByRole("button", { name: "Menu" }).click();
  await page
    .getByRole("navigation", { name: "Menu" })
    .getByRole("link", { name: "Accounts" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Accounts" })).toBeVisible();
  await expect(
    page.getByRole("navigation", { name: "Menu" }).getByRole("link", { name: "Ledgers" }),
  ).not.toBeInViewport();
});

test("dialogs are accessible", async ({ page }) => {
  await signIn(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/ledgers?create=yes");
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/api-keys");
  await page.getByRole("button", { name: "Create a key" }).first().click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page);
});

test("dialogs of webhooks are accessible", async ({ page }, info) => {
  await signIn(page);
  await page.emulateMedia({ reducedMotion: "reduce" });
  const { ENDPOINT: endpoint } = await thingsOf(page);
  const look = async (name: string) => {
    await expect(page.getByRole("dialog")).toBeVisible();
    // The menu it was chosen from goes a moment later.
    await expect(page.getByRole("menu", { includeHidden: true })).toHaveCount(0);
    await expectAccessible(page);
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  };
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "Add an endpoint" }).first().click();
  await page.getByRole("dialog").getByLabel("Only these").check();
  await look("add-endpoint");
  await page.goto("/webhooks?tab=sources");
  await page.getByRole("button", { name: "Add a source" }).first().click();
  await look("add-source");
  await page.goto(`/webhooks/${endpoint}`);
  await page.getByRole("button", { name: "Details" }).first().click();
  await look("attempt");
  for (const item of ["Replay…", "Make a new secret", "Delete"]) {
    await page.goto(`/webhooks/${endpoint}`);
    await page.getByRole("button", { name: "More options" }).click();
    await page.getByRole("menuitem", { name: item }).click();
    await look(item.toLowerCase().replace(/[^a-z]+/g, "-"));
  }
});
