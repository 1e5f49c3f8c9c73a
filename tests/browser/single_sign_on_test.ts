import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";
import { clientSecret, openIdentityProvider, signInThere } from "./support/identity_provider";
import { tellName } from "./support/names";

test("an owner connects an identity provider, alone, and people sign in by it", async ({
  page,
  browser,
}) => {
  const provider = await openIdentityProvider();
  const name = `office ${word()}`;
  const domain = `${word()}.example`;
  await signIn(page);
  await page.goto("/security/sign-on");
  await page.getByRole("button", { name: "Connect an identity provider" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Connect an identity provider" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expectAccessible(page);

  const redirect = (await page.getByText("/sign-on/back/").textContent()) ?? "";
  await provider.serve(redirect, {
    ann: { email: `ann@${domain}`, name: "Ann", groups: ["Clerks"] },
  });
  const here = page.getByRole("region", { name: "2. What it gives you" });
  await here.getByLabel("Issuer").fill(provider.issuer);
  await here.getByLabel("Client ID").fill("basic");
  await here.getByLabel("Client secret").fill(clientSecret);
  await here.getByRole("button", { name: "Save" }).click();
  await expect(here.getByText("Kept sealed.")).toBeVisible();

  // Tried before the domain is proven: it says so.
  const trial = page.getByRole("region", { name: "3. Try it out" });
  await trial.getByRole("button", { name: "Try it out" }).click();
  await signInThere(page, "ann");
  await expect(trial.getByText("Nobody could sign in yet.")).toBeVisible();
  await expect(trial.getByText(`Your address is of ${domain}`)).toBeVisible();

  const domains = page.getByRole("region", { name: "5. Your domains" });
  await domains.getByLabel("Domain").fill(domain);
  await domains.getByRole("button", { name: "Add" }).click();
  await domains.getByRole("button", { name: "Look now" }).click();
  await expect(domains.getByText("There is no such TXT record yet.")).toBeVisible();
  const record = (await domains.getByText("sangam-domain-verification=").textContent()) ?? "";
  tellName(settings.data, `_sangam-challenge.${domain}`, record);
  await domains.getByRole("button", { name: "Look now" }).click();
  await expect(domains.getByText("Proven", { exact: true })).toBeVisible();

  const roles = page.getByRole("region", { name: "4. Who may do what" });
  await roles.getByRole("button", { name: "Add a group" }).click();
  await roles.getByLabel("Group", { exact: true }).fill("Clerks");
  await roles.getByRole("combobox", { name: "Role", exact: true }).click();
  await page.getByRole("option", { name: "Auditor" }).click();
  await roles.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").last()).toBeVisible();

  // The provider knows the person by now and asks nothing.
  await trial.getByRole("button", { name: "Try it out" }).click();
  await expect(trial.getByText("It works: somebody could sign in.")).toBeVisible();
  await expect(trial.getByText("They would be auditor.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Let people sign in by it", exact: true }).click();
  await expect(page.getByText("People of the proven domains are offered it")).toBeVisible();

  const context = await browser.newContext({ baseURL: settings.url });
  const person = await context.newPage();
  await person.goto("/ledgers");
  await person.getByLabel("Email").fill(`ann@${domain}`);
  await person.getByRole("button", { name: "Sign in with your organisation" }).click();
  await signInThere(person, "ann");
  await expect(person.getByRole("heading", { level: 1, name: "Ledgers" })).toBeVisible();
  const session = await person.request.get("/api/v1/session");
  expect(await session.json()).toMatchObject({ role: "auditor", methods: ["fed"] });

  await page.reload();
  const members = page.getByRole("region", { name: "Who signs in by it" });
  await expect(members.getByRole("row").filter({ hasText: `ann@${domain}` })).toBeVisible();
  await expectAccessible(page);
  await members.getByRole("button", { name: "Unlink Ann" }).click();
  await expect(members.getByText("Nobody has signed in by it yet")).toBeVisible();

  // What is over is told in words, with a code.
  const back = new URL(redirect).pathname;
  await person.goto(`${back}?state=unknown`);
  await expect(person.getByRole("heading", { name: "You could not be signed in" })).toBeVisible();
  await expect(person.getByText("sign_in_over")).toBeVisible();
  await expectAccessible(person);
  await context.close();
  provider.stop();
});
