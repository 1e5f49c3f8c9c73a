import { request, type Page } from "@playwright/test";
import { word } from "./books";
import { mailedLink } from "./mail";
import { sessionOf, type Cookies } from "./session";
import { settings, type Person } from "./settings";

export interface Tenant {
  name: string;
  owner: Person;
}

const password = "a password for tests";

/** The page's session, for requests beside it. */
const header = (cookies: Cookies) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join("; ");

/**
 * A tenant of its own with an owner, made by the operator: its rules are nobody else's. People who
 * join a sandbox are known there only.
 */
export async function makeTenant(mark = word(), sandbox = true): Promise<Tenant> {
  const name = `Bank ${mark}`;
  const owner = { email: `owner@${mark}.example`, password };
  const context = await request.newContext({
    extraHTTPHeaders: {
      Cookie: header(await sessionOf(settings.operator)),
      Origin: new URL(settings.url).origin,
    },
  });
  const reply = await context.post(`${settings.url}/api/v1/platform/tenants`, {
    data: { slug: `bank-${mark}`, name, sandbox, owner: { ...owner, name: "Owner" } },
  });
  if (!reply.ok()) throw new Error(`cannot make a tenant: ${await reply.text()}`);
  await context.dispose();
  return { name, owner };
}

export interface Member extends Person {
  name: string;
}

/** A member of the tenant that the page is signed in to; the tenant made the account. */
export async function addMember(page: Page): Promise<Member> {
  const mark = word();
  const person = { email: `member@${mark}.example`, name: `Member ${mark}`, password };
  // From within the page: its session is of the name that the page was opened by.
  await page.evaluate(async (user) => {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ ...user, role: "member" });
    const reply = await fetch("/api/v1/users", { method: "POST", headers, body });
    if (!reply.ok) throw new Error(await reply.text());
  }, person);
  return person;
}

/** Somebody joins a tenant by an invitation of its owner, with an account of their own. */
export async function join(person: Person, { owner }: Tenant, role: string): Promise<void> {
  const headers = { Origin: new URL(settings.url).origin };
  const context = await request.newContext({
    extraHTTPHeaders: { ...headers, Cookie: header(await sessionOf(owner)) },
  });
  const api = `${settings.url}/api/v1`;
  const invited = await context.post(`${api}/invitations`, { data: { email: person.email, role } });
  if (!invited.ok()) throw new Error(`cannot invite: ${await invited.text()}`);
  const link = await mailedLink({ request: context }, person.email, "platform.invitation");
  const data = { token: new URL(link).hash.slice(1), name: "Guest", password: person.password };
  const stranger = await request.newContext({ extraHTTPHeaders: headers });
  const joined = await stranger.post(`${api}/invitation/accept`, { data });
  if (!joined.ok()) throw new Error(`cannot join: ${await joined.text()}`);
  await Promise.all([context.dispose(), stranger.dispose()]);
}
