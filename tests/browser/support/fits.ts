import type { Page } from "@playwright/test";
import { expect } from "./console";

/** The page and what lies over it fit a phone; it is as wide as before afterwards. */
export async function expectFitsPhone(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const overflow = () =>
    page.evaluate(() => {
      const over = document.querySelectorAll("[role=dialog]");
      const parts = [document.documentElement, ...over];
      return parts.map((part) => Math.max(0, part.scrollWidth - part.clientWidth));
    });
  await expect.poll(async () => Math.max(...(await overflow()))).toBe(0);
  if (before !== null) await page.setViewportSize(before);
}
