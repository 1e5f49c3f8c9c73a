import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { serveNames } from "./names";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const longestStartMs = 60_000;

/** What the server writes of the people it made for the demo. */
interface Demo {
  url: string;
  email: string;
  password: string;
  operator: { email: string; password: string };
}

/** A port of the loopback address that nobody listens on now. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function existing(path: string, remedy: string): string {
  if (!existsSync(path)) throw new Error(`${path} is missing: ${remedy}`);
  return path;
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function untilReady(server: ChildProcess, url: string, data: string): Promise<void> {
  const deadline = Date.now() + longestStartMs;
  while (!(existsSync(join(data, "demo.json")) && (await isReady(url)))) {
    const log = () => readFileSync(join(data, "server.log"), "utf8");
    if (server.exitCode !== null)
      throw new Error(`the server stopped before it was ready\n${log()}`);
    if (Date.now() > deadline) throw new Error(`the server is not ready after a minute\n${log()}`);
    await pause(100);
  }
}

/** Lets the server drain and waits for its end, then removes all it wrote. */
async function stop(server: ChildProcess, data: string): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  }
  await rm(data, { recursive: true, force: true });
}

function serve(program: string, data: string, port: number, names: string): ChildProcess {
  const site = existing(join(repository, "web/console/dist/index.html"), "run tools/console.sh");
  const log = openSync(join(data, "server.log"), "w");
  const server = spawn(
    program,
    [
      "serve",
      "--demo",
      // Tests listen to webhooks on this machine.
      "--webhooks-anywhere",
      // And prove domains that do not exist.
      "--dns-server",
      names,
      // Passkeys are bound to a name, which an IP address is not.
      "--public-url",
      `http://localhost:${port}`,
      "--data",
      data,
      "--listen",
      `127.0.0.1:${port}`,
      "--console",
      dirname(site),
    ],
    { stdio: ["ignore", log, log] },
  );
  closeSync(log);
  return server;
}

/** A server with people of the demo, on data of its own. */
export interface RunningServer {
  url: string;
  data: string;
  demo: Demo;
  stop: () => Promise<void>;
}

/** Starts the built server; whoever calls stops it. */
export async function startServer(): Promise<RunningServer> {
  const program = existing(
    process.env["SANGAM_PROGRAM"] || join(repository, "build/dev/sangam"),
    "run tools/build.sh dev sangam",
  );
  const data = await mkdtemp(join(tmpdir(), "sangam-browser-"));
  // PostgreSQL runs as a user of its own and must pass through.
  await chmod(data, 0o711);
  const port = await freePort();
  const names = await serveNames(data);
  const server = serve(program, data, port, names.address);
  const end = () => {
    names.close();
    return stop(server, data);
  };
  try {
    await untilReady(server, `http://127.0.0.1:${port}`, data);
    const demo = JSON.parse(readFileSync(join(data, "demo.json"), "utf8")) as Demo;
    return { url: `http://localhost:${port}`, data, demo, stop: end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Starts the server that most tests share and tells, by the environment, what they ask for. */
async function startShared(): Promise<() => Promise<void>> {
  const { url, data, demo, stop: end } = await startServer();
  process.env["SANGAM_URL"] = url;
  process.env["SANGAM_EMAIL"] = demo.email;
  process.env["SANGAM_PASSWORD"] = demo.password;
  process.env["SANGAM_OPERATOR_EMAIL"] = demo.operator.email;
  process.env["SANGAM_OPERATOR_PASSWORD"] = demo.operator.password;
  process.env["SANGAM_DATA"] = data;
  return end;
}

/** Starts a server unless SANGAM_URL names one; workers inherit the environment. Returns its end. */
export default async function setUp(): Promise<(() => Promise<void>) | undefined> {
  return process.env["SANGAM_URL"] ? undefined : startShared();
}
