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

interface Operation {
  method: "get" | "post";
  path: string;
  id: string;
  audience: string;
  kind: string;
}

/** What the server describes, and the page lists, but for what is neither read nor posted. */
async function operationsOf(page: Page): Promise<Operation[]> {
  const reply = await page.request.get(`${settings.url}/api/openapi.json`);
  const { paths } = (await reply.json()) as {
    paths: Record<
      string,
      Record<string, { operationId: string; "x-audience": string; "x-kind": string }>
    >;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    (["get", "post"] as const).flatMap((method) => {
      const found = methods[method];
      return found === undefined
        ? []
        : [
            {
              method,
              path,
              id: found.operationId,
              audience: found["x-audience"],
              kind: found["x-kind"],
            },
          ];
    }),
  );
}

/** Opens an operation on the page, which is open, and reads its command. */
async function commandOf(page: Page, { method, path }: Operation): Promise<string> {
  const row = page
    .getByRole("article")
    .filter({ has: page.getByText(path, { exact: true }) })
    .filter({ has: page.getByText(method.toUpperCase(), { exact: true }) });
  await row.getByRole("button").first().click();
  return (await row.getByRole("region", { name: "curl", exact: true }).textContent()) ?? "";
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
  const reads = (await operationsOf(page)).filter(
    ({ method, audience, kind }) =>
      method === "get" && audience !== "platform" && kind !== "stream",
  );
  expect(reads.length).toBeGreaterThan(15);
  await page.goto("/developers");
  const commands: { path: string; command: string }[] = [];
  for (const read of reads)
    commands.push({ path: read.path, command: await commandOf(page, read) });
  // What was done so far is proven, as one of them asks for.
  await post(page, "/audit-checkpoints", {});
  for (const { path, command } of commands) {
    // Nothing can be read of what the tenant has none of yet, or what no list names; of anything
    // else a member is named.
    if (/_0{26}|\/[A-Z]+\b(?= )/.test(command)) {
      const list = path.slice(0, path.indexOf("/{"));
      if (!reads.some((read) => read.path === list)) continue;
      const found = await page.request.get(`${settings.url}/api/v1${list}`);
      expect.soft(await found.json(), command).toEqual({ items: [] });
      continue;
    }
    const { status, body } = await paste(command, key);
    // What belongs to a session, no key can read.
    if (`${status}` === "403" && /for people who signed in/.test(body)) continue;
    expect.soft(`${status}`, `${command}\n${body}`).toBe("200");
  }
});

test("the commands that open an account and move money work in a sandbox", async ({ page }) => {
  await signIn(page);
  const key = await keyOfOwner(page);
  await makeBooks(page);
  const operations = await operationsOf(page);
  for (const id of [
    "ledger.ledgers.open",
    "ledger.accounts.open",
    "ledger.transfers.create",
    "ledger.transfers.create_batch",
    "ledger.holds.create",
    "ledger.holds.void",
  ]) {
    const operation = operations.find((one) => one.id === id);
    expect(operation, id).toBeDefined();
    // Anew, because the last command has made what this one is about.
    await page.goto("/developers");
    const command = await commandOf(page, operation!);
    const { status, body } = await paste(command, key);
    expect.soft([200, 201], `${command}\n${status} ${body}`).toContain(status);
  }
});
