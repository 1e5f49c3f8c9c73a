import type { Browser, Page } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { settings } from "./settings";

const mebibyte = 1024 * 1024;

/** The memory of the browser's largest page process at its highest, in MiB. */
async function highestOfPages(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const highest = processInfo
    .filter((one) => one.type === "renderer")
    .map(async ({ id }) => {
      const status = await readFile(`/proc/${id}/status`, "utf8");
      return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    });
  return Math.max(...(await Promise.all(highest)));
}

async function residentOfServer(page: Page): Promise<number> {
  const metrics = await (await page.request.get(`${settings.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(metrics)?.[1]) / mebibyte;
}

/** Watches the memory of the page and of the server, which is looked at once a second. */
export class MemoryWatch {
  private readonly seen: number[] = [];
  private readonly timer: NodeJS.Timeout;

  private constructor(
    private readonly page: Page,
    private readonly pageBefore: number,
    private readonly serverBefore: number,
  ) {
    this.timer = setInterval(() => void this.look(), 1000);
  }

  static async start(page: Page): Promise<MemoryWatch> {
    const browser = page.context().browser();
    if (browser === null) throw new Error("the page belongs to no browser");
    return new MemoryWatch(page, await highestOfPages(browser), await residentOfServer(page));
  }

  private async look(): Promise<void> {
    // A server that is busy answers at the next look.
    this.seen.push(await residentOfServer(this.page).catch(() => 0));
  }

  /** Ends it; how much each had at its beginning and at its highest, in MiB. */
  async end(): Promise<Record<"pageBefore" | "page" | "serverBefore" | "server", number>> {
    clearInterval(this.timer);
    await this.look();
    const browser = this.page.context().browser();
    return {
      pageBefore: Math.round(this.pageBefore),
      page: browser === null ? 0 : Math.round(await highestOfPages(browser)),
      serverBefore: Math.round(this.serverBefore),
      server: Math.round(Math.max(...this.seen)),
    };
  }
}
