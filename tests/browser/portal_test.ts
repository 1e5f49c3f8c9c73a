import type { Locator, Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expectAccessible } from "./support/axe";
import { makeBooks, post, word } from "./support/books";
import { expect, signIn, test } from "./support/console";
import { expectFitsPhone } from "./support/fits";
import { picture } from "./support/picture";
import { makeTenant } from "./support/tenant";

const run = promisify(execFile);
const tree = fileURLToPath(new URL("../..", import.meta.url));

async function keyOf(page: Page): Promise<string> {
  const body = { name: `portal ${word()}`, role: "owner" };
  return (await post<{ secret: string }>(page, "/api-keys", body)).secret;
}

/** Opens the reference at an operation; its row. */
async function openOperation(page: Page, id: string): Promise<Locator> {
  await page.goto(`/developers?q=${id}&operation=${id}`);
  const row = page.getByRole("article").filter({ has: page.locator("[aria-expanded=true]") });
  await expect(row.getByRole("heading", { name: "Example", exact: true })).toBeVisible();
  return row;
}

async function exampleIn(row: Locator, language: string): Promise<string> {
  await row.getByText(language, { exact: true }).click();
  return (await row.getByRole("region", { name: language, exact: true }).textContent()) ?? "";
}

/** Runs what was pasted into a file, as its reader would; what it printed. */
async function runFile(
  command: [string, ...string[]],
  name: string,
  text: string,
  env: Record<string, string>,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sangam-portal-"));
  try {
    await mkdir(join(folder, "node_modules", "@sangam"), { recursive: true });
    await symlink(join(tree, "sdk/typescript"), join(folder, "node_modules/@sangam/sdk"));
    await writeFile(join(folder, "package.json"), '{"type":"module"}');
    await writeFile(join(folder, name), text);
    const [program, ...rest] = command;
    const { stdout } = await run(program, [...rest, join(folder, name)], {
      env: { ...process.env, ...env },
    });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("examples in TypeScript and Python run as they are", async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page);
  const key = await keyOf(page);
  await makeBooks(page);
  const env = { SANGAM_API_KEY: key };
  for (const id of ["ledger.accounts.list", "ledger.accounts.get", "ledger.transfers.create"]) {
    const row = await openOperation(page, id);
    const python = await exampleIn(row, "Python");
    const printed = await runFile(["python3"], "example.py", python, {
      ...env,
      PYTHONPATH: join(tree, "sdk/python/src"),
    });
    expect.soft(printed, python).toMatch(/'(acct|trf)_/);
    const typescript = await exampleIn(row, "TypeScript");
    const node: [string, ...string[]] = [process.execPath, "--experimental-strip-types"];
    const told = await runFile([...node, "--preserve-symlinks"], "example.ts", typescript, env);
    expect.soft(told, typescript).toMatch(/'(acct|trf)_/);
  }
});

test("an operation that was only declared can be tried", async ({ page }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const row = await openOperation(page, "integration.check");
  expect(await exampleIn(row, "GraphQL")).toContain("integrationCheck");
  expect(await exampleIn(row, "MCP")).toContain("integration.check");
  await row.getByRole("button", { name: "Fill in a request" }).click();
  const form = row.getByRole("form");
  await form.getByLabel(/^text/).fill("from the portal");
  await form.getByRole("button", { name: "Send" }).click();
  const reply = form.getByRole("region", { name: "What came back" });
  await expect(reply).toContainText("from the portal");
});

test("a request is tried, asked about, and found again", async ({ page }, info) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 900 });
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const row = await openOperation(page, "teams.create");
  await row.getByRole("button", { name: "Fill in a request" }).click();
  const form = row.getByRole("form");
  await form.getByLabel(/^name/).fill("Portal");
  const key = await form.getByLabel("Idempotency-Key").inputValue();
  await form.getByRole("button", { name: "Send" }).click();
  const reply = form.getByRole("region", { name: "What came back" });
  await expect(reply).toContainText("201");
  await expect(reply.getByRole("region", { name: "Body of the reply" })).toContainText('"Portal"');
  await expect(form.getByLabel("Idempotency-Key")).not.toHaveValue(key);
  await expectAccessible(page);
  await expectFitsPhone(page);
  await form.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath("portal_try.png") });

  // The same key and another request: refused, and said so.
  await form.getByLabel("Idempotency-Key").fill(key);
  await form.getByLabel(/^name/).fill("Another");
  await form.getByRole("button", { name: "Send" }).click();
  await expect(reply).toContainText("idempotency");

  // The list is kept while one goes from page to page.
  await page.getByRole("link", { name: "Your tries" }).click();
  await expect(page.getByText("POST /teams")).toHaveCount(2);
  await page.getByText("POST /teams").last().click();
  await expect(page.getByLabel("Body of the reply").last()).toContainText('"Portal"');
  await expectAccessible(page);
});

