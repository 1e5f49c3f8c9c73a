import type { Page } from "@playwright/test";
import { expect, settings } from "./console";

interface Mail {
  id: string;
  kind: string;
  text?: string;
}

/** The newest link that was mailed to somebody; `page` is an owner's. */
export async function mailedLink(
  page: Pick<Page, "request">,
  email: string,
  kind: string,
): Promise<string> {
  const api = `${settings.url}/api/v1/mails`;
  let link: string | undefined;
  await expect(async () => {
    const found = await page.request.get(`${api}?recipient=${encodeURIComponent(email)}`);
    const mails = ((await found.json()) as { items: Mail[] }).items;
    const mail = mails.find((item) => item.kind === kind);
    const read = await page.request.get(`${api}/${mail?.id ?? ""}`);
    link = /https?:\S+#\S+/.exec(((await read.json()) as Mail).text ?? "")?.[0];
    expect(link).toBeDefined();
  }).toPass({ timeout: 10_000 });
  return link as string;
}
