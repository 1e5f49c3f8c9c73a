import type { Page, Request } from "@playwright/test";

/** Answers that have no end. */
const endless = /\/event-tail/;

/** Follows a page's requests, so that one can wait until it has all it asked for. */
export class Settled {
  private readonly open = new Set<Request>();
  private count = 0;

  constructor(private readonly page: Page) {
    page.on("request", (request) => {
      if (endless.test(request.url())) return;
      this.open.add(request);
      this.count++;
    });
    page.on("requestfinished", (request) => this.open.delete(request));
    page.on("requestfailed", (request) => this.open.delete(request));
  }

  /** Until every answer is there, and drawing the last of them has asked for nothing more. */
  async wait(): Promise<void> {
    for (let seen = -1; this.open.size > 0 || seen !== this.count;) {
      seen = this.count;
      await this.page.evaluate(
        () =>
          new Promise((resolve) =>
            requestIdleCallback(() => requestAnimationFrame(() => setTimeout(resolve, 20))),
          ),
      );
    }
  }
}
