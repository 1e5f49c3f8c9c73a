import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect } from "./console";

interface Found {
  id: string;
  impact: string | null | undefined;
  nodes: string[];
}

/** Runs axe on the page as it is and expects it to find nothing. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated, not added as a script: the content security policy stays in force.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (): Promise<Found[]> => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const result = await runner.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      nodes: nodes
        .slice(0, 3)
        .map((node) => `${node.html.slice(0, 160)} | ${node.failureSummary ?? ""}`),
    }));
  });
  expect.soft(found, page.url()).toEqual([]);
}
