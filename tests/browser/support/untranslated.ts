import type { Page, Response } from "@playwright/test";

/** Every text in a value of JSON. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return [...Object.keys(value), ...Object.values(value).flatMap(textsOf)];
}

/** Remembers what the server told a page: that is data, and in nobody's language. */
export class Told {
  private readonly texts = new Set<string>();
  private reading: Promise<unknown>[] = [];

  constructor(private readonly page: Page) {
    page.on("response", (response) => this.reading.push(this.read(response)));
  }

  /** The browser does not keep what a page has read as a stream: it is asked for again. */
  private async bodyOf(response: Response): Promise<string> {
    try {
      return await response.text();
    } catch (error) {
      if (response.request().method() !== "GET") throw error;
      return (await this.page.request.get(response.url())).text();
    }
  }

  private async read(response: Response): Promise<void> {
    const type = response.headers()["content-type"] ?? "";
    if (!/json/.test(type)) return;
    try {
      const body = await this.bodyOf(response);
      const values = /ndjson/.test(type) ? body.split("\n").filter((line) => line !== "") : [body];
      for (const text of values.flatMap((value) => textsOf(JSON.parse(value)))) {
        this.texts.add(text);
        // A reason is made a sentence where it stands alone.
        this.texts.add(text.charAt(0).toUpperCase() + text.slice(1));
      }
    } catch {
      // The page went on before the body was read: what it told is not shown either.
    }
  }

  /** The longest first, so that no part of one is taken for the whole. */
  async all(): Promise<string[]> {
    const reading = this.reading;
    this.reading = [];
    await Promise.all(reading);
    return [...this.texts]
      .filter((text) => text.trim().length > 1)
      .sort((a, b) => b.length - a.length);
  }
}

/** Texts that people see or hear, but for those that are marked as code, keys and figures. */
async function shownTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const skipped = "code, pre, kbd, time, data, script, style, noscript, textarea, [data-brand]";
    const texts = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest(skipped) !== null) continue;
      texts.add(node.textContent ?? "");
    }
    for (const name of ["aria-label", "placeholder", "alt"]) {
      for (const element of document.querySelectorAll(`[${name}]`)) {
        // As the double by which a text area that grows is measured.
        if (element.getAttribute("aria-hidden") === "true") continue;
        texts.add(element.getAttribute(name) ?? "");
      }
    }
    return [...texts];
  });
}

/** What the browser writes of times and figures, and names that are the same in every language. */
const untranslatable = [
  /\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\w*( \d{4})?(, \d\d:\d\d(:\d\d)?)?/g,
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\b/g,
  /\b(in )?\d+ (second|minute|hour|day)s?( ago)?\b|\b(yesterday|tomorrow|now)\b/g,
  /\d(\.\d+)? ?(µs|ms|s|min|h|d|L|T|Cr|K|kB|MB|MiB)(?!\p{L})/gu,
  /\b(Sangam|Ctrl|INR|CSV|NDJSON|JSON|English|esc|GET|POST|PUT|PATCH|DELETE|(open|async)api\.json)\b|हिन्दी/g,
  /\b(TypeScript|Python|CLI|GraphQL|MCP|curl)\b/g,
];

/** The texts of a page in the pseudo-locale that did not come from the catalogue. */
export async function untranslated(page: Page, told: Told): Promise<string[]> {
  const data = await told.all();
  const own = (text: string): string => {
    let left = text;
    for (let before = ""; before !== left;) {
      before = left;
      left = left.replace(/⟦[^⟦⟧]*⟧/g, " ");
    }
    return left;
  };
  const withoutData = (text: string) => data.reduce((left, one) => left.replaceAll(one, " "), text);
  const withoutFigures = (text: string) =>
    untranslatable.reduce((left, pattern) => left.replace(pattern, " "), text);
  // A date may hold what is data elsewhere, and data may hold a date: either may come first.
  const isLeft = (text: string) =>
    /\p{L}{2,}/u.test(withoutFigures(withoutData(text))) &&
    /\p{L}{2,}/u.test(withoutData(withoutFigures(text)));
  return (await shownTexts(page)).filter((text) => isLeft(own(text)));
}
