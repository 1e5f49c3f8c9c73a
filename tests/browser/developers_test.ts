import type { Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { makeBooks, post, upload, word } from "./support/books";
import { expect, settings, signIn, test } from "./support/console";

const run = promisify(execFile);

/** Runs a command as a reader would paste it into a shell; its status and what it printed. */
async function paste(command: string, key: string): Promise<{ status: number; body: string }> {
  const { stdout } = await run("bash", ["-c", `${command} -sS -w '\\n%{http_code}'`], {
    env: { ...process.env, SANGAM_API_KEY: key },
  });
  const end = stdout.lastIndexOf("\n");
  return { status: Number(stdout.slice(end + 1)), body: stdout.slice(0, end) };
}

async function keyOfOwner(page: Page): Promise<string> {
  const body = { name: `curl ${word()}`, role: "owner" };
  return (await post<{ secret: string }>(page, "/api-keys", body)).secret;
}

async function commandOf(page: Page, operation: string): Promise<string> {
  await page.goto(`/developers?operation=${operation}`);
  return (await page.getByLabel("curl", { exact: true }).textContent()) ?? "";
}

test("the API page lists the operations with a command that can be copied", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page);
  await page.goto("/developers");
  await page.getByRole("searchbox").fill("open an account");
  await page.getByRole("button", { name: /POST.*\/ledger\/accounts/ }).click();
  await page.getByRole("button", { name: "Copy" }).first().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`curl -X POST ${settings.url}/api/v1/ledger/accounts`);
  expect(copied).toContain("$SANGAM_API_KEY");
});

test("the command of every operation that reads works when it is pasted", async ({ page }) => {
  test.setTimeout(300_000);
  await signIn(page);
  const key = await keyOfOwner(page);
  const { cash, payroll } = await makeBooks(page);
  const line = {
    debit_account: payroll.id,
    credit_account: cash.id,
    amount: "1.00",
    asset: "INR",
  };
  await upload(page, "curl.ndjson", `${JSON.stringify(line)}\n`);
  const reply = await page.request.get(`${settings.url}/api/openapi.json`);
  const { paths } = (await reply.json()) as {
    paths: Record<
      string,
      { get?: { operationId: string; "x-audience": string; "x-kind": string } }
    >;
  };
  const reads = Object.entries(paths).flatMap(([path, { get }]) =>
    get === undefined || get["x-audience"] === "platform" || get["x-kind"] === "stream"
      ? []
      : [{ path, operation: get.operationId }],
  );
  expect(reads.length).toBeGreaterThan(15);
  for (const { path, operation } of reads) {
    const command = await commandOf(page, operation);
    // Nothing can be read of what the tenant has none of yet; of anything else a member is named.
    if (/_0{26}|\/[A-Z]+\b(?= )/.test(command)) {
      const list = path.slice(0, path.indexOf("/{"));
      const found = await page.request.get(`${settings.url}/api/v1${list}?limit=1`);
      expect.soft(await found.json(), command).toEqual({ items: [] });
      continue;
    }
    await expect
      .soft(async () => {
        const { status, body } = await paste(command, key);
        expect(`${status}`, `${command}\n${body}`).toBe("200");
      })
      .toPass({ timeout: 90_000 }); // the audit is signed once a minute
  }
});

test("the commands that open an account and move money work in a sandbox", async ({ page }) => {
  await signIn(page);
  const key = await keyOfOwner(page);
  await makeBooks(page);
  for (const operation of [
    "ledger.ledgers.open",
    "ledger.accounts.open",
    "ledger.transfers.create",
    "ledger.transfers.create_batch",
    "ledger.holds.create",
    "ledger.holds.void",
  ]) {
    const command = await commandOf(page, operation);
    const { status, body } = await paste(command, key);
    expect.soft([200, 201], `${command}\n${status} ${body}`).toContain(status);
  }
});
