import type { Page, TestInfo } from "@playwright/test";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atRest } from "./axe";

const kept = fileURLToPath(new URL("../../../docs/tour/console", import.meta.url));

/** Times are those of the run: in a picture they would change each time it is taken. */
async function stillTimes(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const time of document.querySelectorAll("time")) {
      const day = !/:/.test(time.textContent ?? "");
      time.textContent = day ? "21 Nov 2026" : "21 Nov 2026, 09:30:00";
    }
  });
}

/** Ports, ids, hashes and exact times are those of the run, too. */
async function stillAddresses(page: Page): Promise<void> {
  await page.evaluate(() => {
    const still = (text: string) =>
      text
        .replace(/\b(localhost|127\.0\.0\.1):\d+/g, "$1:8080")
        .replace(/\b([a-z]{2,5}_)[0-9a-z]{26}\b/g, "$101m00000000000000000000000")
        .replace(/\b[0-9a-f]{64}\b/g, "0".repeat(64))
        .replace(/\b2\d{3}-\d\d-\d\dT[\d:.]+Z/g, "2026-11-21T09:30:00Z");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? "";
      if (still(text) !== text) node.textContent = still(text);
    }
  });
}

/** Leaves a picture beside the test's results, or with SANGAM_TOUR=1 among the documentation. */
export async function picture(page: Page, info: TestInfo, name: string): Promise<void> {
  const folder = process.env["SANGAM_TOUR"] ? kept : info.outputPath();
  await mkdir(folder, { recursive: true });
  await atRest(page);
  await stillTimes(page);
  await stillAddresses(page);
  await page.mouse.move(0, 0);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    caret: "hide",
    // They pass, and would hide what the picture is of.
    style: ".mantine-Notification-root { display: none !important }",
  });
}
