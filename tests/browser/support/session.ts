import { request, type BrowserContext } from "@playwright/test";
import { settings, type Person } from "./settings";

export type Cookies = Parameters<BrowserContext["addCookies"]>[0];

interface Opened {
  cookies: Cookies;
  at: number;
}

/** Operations that ask for a fresh proof take one that is ten minutes old. */
const freshMs = 5 * 60_000;
const opened = new Map<string, Opened>();

/** A session of a person who proved lately who they are; many tests share one. */
export async function sessionOf(person: Person): Promise<Cookies> {
  const known = opened.get(person.email);
  if (known && Date.now() - known.at < freshMs) return known.cookies;
  const cookies = await openSession(person);
  opened.set(person.email, { cookies, at: Date.now() });
  return cookies;
}

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
