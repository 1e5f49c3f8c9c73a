import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../../..", import.meta.url));
const longestStartMs = 60_000;

/** What the server writes of its demo tenant. */
export interface Demo {
  url: string;
  tenant: string;
  api_key: string;
  email: string;
  password: string;
  operator: { email: string; password: string };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The built program, on data of its own, with the demo tenant. */
export class RunningServer {
  readonly url: string;
  #data: string;
  #process: ChildProcess;

  private constructor(url: string, data: string, process: ChildProcess) {
    this.url = url;
    this.#data = data;
    this.#process = process;
  }

  static async start(): Promise<RunningServer> {
    const data = await mkdtemp(join(tmpdir(), "sangam-sdk-"));
    // PostgreSQL runs as a user of its own and must pass through.
    await chmod(data, 0o711);
    const server = RunningServer.#launch(data, await freePort());
    await server.#ready();
    return server;
  }

  static #launch(data: string, port: number): RunningServer {
    const program = process.env["SANGAM_PROGRAM"] || join(repository, "build/dev/sangam");
    if (!existsSync(program)) throw new Error(`${program} is missing: tools/build.sh dev sangam`);
    const log = openSync(join(data, "server.log"), "a");
    const listen = `127.0.0.1:${port}`;
    const options = ["--demo", "--webhooks-anywhere", "--data", data, "--listen", listen];
    const child = spawn(program, ["serve", ...options], { stdio: ["ignore", log, log] });
    closeSync(log);
    return new RunningServer(`http://${listen}`, data, child);
  }

  get demo(): Demo {
    return JSON.parse(readFileSync(join(this.#data, "demo.json"), "utf8")) as Demo;
  }

  get #log(): string {
    return readFileSync(join(this.#data, "server.log"), "utf8").slice(-4000);
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + longestStartMs;
    while (!(existsSync(join(this.#data, "demo.json")) && (await isReady(this.url)))) {
      if (this.#process.exitCode !== null) throw new Error(`the server stopped\n${this.#log}`);
      if (Date.now() > deadline) throw new Error(`the server is not ready\n${this.#log}`);
      await pause(50);
    }
  }

  async #end(): Promise<number | null> {
    const { exitCode } = this.#process;
    if (exitCode !== null) return exitCode;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGTERM");
    await ended;
    return this.#process.exitCode;
  }

  /** Ends it and starts it again at the same address. */
  async restart(): Promise<void> {
    await this.#end();
    this.#process = RunningServer.#launch(this.#data, Number(new URL(this.url).port)).#process;
    await this.#ready();
  }

  async stop(): Promise<void> {
    const code = await this.#end();
    const log = this.#log;
    await rm(this.#data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the server ended with ${code}\n${log}`);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
