import { request, type BrowserContext } from "@playwright/test";
import { settings, type Person } from "./settings";

export type Cookies = Parameters<BrowserContext["addCookies"]>[0];

/** Signs a person in over the API. */
export async function openSession({ email, password }: Person): Promise<Cookies> {
  const context = await request.newContext();
  const reply = await context.post(`${settings.url}/api/v1/session`, {
    data: { email, password },
    headers: { Origin: new URL(settings.url).origin },
  });
  if (!reply.ok()) throw new Error(`cannot sign ${email} in: ${await reply.text()}`);
  const { cookies } = await context.storageState();
  await context.dispose();
  return cookies;
}
