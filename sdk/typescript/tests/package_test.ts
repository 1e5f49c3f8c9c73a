// The package as others get it: its files, its examples, what the README shows.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { RunningServer } from "./support/server.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));
let server: RunningServer;

before(async () => {
  server = await RunningServer.start();
});
after(() => server.stop());

async function node(...parameters: string[]): Promise<string> {
  const env = { ...process.env, SANGAM_URL: server.url, SANGAM_API_KEY: server.demo.api_key };
  const options = { cwd: root, env, timeout: 60_000 };
  return (await run(process.execPath, ["--no-warnings", ...parameters], options)).stdout;
}

test("the examples run", async () => {
  const paid = await node("examples/pay.ts");
  assert.match(paid, /^refused: exceeds_credits\n\S+ transfer 5000\.00\n$/);
  assert.equal((await node("examples/follow.ts")).match(/ledger\.transfers\.posted/g)?.length, 3);
  assert.equal(await node("examples/webhook_receiver.ts"), "verified: webhooks.test\n");
});

test("what the README shows runs", async () => {
  const text = readFileSync(join(root, "README.md"), "utf8");
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```/gms)].map(([, block]) => block).join("");
  const said = await node("--input-type=module-typescript", "--eval", blocks);
  assert.match(said, /^5000\.00\nrefused exceeds_credits \/amount\n1 true\n/);
});

test("the package holds what it says, and needs nothing", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
  });
  const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }];
  const files = new Set(packed.files.map(({ path }) => path));
  const { exports, dependencies, version } = JSON.parse(
    readFileSync(join(root, "package.json"), "utf8"),
  ) as { exports: Record<string, unknown>; dependencies?: object; version: string };
  for (const path of Object.values(exports).flatMap((each) => Object.values(each as object)))
    if (path.length > 1) assert.ok(files.has(path.slice(2)), `${path} is not packed`);
  assert.equal(dependencies, undefined);
  assert.ok(![...files].some((path) => /tests|examples|node_modules/.test(path)));
  assert.match(readFileSync(join(root, "src/version.ts"), "utf8"), new RegExp(`"${version}"`));
});

test("nothing of it is for Node alone", () => {
  for (const name of readdirSync(join(root, "dist"), { recursive: true }) as string[]) {
    if (!name.endsWith(".js")) continue;
    const text = readFileSync(join(root, "dist", name), "utf8");
    for (const [, from] of text.matchAll(/from "([^"]+)"/g))
      assert.ok(from!.startsWith("."), `${name} imports ${from}`);
  }
});
