import { createHash, randomBytes } from "node:crypto";
import { expectAccessible } from "./support/axe";
import { word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";

const callback = "https://app.example/callback";

/** What a client asks of a person, as the address it sends them to. */
function authorizeAddress(client: string, more: Record<string, string> = {}) {
  const verifier = randomBytes(48).toString("base64url");
  const query = new URLSearchParams({
    client_id: client,
    response_type: "code",
    redirect_uri: callback,
    scope: "openid profile",
    state: "the state",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  });
  return { verifier, address: `/oauth/authorize?${query.toString()}` };
}

test("a client is made, people sign in to it, and it is removed", async ({ page, playwright }) => {
  await signIn(page);
  const name = `app ${word()}`;
  await page.goto("/oauth-clients");
  await page.getByRole("button", { name: "Make a client" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Redirect URIs").fill(callback);
  await dialog.getByRole("button", { name: "Make a client" }).click();
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  expect(secret).toMatch(/^ocs_/);
  const client = (await dialog.getByText(/^oac_/).textContent()) ?? "";
  await page.getByRole("button", { name: "I have copied it" }).click();

  await page.route(`${callback}**`, (route) => route.fulfill({ body: "back at the app" }));
  const { verifier, address } = authorizeAddress(client);
  await page.goto(address);
  await expect(page.getByRole("heading", { name: `${name} asks to act for you` })).toBeVisible();
  await expect(page.getByText("See your name")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Allow", exact: true }).click();
  await expect(page.getByText("back at the app")).toBeVisible();
  const answer = new URL(page.url()).searchParams;
  expect(answer.get("state")).toBe("the state");
  expect(answer.get("iss")).toBe(settings.url);

  const program = await playwright.request.newContext({ baseURL: settings.url });
  const tokens = await program.post("/oauth/token", {
    form: {
      grant_type: "authorization_code",
      code: answer.get("code") ?? "",
      redirect_uri: callback,
      code_verifier: verifier,
      client_id: client,
      client_secret: secret,
    },
  });
  expect(tokens.status()).toBe(200);
  await program.dispose();

  // Once agreed, nobody is asked again.
  await page.goto(authorizeAddress(client).address);
  await expect(page.getByText("back at the app")).toBeVisible();

  await page.goto("/oauth-clients");
  await page.getByRole("button", { name: `Remove ${name}` }).click();
  await page.getByRole("dialog").getByRole("textbox").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("button", { name: `Remove ${name}` })).toBeHidden();
  await page.goto(authorizeAddress(client).address);
  await expect(page.getByRole("heading", { name: "You cannot be signed in" })).toBeVisible();
});

test("who is not signed in signs in on the way, and a refusal is told", async ({
  page,
  browser,
}) => {
  await signIn(page);
  const made = await page.request.post("/api/v1/oauth/clients", {
    headers: { Origin: settings.url },
    data: {
      name: `app ${word()}`,
      authentication: "none",
      grant_types: ["authorization_code"],
      scopes: ["openid", "profile"],
      redirect_uris: [callback],
    },
  });
  const { client } = (await made.json()) as { client: { id: string } };
  const context = await browser.newContext({ baseURL: settings.url });
  const stranger = await context.newPage();
  await stranger.route(`${callback}**`, (route) => route.fulfill({ body: "back at the app" }));
  await stranger.goto(authorizeAddress(client.id).address);
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(stranger).toHaveURL(/sign-in/);
  await stranger.getByLabel("Email").fill(settings.email);
  await stranger.getByRole("textbox", { name: "Password" }).fill(settings.password);
  await stranger.getByRole("button", { name: "Sign in", exact: true }).click();
  await stranger.getByRole("button", { name: "Do not allow" }).click();
  await expect(stranger.getByText("back at the app")).toBeVisible();
  expect(new URL(stranger.url()).searchParams.get("error")).toBe("access_denied");
  await context.close();
});
