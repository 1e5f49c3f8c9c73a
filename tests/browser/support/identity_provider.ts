import type { Page } from "@playwright/test";
import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** An OpenID provider that others wrote. It knows the client "basic" with this secret. */
export const clientSecret = "a secret/with:signs";

export interface IdentityProvider {
  issuer: string;
  /** Whom it sends back where, and what it says of people, by the name they sign in with. */
  serve: (redirect: string, claims: Record<string, Record<string, unknown>>) => Promise<void>;
  stop: () => void;
}

export async function openIdentityProvider(): Promise<IdentityProvider> {
  const port = await freePort();
  let stop = () => {};
  const serve: IdentityProvider["serve"] = async (redirect, claims) => {
    const settings = JSON.stringify({ redirect_uris: [redirect], claims });
    const server = spawn(
      "tools/node_script.sh",
      ["tests/relying_party", "provider.mjs", String(port), settings],
      {
        cwd: repository,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    stop = () => void server.kill();
    await once(createInterface(server.stdout), "line");
  };
  return { issuer: `http://127.0.0.1:${port}`, serve, stop: () => stop() };
}

/** What a person does at it. */
export async function signInThere(page: Page, name: string) {
  await page.getByPlaceholder("Enter any login").fill(name);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}