test("what takes something away asks first", async ({ page }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const team = await post<{ id: string }>(page, "/teams", { name: `Team ${word()}` });
  const row = await openOperation(page, "teams.delete");
  await row.getByRole("button", { name: "Fill in a request" }).click();
  const form = row.getByRole("form");
  await form.getByLabel(/^id/).fill(team.id);
  await form.getByRole("button", { name: "Send" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Send" })).toBeDisabled();
  await dialog.getByRole("textbox").fill("teams.delete");
  await dialog.getByRole("button", { name: "Send" }).click();
  await expect(form.getByRole("region", { name: "What came back" })).toContainText(/20[04]/);
});

test("a stream is followed until it is stopped", async ({ page }) => {
  const { owner } = await makeTenant();
  await signIn(page, owner);
  const row = await openOperation(page, "events.tail");
  await row.getByRole("button", { name: "Fill in a request" }).click();
  const form = row.getByRole("form");
  await form.getByRole("button", { name: "Send" }).click();
  await makeBooks(page);
  await expect(form.getByLabel("What has come so far")).toContainText("data:", {
    timeout: 20_000,
  });
  await form.getByRole("button", { name: "Stop" }).click();
  await expect(form.getByRole("region", { name: "What came back" })).toContainText("200");
});

test("getting started sees each of its steps, and the calls are counted", async ({
  page,
}, info) => {
  test.setTimeout(120_000);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 900 });
  const { owner } = await makeTenant();
  await signIn(page, owner);
  await page.goto("/developers/start");
  const step = (number: number) => page.getByRole("listitem").filter({ hasText: `${number}. ` });
  await expect(step(1).getByRole("status")).toHaveText("open");
  await step(1).getByRole("button", { name: "Create a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("First");
  await dialog.getByRole("combobox", { name: "Role" }).click();
  await page.getByRole("option", { name: "Owner" }).click();
  await dialog.getByRole("button", { name: "Create a key" }).click();
  const secret = (await page.getByTestId("secret").textContent()) ?? "";
  await dialog.getByRole("button", { name: "I have copied it" }).click();
  await expect(step(1).getByRole("status")).toHaveText("done");

  const paste = async (command: string) =>
    (
      await run("bash", ["-c", `${command} -sS -f`], {
        env: { ...process.env, SANGAM_API_KEY: secret },
      })
    ).stdout;
  const commandOf = async (number: number) =>
    ((await step(number).getByRole("region").textContent()) ?? "").replace(/^export .*\n/, "");
  await expect(step(2).getByRole("status")).toHaveText("open");
  expect(await paste(await commandOf(2))).toContain('"tenant"');
  await expect(step(2).getByRole("status")).toHaveText("done", { timeout: 90_000 });
  await expect(step(3).getByRole("status")).toHaveText("open");
  expect(await paste(await commandOf(3))).toContain("First steps");
  await expect(step(3).getByRole("status")).toHaveText("done", { timeout: 20_000 });
  await expectAccessible(page);
  await expectFitsPhone(page);
  await page.screenshot({ path: info.outputPath("portal_start.png") });

  await page.goto("/developers/calls");
  const calls = page.getByRole("table", { name: "Calls by operation" });
  await expect(calls.getByRole("row", { name: /ledger\.ledgers\.open/ })).toBeVisible({
    timeout: 40_000,
  });
  await page.getByRole("combobox", { name: "Who called" }).click();
  await page.getByRole("option", { name: "First" }).click();
  await expect(calls.getByRole("row", { name: /^ledger\.ledgers\.open 1 0 0/ })).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath("portal_calls.png") });
});

test("events, changes and the reference read well", async ({ page }, info) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page);
  const row = await openOperation(page, "ledger.transfers.create");
  await row.getByLabel("Search the fields of Reply 201").fill("credits posted");
  await expect(row.getByRole("list", { name: "Reply 201" })).toContainText("credits_posted");
  await row.getByLabel("Search the fields of Reply 201").fill("");
  await row.getByText("TypeScript", { exact: true }).click();
  await picture(page, info, "portal_reference");

  await page.goto("/developers/events");
  await page.getByLabel("Search types of events").fill("transfers posted");
  await page.getByText("ledger.transfers.posted").click();
  await expect(page.getByLabel("Example of a payload")).toContainText("{");
  await expectAccessible(page);

  await page.goto("/developers/changes");
  await page.getByLabel("Search changes").fill("tenant.calls");
  await expect(page.getByText("tenant.calls").first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath("portal_changes.png") });
});
