import type { Browser, Page, TestInfo } from "@playwright/test";
import { expectAccessible } from "./support/axe";
import { withDevice } from "./support/authenticator";
import { word } from "./support/books";
import { expect, settings, test } from "./support/console";
import {
  clientSecret,
  openIdentityProvider,
  signInThere,
  type IdentityProvider,
} from "./support/identity_provider";
import { mailedLink } from "./support/mail";
import { tellName } from "./support/names";
import { picture } from "./support/picture";
import type { Person } from "./support/settings";
import { makeTenant } from "./support/tenant";

// What an owner does alone and without documents: every step is found by what the pages say.

const mark = process.env["SANGAM_TOUR"] ? "first" : word();
const domain = `${mark}.example`;
const colleague = {
  name: "First Colleague",
  email: `colleague@${domain}`,
  password: "a password for tests",
};
const overview = { level: 1, name: "Overview" } as const;

async function typePassword(page: Page, { email, password }: Person): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** A browser of somebody else. */
async function elsewhere(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    baseURL: settings.url,
    reducedMotion: "reduce",
    colorScheme: "light",
  });
  return context.newPage();
}

async function openPage(page: Page, name: string): Promise<void> {
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function addPasskey(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
}

/** Sends an invitation; the colleague joins by the link in the mail. */
async function inviteColleague(page: Page, guest: Page, info: TestInfo): Promise<void> {
  await page.getByRole("link", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  await dialog.getByLabel("Email").fill(colleague.email);
  await picture(page, info, "owner_invites");
  await dialog.getByRole("button", { name: "Send the invitation" }).click();
  await expect(page.getByRole("table", { name: "Invitations that wait" })).toContainText(
    colleague.email,
  );
  await guest.goto(await mailedLink(page, colleague.email, "platform.invitation"));
  await guest.getByLabel("Name").fill(colleague.name);
  await guest.getByRole("textbox", { name: "Password" }).fill(colleague.password);
  await picture(guest, info, "colleague_joins");
  await guest.getByRole("button", { name: "Join" }).click();
  await expect(guest.getByRole("heading", overview)).toBeVisible();
}

/** The owner adds a passkey, since nobody asks of others what they lack, and asks for them. */
async function requirePasskeys(page: Page, info: TestInfo): Promise<void> {
  const policy = page.getByRole("combobox", { name: "Second factor" });
  const ask = async () => {
    await policy.click();
    await page.getByRole("option", { name: "Passkeys only" }).click();
  };
  await ask();
  await expect(page.getByText("Sign in this way yourself first", { exact: false })).toBeVisible();
  await page.getByRole("link", { name: "To your second factors" }).click();
  await addPasskey(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await ask();
  await expect(policy).toHaveValue("Passkeys only");
  await expect(page.getByText("The rules are changed.")).toBeVisible();
  await page.getByRole("region", { name: /asks of sign-ins/ }).scrollIntoViewIfNeeded();
  await picture(page, info, "owner_requires_passkeys");
}

/** At the next sign-in a password is not enough any more. */
async function colleagueEnrols(guest: Page, info: TestInfo): Promise<void> {
  await withDevice(guest);
  await guest.getByRole("button", { name: "Your account" }).click();
  await guest.getByRole("menuitem", { name: "Sign out" }).click();
  await typePassword(guest, colleague);
  await expect(guest.getByRole("heading", { level: 1, name: "One more step" })).toBeVisible();
  await picture(guest, info, "colleague_enrols");
  await addPasskey(guest);
  await guest.getByRole("button", { name: "I have kept them" }).click();
  await expect(guest.getByRole("heading", overview)).toBeVisible();
}

/** Connects the provider, following the page's steps, as far as a test that fails and says why. */
async function connect(page: Page, provider: IdentityProvider, info: TestInfo): Promise<void> {
  await page.getByRole("button", { name: "Connect an identity provider" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Head office");
  await dialog.getByRole("button", { name: "Connect an identity provider" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Head office" })).toBeVisible();
  const redirect = (await page.getByText("/sign-on/back/").textContent()) ?? "";
  await provider.serve(redirect, { ann: { email: `ann@${domain}`, name: "Ann" } });
  const here = page.getByRole("region", { name: "2. What it gives you" });
  await here.getByLabel("Issuer").fill(provider.issuer);
  await here.getByLabel("Client ID").fill("basic");
  await here.getByLabel("Client secret").fill(clientSecret);
  await here.getByRole("button", { name: "Save" }).click();
  await expect(here.getByText("Kept sealed.")).toBeVisible();
  const trial = page.getByRole("region", { name: "3. Try it out" });
  await trial.getByRole("button", { name: "Try it out" }).click();
  await signInThere(page, "ann");
  await expect(trial.getByText(`Your address is of ${domain}`)).toBeVisible();
  await picture(page, info, "owner_tries_out");
}

/** Proves the domain by the record that the page shows, tries again, and switches it on. */
async function switchOn(page: Page, info: TestInfo): Promise<void> {
  const domains = page.getByRole("region", { name: "5. Your domains" });
  await domains.getByLabel("Domain").fill(domain);
  await domains.getByRole("button", { name: "Add" }).click();
  const record = (await domains.getByText("sangam-domain-verification=").textContent()) ?? "";
  tellName(settings.data, `_sangam-challenge.${domain}`, record);
  await domains.getByRole("button", { name: "Look now" }).click();
  await expect(domains.getByText("Proven", { exact: true })).toBeVisible();
  const trial = page.getByRole("region", { name: "3. Try it out" });
  await trial.getByRole("button", { name: "Try it out" }).click();
  await expect(trial.getByText("It works: somebody could sign in.")).toBeVisible();
  await page.getByRole("button", { name: "Let people sign in by it", exact: true }).click();
  await expect(page.getByText("People of the proven domains are offered it")).toBeVisible();
  await page.getByRole("region", { name: "6. Switch it on" }).scrollIntoViewIfNeeded();
  await picture(page, info, "owner_switches_on");
}

/** Whoever has an address of the domain is led to the provider, and is a member from then on. */
async function signInElsewhere(person: Page, info: TestInfo): Promise<void> {
  await person.goto("/");
  await person.getByLabel("Email").fill(`ann@${domain}`);
  await picture(person, info, "member_signs_in");
  await person.getByRole("button", { name: "Sign in with your organisation" }).click();
  await signInThere(person, "ann");
  await expect(person.getByRole("heading", overview)).toBeVisible();
}

/** Each step stands there, with who took it, in words; and what exactly one of them changed. */
async function readAudit(page: Page, info: TestInfo): Promise<void> {
  await page.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Change" }).click();
  const rows = page.getByRole("table", { name: "Audit" }).getByRole("row");
  const done = (...words: string[]) =>
    expect(words.reduce((found, hasText) => found.filter({ hasText }), rows).first()).toBeVisible();
  await done("Owner", "Invite somebody by mail", "Invitation");
  await done(colleague.name, "Join with the link of an invitation");
  await done("Owner", "Change what your tenant asks of sign-ins");
  await done(colleague.name, "Add a passkey");
  await done("Owner", "Let people sign in by a connection", "Head office");
  await done("Ann", "Sign in with what the identity provider sent back");
  await expectAccessible(page);
  await picture(page, info, "owner_audit");

  const policy = rows.filter({ hasText: "Change what your tenant asks of sign-ins" });
  await policy.first().getByRole("link").click();
  const changes = page.getByRole("table", { name: "What changed" });
  await expect(changes.getByRole("row", { name: /"optional" "passkey"/ })).toBeVisible();
  await picture(page, info, "owner_audit_entry");
}

test("an owner sets up people, passkeys and sign-on alone, and sees who did what", async ({
  page,
  browser,
}, info) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const { owner } = await makeTenant(mark);
  await withDevice(page);
  const guest = await elsewhere(browser);
  await page.goto(settings.url);
  await typePassword(page, owner);
  await expect(page.getByRole("heading", overview)).toBeVisible();
  await expectAccessible(page);
  await picture(page, info, "owner_begins");

  await inviteColleague(page, guest, info);
  await openPage(page, "Overview");
  await page.getByRole("link", { name: "Ask for passkeys" }).click();
  await requirePasskeys(page, info);
  await colleagueEnrols(guest, info);

  await openPage(page, "Overview");
  await page.getByRole("link", { name: "Connect an identity provider" }).click();
  const provider = await openIdentityProvider();
  await connect(page, provider, info);
  await switchOn(page, info);

  const ann = await elsewhere(browser);
  await signInElsewhere(ann, info);

  await openPage(page, "Audit");
  await readAudit(page, info);
  provider.stop();
  await Promise.all([guest.context().close(), ann.context().close()]);
});
