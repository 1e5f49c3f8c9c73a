import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./console";

interface Found {
  id: string;
  impact: string | null | undefined;
  nodes: string[];
}

/** Lets what appears appear: colours that fade in are none that anybody reads. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const moving = () =>
      document
        .getAnimations()
        .filter((one) => one.playState === "running")
        .filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    // A transition begins a frame after what it shows is there.
    await frame();
    await frame();
    while (moving().length > 0) {
      await Promise.allSettled(moving().map((one) => one.finished));
      await frame();
    }
  });
}

/**
 * Runs axe on the page, once it is at rest, and expects it to find nothing. A menu that is open lies
 * over the page, in none of its landmarks.
 */
export async function expectAccessible(page: Page, menuOpen = false): Promise<void> {
  await atRest(page);
  // Evaluated, not added as a script: the content security policy stays in force.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (menu): Promise<Found[]> => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const result = await runner.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
      rules: { region: { enabled: !menu } },
    });
    return result.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary ?? ""}`),
    }));
  }, menuOpen);
  expect.soft(found, page.url()).toEqual([]);
}
